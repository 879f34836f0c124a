/** The folder of raw responses that `collect --raw` writes, as contents of a pack. */
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { badInput } from '../../nouns/place.ts'
import { fileContent, isPackable, type Content } from './contents.ts'

/** Every response of the folder, under `raw/`. Throws a mistake when the folder cannot be read, or holds anything else: nothing is left out silently. */
export async function rawContents(folder: string): Promise<readonly Content[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: Error) => {
    throw badInput({ what: `cannot read ${folder}: ${error.message}` })
  })
  const files = entries.filter((entry) => !entry.isDirectory())
  const stray = files.find((entry) => !entry.isFile() || !isPackable(entry.name) || !entry.name.endsWith('.json'))
  if (stray !== undefined) {
    const instead = 'the folder must hold what `collect --raw` wrote and nothing else'
    throw badInput({ what: `${join(stray.parentPath, stray.name)} is no raw response`, instead })
  }
  if (files.length === 0) throw badInput({ what: `there are no raw responses in ${folder}`, instead: 'name the folder that `collect --raw` wrote' })
  return files.map((entry) => {
    const file = join(entry.parentPath, entry.name)
    return fileContent(`raw/${relative(folder, file).split(sep).join('/')}`, file)
  })
}
