/**
 * Lines that repeat the form of an earlier one, read from their bytes without making text of them, parsing and checking them again.
 *
 * Nearly every line of a snapshot says which trails a region shows, which regions an account has or what the account is called, and
 * differs from an earlier line by account, region, times and names only. Forms are taken of lines that were found right. What fits one to
 * the byte, with something plain in its gaps, is then the JSON text of the fact that is built here, and as right as the first: of what
 * stands in a gap, the schema asks no more than is asked here.
 */
import type { ReachInParts } from '../../nouns/reach-by-region.ts'
import type { AnyFact, FactKind, SnapshotLine } from '../../nouns/snapshot.ts'
import { pieceOf, standsAt, type BytePiece } from './byte-piece.ts'
import type { Found } from './form-cutting.ts'
import { endOf, formOf, type LineForm } from './line-form.ts'
import type { Lines } from './lines.ts'
import { accountAt, accountLength } from './plain-text.ts'
import { endOfReach, learnReach, newReachLines, type ReachLines } from './reach-line.ts'

/** What is known of the lines of one file, nothing at first. */
export interface LineForms {
  readonly reach: ReachLines
  readonly kinds: readonly KindForms[]
  /** In the line under way; lines of an account stand together, and its number is held once. */
  readonly found: Found
  /** Where the line ends that was read last. */
  end: number
}

/** The forms of the facts of a kind. */
interface KindForms {
  readonly kind: FactKind
  /** Up to the account number. */
  readonly opening: BytePiece
  /** The latest that fitted first. */
  readonly known: LineForm[]
  /** How many forms were taken, and how many lines were read by one. */
  readonly count: { taken: number; used: number }
}

/** Kinds of which accounts have much the same, the most frequent first. */
const kinds: readonly FactKind[] = [
  ...(['regions', 'account', 'trail', 'selectors', 'tags', 'insights'] as const),
  ...(['bucket', 'key', 'log-group', 'topic', 'role', 'event-data-store'] as const),
]

/** So many forms of a kind are tried on a line. */
const mostTried = 8

/** Taking a form costs about what it saves when so many lines are read by it; a few more are taken before anything is known. */
const worth = 16
const onTrial = 8

const reachOpening = openingOf('reach')

export function newForms(): LineForms {
  return { reach: newReachLines(), kinds: kinds.map(newKind), found: { account: { number: -1, text: '' }, texts: [] }, end: 0 }
}

function newKind(kind: FactKind): KindForms {
  return { kind, opening: openingOf(kind), known: [], count: { taken: 0, used: 0 } }
}

function openingOf(kind: FactKind): BytePiece {
  return pieceOf(`{"fact":"${kind}","account":"`)
}

/** The fact of the line of a known form that begins at `at`, or undefined: then the line must be parsed and checked. */
export function readByForm(lines: Lines, at: number, forms: LineForms): AnyFact | ReachInParts | undefined {
  if (standsAt(reachOpening, lines, at)) return readReach(lines, at + reachOpening.length, forms)
  const kind = forms.kinds.find(({ opening }) => standsAt(opening, lines, at))
  return kind === undefined ? undefined : readByKind(kind, lines, at + kind.opening.length, forms)
}

function readReach(lines: Lines, at: number, forms: LineForms): ReachInParts | undefined {
  const end = findAccount(lines, at, forms.found) ? endOfReach(lines, at + accountLength, forms.reach) : -1
  if (end < 0) return undefined
  forms.end = end
  const { region, shown, times } = forms.reach.last
  return { fact: 'reach', account: forms.found.account.text, region, shown, times }
}

function readByKind({ known, count }: KindForms, lines: Lines, at: number, forms: LineForms): AnyFact | undefined {
  if (known.length === 0 || !findAccount(lines, at, forms.found)) return undefined
  for (let index = 0; index < known.length; index += 1) {
    const form = known[index] as LineForm
    const end = endOf(form, lines, at + accountLength, forms.found)
    if (end < 0) continue
    if (index > 0) known.unshift(...known.splice(index, 1))
    count.used += 1
    forms.end = end
    return form.build(forms.found)
  }
  return undefined
}

function findAccount(lines: Lines, at: number, { account }: Found): boolean {
  const number = accountAt(lines, at)
  if (number < 0) return false
  if (number !== account.number) {
    account.number = number
    account.text = lines.bytes.toString('latin1', at, at + accountLength)
  }
  return true
}

/** Takes the forms of the line at `at` that was found right. */
export function learnForms(line: SnapshotLine, lines: Lines, at: number, forms: LineForms): void {
  if (!('fact' in line) || line.value === undefined) return
  if (line.fact === 'reach') learnReach(line.value, lines, at + reachOpening.length + accountLength, forms.reach)
  const kind = forms.kinds.find((each) => each.kind === line.fact)
  if (kind !== undefined && paysOff(kind)) learnForm(line, kind, lines, at, forms)
}

function paysOff({ count: { taken, used } }: KindForms): boolean {
  return taken * worth <= used + onTrial * worth
}

/** Only a form that reads the very line it was taken of: what is written otherwise than JSON.stringify writes has none. */
function learnForm(line: AnyFact, { opening, known, count }: KindForms, lines: Lines, at: number, forms: LineForms): void {
  count.taken += 1
  const form = formOf(line)
  const account = at + opening.length
  if (form === undefined || !findAccount(lines, account, forms.found)) return
  if (endOf(form, lines, account + accountLength, forms.found) < 0) return
  known.unshift(form)
  known.splice(mostTried)
}
