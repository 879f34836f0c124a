/** Verifying a pack: one question after the other, each asked only when the ones before it leave something to ask about. */
import { badInput } from './nouns/place.ts'
import { keyText } from './packing.ts'
import { checkJudgement } from './rejudging.ts'
import type { Tool } from './session.ts'
import type { Contained } from './tell/evidence/integrity.ts'
import type { Checker } from './tell/evidence/keys.ts'
import type { Manifest } from './tell/evidence/manifest.ts'
import type { Check } from './tell/evidence/verification.ts'

/** What came of it. */
export interface Verified {
  readonly checks: readonly Check[]
  /** Why the pack does not show the whole organization, in its own words. */
  readonly partial: readonly string[]
}

/** The public key that signatures are checked with, or undefined where none was given. */
export async function checkerAsked(key: string | undefined): Promise<Checker | undefined> {
  if (key === undefined) return undefined
  const { checkerOf } = await import('./tell/evidence/keys.ts')
  return checkerOf(await keyText(key), key)
}

/** Verifies a pack. Throws a mistake where the file is no pack, or one that is not safe to read. */
export async function verifyPack(tool: Tool, file: string, checker: Checker | undefined): Promise<Verified> {
  const { openContainer } = await import('./tell/evidence/container.ts')
  const { checkContainer, checkFiles, readContained } = await import('./tell/evidence/integrity.ts')
  const { checkSignature } = await import('./tell/evidence/authenticity.ts')
  const container = await openContainer(file)
  const contained = await readContained(container)
  const manifest = await manifestIn(file, contained)
  const whole = [await checkContainer(container), await checkFiles(contained, manifest)]
  const signature = checkSignature(contained, manifest, checker)
  const altered = whole.some(({ outcome }) => outcome === 'fail')
  const judgement = altered ? notJudged : await checkJudgement(tool, container, contained, manifest)
  return { checks: [...whole, signature, judgement], partial: manifest.partial }
}

const notJudged: Check = { name: 'judgement', outcome: 'not done', says: 'what was altered is not judged again', findings: [] }

/** The manifest, by its published schema: without one there is nothing to hold the pack against. */
async function manifestIn(file: string, { manifest: text, damaged }: Contained): Promise<Manifest> {
  const { evidenceManifest } = await import('#validators')
  const manifest = parsed(text)
  if (evidenceManifest(manifest)) return manifest as Manifest
  const [wrong] = evidenceManifest.errors ?? []
  const where = wrong === undefined ? '' : `: ${wrong.instancePath || 'it'} ${wrong.message ?? ''}`
  const why = text === '' ? 'it has no manifest.json' : `its manifest.json is none${where}`
  throw badInput({ what: `${file} is no evidence pack: ${damaged.find((one) => one.startsWith('manifest.json')) ?? why}` })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
