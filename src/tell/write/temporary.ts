/** What must not outlast the run, however that ends. */
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'

/** Does the work, and removes the file or folder at `path` afterwards: also where the work fails, and where it is interrupted. */
export async function withTemporary<T>(path: string, work: () => Promise<T>): Promise<T> {
  // What is being written at that moment may stand in the way of the first try.
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 })
  process.once('exit', remove)
  try {
    return await work()
  } finally {
    process.off('exit', remove)
    await rm(path, { recursive: true, force: true })
  }
}
