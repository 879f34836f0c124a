/** The text of a file, or of standard input where the file is called `-`. */
import { text } from 'node:stream/consumers'
import type { Read } from '../../nouns/place.ts'
import { readText } from './text-file.ts'

/** How a person names standard input, and how mistakes do. */
const standardInput = { asked: '-', named: 'stdin' }

/** The text, or the mistake that says why there is none. */
export async function readInput(file: string): Promise<Read<string>> {
  return file === standardInput.asked ? { ok: true, value: await text(process.stdin) } : readText(file)
}

/** The name that mistakes give to it. */
export function inputName(file: string): string {
  return file === standardInput.asked ? standardInput.named : file
}
