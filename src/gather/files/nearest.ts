/** The word that was probably meant. */

/** The choice nearest to a misspelt word, or undefined when none is near. Letter case does not count. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const measured = choices.map((choice) => ({ choice, distance: distance(word.toLowerCase(), choice.toLowerCase()) }))
  const best = measured.reduce<{ choice: string; distance: number } | undefined>(
    (least, one) => (least === undefined || one.distance < least.distance ? one : least),
    undefined,
  )
  const near = Math.min(Math.max(2, Math.floor(word.length / 3)), word.length - 1)
  return best !== undefined && best.distance <= near ? best.choice : undefined
}

/** `did you mean 'x'?`, or the choices when none is near and they are few enough to read. */
export function meantInstead(word: string, choices: readonly string[]): string | undefined {
  const meant = nearest(word, choices)
  if (meant !== undefined) return `did you mean '${meant}'?`
  return choices.length > 0 && choices.length <= 12 ? `write ${listed(choices)}` : undefined
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(choices: readonly string[]): string {
  return choices.length < 2 ? (choices[0] ?? '') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
}

/** Levenshtein's: insertions, deletions and replacements between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let index = 0; index < a.length; index++) row = nextRow(row, index, a[index], b)
  return row.at(-1) ?? 0
}

function nextRow(row: readonly number[], index: number, letter: string | undefined, b: string): number[] {
  const next = [index + 1]
  for (const [column, above] of row.slice(1).entries()) {
    const replaced = (row[column] ?? 0) + (b[column] === letter ? 0 : 1)
    next.push(Math.min(replaced, above + 1, (next[column] ?? 0) + 1))
  }
  return next
}
