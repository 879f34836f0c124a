/** A file of text as it stands on the disk, or why it could not be read. */
import { readFile } from 'node:fs/promises'
import type { Read } from '../../nouns/place.ts'

/** The text of a file, or the mistake that says why there is none; `named` is the path that the mistake names. */
export async function readText(file: string, named = file): Promise<Read<string>> {
  try {
    return { ok: true, value: await readFile(file, 'utf8') }
  } catch (error) {
    return { ok: false, mistakes: [{ what: `cannot read ${named}: ${whyUnreadable(error)}` }] }
  }
}

/** Why a file could not be opened, in words; `error` as Node's file system throws it. */
export function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  return code === 'EACCES' ? 'reading it is not allowed' : message
}
