/** What GitHub takes of one upload, and the results that fit into it (outputs reference 1.2). */
import { deflateRawSync } from 'node:zlib'

/** More results, and GitHub refuses the file and with it every alert. */
const mostResults = 25_000

/** GitHub shows this many, the most severe ones. */
export const shownResults = 5_000

/** Of the 10 MB that an upload may have when it is compressed, what is left for results beside the rules and the run. */
const mostBytes = 9_000_000

/** Compressed by the million, so that a small report is never compressed at all. */
const chunkSize = 1_000_000

/** How many results there were, and how many of them are in the file. */
export interface Told {
  found: number
  kept: number
}

/**
 * The texts of the results that fit, as they come: the first that does not ends it, and the rest is only counted, not put into words.
 * `told` is kept up to date.
 */
export function* fitting<T>(results: Iterable<T>, tell: (result: T) => string, told: Told, most = { results: mostResults, bytes: mostBytes }): Generator<string> {
  const fits = room(most.bytes)
  for (const result of results) {
    const whole = told.kept === told.found
    told.found += 1
    if (!whole || told.kept === most.results) continue
    const text = tell(result)
    if (!fits(text)) continue
    told.kept += 1
    yield text
  }
}

/** Whether so many bytes still hold one more text: whole chunks count as they compress, the last one as it is. Never too kind. */
function room(most: number): (text: string) => boolean {
  let packed = 0
  let open: string[] = []
  let size = 0
  return (text) => {
    const bytes = Buffer.byteLength(text)
    if (size + bytes > chunkSize && size > 0) {
      packed += deflateRawSync(open.join(''), { level: 1 }).length
      open = []
      size = 0
    }
    if (packed + size + bytes > most) return false
    open.push(text)
    size += bytes
    return true
  }
}
