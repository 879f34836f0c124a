/** The form of a line: its JSON text with gaps where it differs from others like it, and the facts that have this text with other gaps. */
import type { AnyFact } from '../../nouns/snapshot.ts'
import { pieceOf, standsAt, type BytePiece } from './byte-piece.ts'
import { addText, cutText, cutValue, newCutting, type Build, type Found, type Gap } from './form-cutting.ts'
import type { Lines } from './lines.ts'
import { accountAt, accountLength, textAt, timeAt } from './plain-text.ts'

export interface LineForm {
  /** The text around the gaps, from the quote that ends the account number to the line feed. */
  readonly pieces: readonly BytePiece[]
  readonly gaps: readonly Gap[]
  /** The fact with what was found in the gaps. */
  readonly build: (found: Found) => AnyFact
}

/** The form of a right fact that holds a value; undefined where it has none. */
export function formOf(fact: AnyFact): LineForm | undefined {
  const cutting = newCutting(fact)
  if (fact.region !== undefined) addText(`","region":${JSON.stringify(fact.region).slice(0, -1)}`, cutting)
  if (fact.id !== undefined) addText('","id":"', cutting)
  const id = fact.id === undefined ? undefined : cutText(fact.id, cutting)
  addText('","value":', cutting)
  const value = cutValue(fact.value, cutting)
  addText('}\n', cutting)
  return cutting.clashes ? undefined : { pieces: cutting.pieces.map(pieceOf), gaps: cutting.gaps, build: builderOf(fact, id, value) }
}

function builderOf(fact: AnyFact, id: Build | undefined, value: Build | undefined): LineForm['build'] {
  return (found) => {
    const other: Record<string, unknown> = { ...fact }
    other['account'] = found.account.text
    if (id !== undefined) other['id'] = id(found)
    if (value !== undefined) other['value'] = value(found)
    return other as unknown as AnyFact
  }
}

/** Where the line ends whose account number ended before `at`, with what stands in its gaps in `found`; -1 where it is of another form. */
export function endOf({ pieces, gaps }: LineForm, lines: Lines, at: number, found: Found): number {
  let end = at
  found.texts = []
  for (let index = 0; index < pieces.length; index += 1) {
    if (index > 0) {
      const begin = end
      end = endOfGap(gaps[index - 1] as Gap, lines, begin, found)
      if (end === begin) return -1
    }
    const piece = pieces[index] as BytePiece
    if (!standsAt(piece, lines, end)) return -1
    end += piece.length
  }
  return end
}

/** Where that ends which stands in a gap, or `at` where nothing right stands there. */
function endOfGap(gap: Gap, lines: Lines, at: number, { account, texts }: Found): number {
  if (gap === 'account') return accountAt(lines, at) === account.number ? at + accountLength : at
  const text = gap === 'time' ? timeAt(lines, at) : textAt(lines, at)
  if (text === undefined) return at
  texts.push(text)
  return at + text.length
}
