/** A pack with something changed in it and every hash made to fit: what somebody could do who has the tool but not the key. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { archive, sha256Of } from '../../src/tell/evidence/archive.ts'
import { openContainer } from '../../src/tell/evidence/container.ts'
import { inOrder, manifestPath, statementPath, sumsPath, textContent, type Content, type PackedFile } from '../../src/tell/evidence/contents.ts'
import { manifestText, sumsText, type Facts, type Manifest } from '../../src/tell/evidence/manifest.ts'
import { scratch } from './trailgate.ts'

/** The texts of a pack by path, in its order. */
export async function textsIn(pack: string): Promise<Map<string, string>> {
  const container = await openContainer(pack)
  const texts = new Map<string, string>()
  for (const entry of container.entries) texts.set(entry.path, (await buffer(Readable.from(container.read(entry)))).toString('utf8'))
  return texts
}

/** Writes an unsigned pack of these texts, which `change` may alter, add to and take from, and of these facts. */
export async function repacked(pack: string, change: (texts: Map<string, string>) => void, facts: Partial<Facts> = {}): Promise<string> {
  const texts = await textsIn(pack)
  const { files: _, ...before } = JSON.parse(texts.get(manifestPath) ?? '') as Manifest
  for (const path of [manifestPath, sumsPath]) texts.delete(path)
  change(texts)
  const statement = texts.get(statementPath) ?? ''
  texts.delete(statementPath)
  const contents = inOrder([...texts].map(([path, text]) => textContent(path, text)))
  const file = join(scratch(), 'repacked.zip')
  writeFileSync(file, await bytesOf([...contents, ...(await closing(contents, { ...before, ...facts }, statement))]))
  return file
}

async function closing(contents: readonly Content[], facts: Facts, before: string): Promise<readonly Content[]> {
  const files = await Promise.all(contents.map(packed))
  const manifest = textContent(manifestPath, [...manifestText(facts, files)].join(''))
  const hash = (await packed(manifest)).sha256
  const statement = textContent(statementPath, before.replace(/("name": "manifest.json",\s*"digest": \{\s*"sha256": ")[0-9a-f]*/, `$1${hash}`))
  const sums = [...files, await packed(manifest), await packed(statement)]
  return [manifest, statement, textContent(sumsPath, [...sumsText(sums)].join(''))]
}

async function packed(content: Content): Promise<PackedFile> {
  const text = [...(content.pieces() as Iterable<string>)].join('')
  return { path: content.path, size: Buffer.byteLength(text), sha256: await sha256Of(content) }
}

async function bytesOf(contents: readonly Content[]): Promise<Buffer> {
  return buffer(Readable.from(archive(contents, () => undefined)))
}

