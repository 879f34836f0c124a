/** What a line says of the trails that a region shows, read from its bytes: nearly all lines of a snapshot are such. */
import type { Reach, TrailStatus } from '../../nouns/fact.ts'
import { pieceOf, standsAt } from './byte-piece.ts'
import type { Lines } from './lines.ts'
import { heldTextAt, type HeldText, type HeldTexts } from './plain-text.ts'
import { endOfStatus, statusFormOf, withTimes, type StatusForm } from './status-form.ts'

/** What is known of such lines in one file, nothing at first. */
export interface ReachLines {
  readonly regions: HeldTexts
  readonly arns: HeldTexts
  readonly statuses: StatusForm[]
  /** The trails of the line before, with room for more: the next shows mostly the same. */
  readonly shown: Shown[]
  /** The line that was read last. */
  readonly last: { region: string; value: Reach; trails: number }
  /** Whether the value is no longer of what is shown. */
  isNew: boolean
  /** How many lines were learnt from that could not be read here all the same. */
  inVain: number
}

/** One trail of a line. */
interface Shown {
  arn: HeldText
  readonly form: StatusForm
  /** The times in the line, and those of the status; it has none yet when it is new. */
  readonly found: number[]
  readonly times: number[]
  status: TrailStatus | undefined
}

/** So many forms of statuses are tried. */
const mostStatuses = 32
/** After so many, the lines are written otherwise, and learning would only cost time. */
const mostInVain = 100

const beforeRegion = pieceOf('","region":"')
const beforeTrails = pieceOf('","value":{"trails":{')
const ending = pieceOf('}}}\n')
const quote = 34
const comma = 44
const name = /^[a-z0-9-]+$/
/** Nothing that an object takes for more than a key, such as a number. */
const arn = /^arn:/

export function newReachLines(): ReachLines {
  const last = { region: '', value: { trails: {} }, trails: 0 }
  return { regions: new Map(), arns: new Map(), statuses: [], shown: [], last, isNew: false, inVain: 0 }
}

/** Where the line ends whose account number ended before `at`, and is then the last; -1 where it must be parsed. */
export function endOfReach(lines: Lines, at: number, known: ReachLines): number {
  if (!standsAt(beforeRegion, lines, at)) return -1
  const begin = at + beforeRegion.length
  const region = heldTextAt(lines, begin, known.regions, name)
  if (region === undefined) return -1
  known.last.region = region.text
  const trails = begin + region.text.length
  return standsAt(beforeTrails, lines, trails) ? endOfTrails(lines, trails + beforeTrails.length, known) : -1
}

function endOfTrails(lines: Lines, at: number, known: ReachLines): number {
  let end = at
  let count = 0
  while (!standsAt(ending, lines, end)) {
    if (count > 0 && lines.bytes[end++] !== comma) return -1
    if (lines.bytes[end++] !== quote) return -1
    end = endOfTrail(lines, end, count, known)
    if (end < 0) return -1
    count += 1
  }
  return takeTrails(count, known) ? end + ending.length : -1
}

/** Where the trail ends whose ARN begins at `at`. */
function endOfTrail(lines: Lines, at: number, index: number, known: ReachLines): number {
  const shown = known.shown[index]
  if (shown === undefined) return endOfOther(lines, at, index, known)
  if (!standsAt(shown.arn.piece, lines, at)) {
    const other = heldTextAt(lines, at, known.arns, arn)
    if (other === undefined) return -1
    shown.arn = other
    known.isNew = true
  }
  const end = endOfStatus(shown.form, lines, at + shown.arn.piece.length, shown.found)
  return end < 0 ? endOfOther(lines, at, index, known) : end
}

/** The same where the line before had no trail there, or its status was of another form. */
function endOfOther(lines: Lines, at: number, index: number, known: ReachLines): number {
  const text = heldTextAt(lines, at, known.arns, arn)
  if (text === undefined) return -1
  for (const form of known.statuses) {
    const found: number[] = []
    const end = endOfStatus(form, lines, at + text.piece.length, found)
    if (end < 0) continue
    known.shown[index] = { arn: text, form, found, times: [], status: undefined }
    return end
  }
  return -1
}

/**
 * Makes the value of the first trails that are shown, unless it is that of the line before: what repeats is held once. False where an ARN
 * stands twice: JSON says nothing of such a line.
 */
function takeTrails(count: number, known: ReachLines): boolean {
  const { shown, last } = known
  for (let index = 0; index < count; index += 1) if (takeStatus(shown[index] as Shown)) known.isNew = true
  if (!known.isNew && count === last.trails) return true
  const trails: Record<string, TrailStatus> = {}
  for (let index = 0; index < count; index += 1) {
    const { arn: { text }, status } = shown[index] as Shown
    if (index > 0 && Object.hasOwn(trails, text)) return false
    trails[text] = status as TrailStatus
  }
  last.value = { trails }
  last.trails = count
  known.isNew = false
  return true
}

/** Makes the status, unless it has these times already; answers whether it did. */
function takeStatus(shown: Shown): boolean {
  const { form, found, times, status } = shown
  let same = status !== undefined
  for (let index = 0; index < found.length; index += 1) {
    same &&= found[index] === times[index]
    times[index] = found[index] as number
  }
  if (!same) shown.status = withTimes(form, found)
  return !same
}

/** Takes the forms of the statuses in the line at `at` that was found right, and its value where the line is one to be read here. */
export function learnReach(value: Reach, lines: Lines, at: number, known: ReachLines): void {
  if (known.inVain === mostInVain) return
  for (const status of Object.values(value.trails)) learnStatus(statusFormOf(status), known)
  if (endOfReach(lines, at, known) < 0) known.inVain += 1
  else known.last.value = value
}

function learnStatus(form: StatusForm, { statuses }: ReachLines): void {
  if (statuses.length < mostStatuses && !statuses.some(({ text }) => text === form.text)) statuses.push(form)
}
