/** Keeping a snapshot: its lines go to a file, or to stdout, as they arrive; what AWS answered may go to a folder beside it. */
import { isFooter, type SnapshotLine } from './nouns/snapshot.ts'
import type { Keeping } from './source.ts'

/**
 * Writes every line and returns the number of gaps that the footer counts. Nothing is written before the first line came; with `keep`
 * the file keeps so many bytes, and goes on behind them.
 */
export async function keepSnapshot(out: string, lines: AsyncIterable<SnapshotLine>, keep?: number): Promise<number> {
  const { sayLine } = await import('./gather/files/snapshots.ts')
  const { appendAll } = await import('./tell/write/append.ts')
  let gaps = 0
  async function* said(): AsyncIterable<string> {
    for await (const line of lines) {
      if (isFooter(line)) gaps = line.gaps
      yield `${sayLine(line)}\n`
    }
  }
  await appendAll(out, said(), keep)
  return gaps
}

/** Raw answers go to this folder, if one is named: a new or an empty one, unless an interrupted run goes on. */
export async function keepingRaw(folder: string | undefined, resumed = false): Promise<Keeping> {
  if (folder === undefined) return {}
  const { openRawFolder } = await import('./tell/write/raw.ts')
  return { onRaw: await openRawFolder(folder, { resumed }) }
}
