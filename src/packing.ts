/** Packing: who signs, what is judged, and what goes into the pack. */
import { readFile } from 'node:fs/promises'
import { derivedContents, judgeForPack, partialReasons } from './evidence.ts'
import { momentOf } from './moment.ts'
import { badInput } from './nouns/place.ts'
import { rulesGiven, snapshotGiven } from './packing-given.ts'
import type { Assessment } from './nouns/verdict.ts'
import type { PolicyFlags, Session } from './session.ts'
import type { Content } from './tell/evidence/contents.ts'
import { packFormat, type Facts, type Parameters } from './tell/evidence/manifest.ts'
import type { Signer } from './tell/evidence/keys.ts'
import type { Packing } from './tell/evidence/pack.ts'

/** Flags of `evidence pack`, as far as they say what is packed. */
export interface PackingAsked extends PolicyFlags {
  readonly demo: boolean
  readonly snapshot?: readonly string[] | undefined
  readonly raw?: string | undefined
  readonly 'fail-on': Parameters['failOn']
  readonly 'max-age': number
  /** ISO 8601. */
  readonly asOf: string | undefined
  readonly only: readonly string[] | undefined
  readonly signer: Signer | undefined
}

/** Judges the snapshot and puts together what its pack consists of; nothing is written yet. */
export async function packingOf(session: Session, asked: PackingAsked): Promise<Packing> {
  const sources = [asked.demo, asked.snapshot !== undefined].filter(Boolean).length
  if (sources !== 1) throw badInput({ what: 'one source is packed', instead: 'name --snapshot FILE or --demo' })
  const raw = await rawGiven(asked.raw)
  const given = await snapshotGiven(session, asked.snapshot)
  const rules = await rulesGiven(session, asked)
  const { snapshot } = given
  const { only = null, 'fail-on': failOn, 'max-age': maxAge } = asked
  const parameters: Parameters = { ...given.parameters, ...rules.parameters, only, failOn, maxAge }
  const { name, version } = session.tool
  const { asOf = momentOf(snapshot, asked.demo), signer } = asked
  const assessment = judgeForPack(session, snapshot, { ...parameters, asOf, tool: { name, version } })
  const partial = await partialReasons(snapshot, assessment)
  const facts = factsOf(assessment, { partial, parameters, rawResponses: raw?.length ?? null, signature: keyNameOf(signer) })
  const contents = [...given.contents, ...rules.contents, ...(raw ?? []), ...(await derivedContents(snapshot, assessment, facts))]
  return { contents, facts, assessment, ...(signer === undefined ? {} : { signer }) }
}

async function rawGiven(folder: string | undefined): Promise<readonly Content[] | undefined> {
  const { rawContents } = await import('./tell/evidence/raw-folder.ts')
  return folder === undefined ? undefined : rawContents(folder)
}

function factsOf({ tool, scope, asOf }: Assessment, others: Pick<Facts, 'partial' | 'parameters' | 'rawResponses' | 'signature'>): Facts {
  return { format: packFormat, tool, node: process.version, organization: scope.organization, takenAt: scope.takenAt, asOf, ...others }
}

function keyNameOf(signer: Signer | undefined): Facts['signature'] {
  return signer === undefined ? null : { algorithm: signer.algorithm, keyId: signer.keyId }
}

/** The mistake of packing a part of an organization without saying so. */
export function notWhole(partial: readonly string[]): Error {
  const what = `this does not show the whole organization: ${partial.join('; ')}`
  return badInput({ what, instead: 'say --partial to pack it all the same' })
}

/** What whoever packed it should know: how the assessment ended, and what the pack lacks. */
export async function sayPacked({ assessment, facts }: Packing): Promise<readonly string[]> {
  const { verdictLine } = await import('./tell/report/wording.ts')
  return [
    `packed: ${verdictLine(assessment)}`,
    ...facts.partial.map((reason) => `partial: ${reason}`),
    ...(facts.parameters.policy.path === null ? ['no policy: the recommended rules with their defaults were judged'] : []),
    ...(facts.signature === null ? ['not signed: nothing in the pack shows who made it'] : []),
    ...(facts.rawResponses === null ? ['no raw responses: no request can be looked up in the accounts\' own logs'] : []),
  ]
}

/** Flags that say who signs. */
export interface SigningFlags {
  readonly key?: string | undefined
  readonly unsigned: boolean
  readonly 'key-passphrase-env'?: string | undefined
}

/** The key that signs, or undefined where none was wanted in so many words. */
export async function signerAsked({ key, unsigned, 'key-passphrase-env': variable }: SigningFlags): Promise<Signer | undefined> {
  if (unsigned && key !== undefined) throw badInput({ what: '--key and --unsigned exclude each other' })
  if (unsigned) return undefined
  if (key === undefined) throw badInput({ what: 'nothing says who signs the pack', instead: 'name a private key with --key FILE, or say --unsigned' })
  const passphrase = variable === undefined ? undefined : process.env[variable]
  if (variable !== undefined && passphrase === undefined) throw badInput({ what: `there is no variable ${variable} in the environment` })
  const { signerOf } = await import('./tell/evidence/keys.ts')
  return signerOf(await keyText(key), key, passphrase)
}

/** The text of a key file. */
export async function keyText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw badInput({ what: `cannot read ${file}: ${error.message}` })
  })
}
