/** The manifest of a pack: what is in it, how it was made, and what it is a part of. Schema: schemas/evidence-manifest.schema.json. */
import type { PackedFile } from './contents.ts'
import { documentText } from './document.ts'
import type { KeyName } from './keys.ts'

export const packFormat = 'trailgate-evidence/1'

/** What the person who packed it gave, so that it can be judged again in the same way. */
export interface Parameters {
  readonly source: 'snapshot' | 'demo'
  /** Each snapshot file: where it lies in the pack, and the name it had. */
  readonly snapshots: readonly Given[]
  /** The policy, without a path where there was none and the defaults hold; `named` is the path that findings land on. */
  readonly policy: { readonly path: string | null; readonly named: string }
  /** Folders of local rules; `ofPolicy`: the policy names it, in the order of the policy. */
  readonly rules: readonly (Given & { readonly ofPolicy: boolean })[]
  /** What replaced the policy's rules (`--only`, `--framework`); null: nothing did. */
  readonly only: readonly string[] | null
  readonly failOn: 'critical' | 'high' | 'medium' | 'low' | 'never'
  /** Days after which a snapshot is stale. */
  readonly maxAge: number
}

export interface Given {
  readonly path: string
  readonly named: string
}

/** Everything that is known of a pack before its files are written. */
export interface Facts {
  readonly format: typeof packFormat
  readonly tool: { readonly name: string; readonly version: string }
  /** The version of Node that packed it. */
  readonly node: string
  readonly organization: string | null
  /** ISO 8601, of the oldest part of the snapshot. */
  readonly takenAt: string
  /** ISO 8601: the moment it was judged for. */
  readonly asOf: string
  /** Why the pack does not show the whole organization, one sentence each; empty when it does. */
  readonly partial: readonly string[]
  readonly parameters: Parameters
  /** How many raw responses are in it; null: none were kept when the snapshot was taken. */
  readonly rawResponses: number | null
  /** The key that signed it; null: it is not signed. */
  readonly signature: KeyName | null
}

export interface Manifest extends Facts {
  readonly files: readonly (PackedFile & { readonly mediaType: string })[]
}

/** The manifest's text, one file per line. `files`: in the order of the pack. */
export function manifestText(facts: Facts, files: readonly PackedFile[]): Iterable<string> {
  return documentText(facts, 'files', files.map(({ path, size, sha256 }) => ({ path, size, sha256, mediaType: mediaTypeOf(path) })))
}

/** What `sha256sum -c` reads. */
export function* sumsText(files: readonly PackedFile[]): Generator<string> {
  for (const { path, sha256 } of files) yield `${sha256}  ${path}\n`
}

const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gz: 'application/gzip',
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
  ndjson: 'application/x-ndjson',
  sarif: 'application/sarif+json',
  txt: 'text/plain',
  xml: 'application/xml',
  yaml: 'application/yaml',
}

/** By the end of the name. */
function mediaTypeOf(path: string): string {
  return mediaTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
