/** What goes into a pack: named contents, each told piece by piece when its turn comes. */
import { createReadStream } from 'node:fs'
import { badInput } from '../../nouns/place.ts'

/** One file of a pack. The path is relative, with forward slashes; the pieces are asked for once. */
export interface Content {
  readonly path: string
  readonly pieces: () => Iterable<string> | AsyncIterable<Uint8Array>
}

/** A file of a pack as it was written: size in bytes, SHA-256 in hexadecimal digits. */
export interface PackedFile {
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** The files that a pack ends with: each speaks of those before it. */
export const manifestPath = 'manifest.json'
export const statementPath = 'statement.json'
export const envelopePath = 'statement.dsse.json'
export const sumsPath = 'SHA256SUMS'

/** Portable names only: what lies in a pack can be unpacked anywhere, and stands in `SHA256SUMS` unescaped. */
const portable = /^(?!\.)[\w.@=,+ -]{1,200}(?<![. ])$/

/** Whether a pack may hold a file of this path. */
export function isPackable(path: string): boolean {
  return path.length <= 500 && path.split('/').every((step) => portable.test(step))
}

/** Content that is text already. */
export function textContent(path: string, text: string): Content {
  return { path, pieces: () => [text] }
}

/** Content that is a file on the disk, byte for byte. */
export function fileContent(path: string, file: string): Content {
  return { path, pieces: () => bytesOf(file) }
}

async function* bytesOf(file: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file)
  } catch (error) {
    throw badInput({ what: `cannot read ${file}: ${(error as Error).message}` })
  }
}

/** In the order of a pack, which is the same on every machine. */
export function inOrder<T extends { readonly path: string }>(contents: readonly T[]): readonly T[] {
  return contents.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
