/** Whether a pack holds what its manifest says, all of it and nothing else. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { sha256Of } from './archive.ts'
import type { Container } from './container.ts'
import { envelopePath, inOrder, manifestPath, statementPath, sumsPath, type PackedFile } from './contents.ts'
import { manifestText, sumsText, type Manifest } from './manifest.ts'
import type { EntryRecord } from './records.ts'
import { isSealed } from './seal.ts'
import { structureFinding } from './structure.ts'
import { checkOf, type Check } from './verification.ts'

/** The files that are read into memory; larger ones are not made. */
const largestText = 2 ** 28

/** What was read of a pack. The texts are empty where the file is not there. */
export interface Contained {
  readonly files: readonly PackedFile[]
  readonly manifest: string
  readonly statement: string
  readonly envelope: string
  /** What is damaged, one sentence each. */
  readonly damaged: readonly string[]
}

/** The container: sealed, and around the contents byte for byte as a pack is written. */
export async function checkContainer(container: Container): Promise<Check> {
  const seal = 'the seal is not that of these bytes: the file was changed after it was packed'
  const sealed = await isSealed(container.file, container.size)
  const structure = await structureFinding(container)
  const findings = [...(sealed ? [] : [seal]), ...(structure === undefined ? [] : [structure])]
  return checkOf('container', findings, `${container.entries.length} entries, sealed, with nothing between them`, 'it is not as it was packed')
}

/** Unpacks everything once, keeping hashes, and the texts that speak of the others. */
export async function readContained(container: Container): Promise<Contained> {
  const texts: Record<string, string> = {}
  const files: PackedFile[] = []
  const damaged: string[] = []
  for (const entry of container.entries) {
    const kept: Buffer[] | undefined = isRead(entry) ? [] : undefined
    try {
      files.push(await hashed(container, entry, kept))
      if (kept !== undefined) texts[entry.path] = Buffer.concat(kept).toString('utf8')
    } catch (error) {
      damaged.push(`${entry.path} is damaged: ${(error as Error).message}`)
    }
  }
  const { [manifestPath]: manifest = '', [statementPath]: statement = '', [envelopePath]: envelope = '' } = texts
  return { files, manifest, statement, envelope, damaged }
}

function isRead({ path, size }: EntryRecord): boolean {
  return [manifestPath, statementPath, envelopePath].includes(path) && size <= largestText
}

async function hashed(container: Container, entry: EntryRecord, kept: Buffer[] | undefined): Promise<PackedFile> {
  const hash = createHash('sha256')
  let check = 0
  for await (const chunk of container.read(entry)) {
    hash.update(chunk)
    check = crc32(chunk, check)
    kept?.push(chunk)
  }
  if (check !== entry.crc32) throw new Error('its checksum is another one')
  return { path: entry.path, size: entry.size, sha256: hash.digest('hex') }
}

/** The files: each as the manifest says, none missing, none added, in order; the closing files as they must be. */
export async function checkFiles({ files, damaged }: Contained, manifest: Manifest): Promise<Check> {
  const closing = [manifestPath, statementPath, ...(manifest.signature === null ? [] : [envelopePath]), sumsPath]
  const inPack = new Map(files.map((file) => [file.path, file]))
  const findings = [
    ...damaged,
    ...manifest.files.flatMap((file) => differences(file, inPack.get(file.path))),
    ...closing.filter((path) => !inPack.has(path)).map((path) => `${path} is missing`),
    ...added(files, [...manifest.files.map(({ path }) => path), ...closing]),
  ]
  const ordered = [...inOrder(manifest.files).map(({ path }) => path), ...closing]
  const inPlace = ordered.length === files.length && files.every(({ path }, at) => path === ordered[at])
  if (findings.length === 0 && !inPlace) findings.push('the files are not in the order of a pack')
  if (findings.length === 0) findings.push(...(await writtenOtherwise(files, manifest)))
  const passed = `${files.length} files, each with the size and SHA-256 that the manifest says`
  return checkOf('files', findings, passed, 'it does not hold what its manifest says')
}

function differences(file: PackedFile, found: PackedFile | undefined): readonly string[] {
  if (found === undefined) return [`${file.path} is missing`]
  if (found.sha256 === file.sha256 && found.size === file.size) return []
  return [`${file.path} was changed: its SHA-256 is ${found.sha256}, and the manifest says ${file.sha256}`]
}

function added(files: readonly PackedFile[], known: readonly string[]): readonly string[] {
  const paths = new Set(known)
  return files.filter(({ path }) => !paths.has(path)).map(({ path }) => `${path} was added: the manifest does not know it`)
}

/** The manifest and the sums have one form, so nothing can hide in them. */
async function writtenOtherwise(files: readonly PackedFile[], manifest: Manifest): Promise<readonly string[]> {
  const { files: listed, ...facts } = manifest
  const written = new Map(files.map(({ path, sha256 }) => [path, sha256]))
  const must = [
    { path: manifestPath, pieces: () => manifestText(facts, listed) },
    { path: sumsPath, pieces: () => sumsText(files.filter(({ path }) => path !== sumsPath)) },
  ]
  const hashes = await Promise.all(must.map(async (content) => ({ path: content.path, sha256: await sha256Of(content) })))
  const wrong = hashes.filter(({ path, sha256 }) => written.get(path) !== sha256)
  return wrong.map(({ path }) => `${path} is not as a pack of these files has it`)
}
