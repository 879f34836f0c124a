/** The folder of raw responses that `collect --raw` writes, as contents of a pack. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { badInput } from '../../nouns/place.ts'
import { fileContent, isPackable, type Content } from './contents.ts'

/**
 * Every response of the folder, under `raw/`. Throws a mistake when the folder cannot be read, or holds anything else: nothing is left
 * out silently.
 */
export async function rawContents(folder: string): Promise<readonly Content[]> {
  const contents: Content[] = []
  await addResponses(folder, 'raw', contents)
  if (contents.length > 0) return contents
  throw badInput({ what: `there are no raw responses in ${folder}`, instead: 'name the folder that `collect --raw` wrote' })
}

/** Folder by folder: a large organization has hundreds of thousands of responses. */
async function addResponses(folder: string, path: string, contents: Content[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw badInput({ what: `cannot read ${folder}: ${error.message}` })
  })
  for (const entry of entries) {
    const [file, packed] = [join(folder, entry.name), `${path}/${entry.name}`]
    if (entry.isDirectory()) await addResponses(file, packed, contents)
    else if (entry.isFile() && entry.name.endsWith('.json') && isPackable(packed)) contents.push(fileContent(packed, file))
    else throw badInput({ what: `${file} is no raw response`, instead: 'the folder must hold what `collect --raw` wrote and nothing else' })
  }
}
