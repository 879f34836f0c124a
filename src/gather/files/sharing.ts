/** What repeats in a snapshot is held once. */
import { isFooter, isHeader, type SnapshotLine } from '../../nouns/snapshot.ts'

/** So many distinct values are remembered; beyond that a snapshot does not repeat itself enough to gain. */
const mostRemembered = 10_000

/** A function that gives equal reach values (regions without trails, statuses without times of their own) as the same object. */
export function sharing(): (line: SnapshotLine) => SnapshotLine {
  const known = new Map<string, object>()
  let repeated = 0
  return (line) => {
    // Where statuses carry times of their own, looking further would only cost time.
    if (known.size >= mostRemembered && repeated < known.size) return line
    if (isHeader(line) || isFooter(line) || line.fact !== 'reach' || line.value === undefined) return line
    const text = JSON.stringify(line.value)
    const value = known.get(text)
    if (value !== undefined) {
      repeated += 1
      return { ...line, value } as SnapshotLine
    }
    if (known.size < mostRemembered) known.set(text, line.value)
    return line
  }
}
