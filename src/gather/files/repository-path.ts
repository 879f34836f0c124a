/** How a file is named in findings: as its repository names it. */
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** Path with forward slashes, relative to the nearest parent folder that holds `.git`, else to the working folder. */
export function repositoryPath(file: string, workingFolder: string): string {
  const path = resolve(workingFolder, file)
  const base = nearestRepository(dirname(path)) ?? workingFolder
  return relative(base, path).split(sep).join('/')
}

function nearestRepository(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : nearestRepository(parent)
}
