/** What it can cost to narrow a language. */
import { noTexts, type Condition, type Texts } from './condition.ts'
import type { Language } from './language.ts'

/** How many comparisons of texts it can take to narrow a language, at most; values that must be equal are found at once. */
export function costOf({ exact, open, excluded }: Language, { some = noTexts, none = noTexts }: Condition): number {
  const alternatives = exact.length + open.length
  const chosen = (some.equals.size + listed(some)) * (1 + listed(excluded))
  return alternatives * (chosen + listed(none)) + excluded.equals.size + none.equals.size
}

function listed({ prefixes, suffixes }: Texts): number {
  return prefixes.length + suffixes.length
}
