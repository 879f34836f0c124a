/** What a command writes takes neither the place of what it reads nor that of something else it writes. */
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { badInput } from './nouns/place.ts'

/** A mistake where an output is an input, or two outputs are one file, however they are written. Devices and pipes take any number. */
export async function refuseOverwriting(outputs: readonly string[], inputs: readonly string[]): Promise<void> {
  // Most runs write to stdout only: then there is nothing to look up.
  if (outputs.length === 0) return
  const read = new Set(await Promise.all(inputs.map(placeOf)))
  const written = new Set<string>()
  for (const output of outputs) {
    const place = await placeOf(output)
    if (read.has(place)) throw badInput({ what: `${output} is read, and would be overwritten`, instead: 'name another file' })
    if (written.has(place)) throw badInput({ what: `two reports cannot both go to ${output}`, instead: 'give each a file of its own' })
    if (!(await isDevice(place))) written.add(place)
  }
}

/** The path without links; of a file that is not there yet, the place where it will be. */
async function placeOf(file: string): Promise<string> {
  const path = resolve(file)
  return realpath(path).catch(async () => join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path)))
}

async function isDevice(path: string): Promise<boolean> {
  return stat(path).then((known) => !known.isFile() && !known.isDirectory(), () => false)
}
