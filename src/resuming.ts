/** Going on with a snapshot that a run left before its end. */
import { keepSnapshot } from './keeping.ts'
import { orRefuse, type Session } from './session.ts'
import { liveLines, type Keeping, type LiveFlags } from './source.ts'

export interface Resumed {
  /** As the footer counts them. */
  readonly gaps: number
  /** Whether anything was left to do. */
  readonly wentOn: boolean
}

/**
 * Goes on in this file, by the flags that it was begun with: asks what is missing, and again what failed in a way that may pass. A file
 * that has its footer and no such gap is left as it is. Throws mistakes, and then the file is as it was.
 */
export async function resumeSnapshot(file: string, session: Session, flags: LiveFlags, quiet: boolean, keeping: Keeping = {}): Promise<Resumed> {
  const { readInterrupted } = await import('./gather/files/interrupted.ts')
  const { openResumed } = await import('./gather/aws/resumed.ts')
  const { header, facts, footer, keep } = orRefuse(await readInterrupted(file))
  if (footer !== undefined && openResumed({ header, facts }).again.length === 0) return { gaps: footer.gaps, wentOn: false }
  const lines = liveLines(session, flags, quiet, { ...keeping, resume: { header, facts } })
  return { gaps: await keepSnapshot(file, lines, keep), wentOn: true }
}
