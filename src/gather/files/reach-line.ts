/** What a line says of the trails that a region shows, read from its bytes: nearly all lines of a snapshot are such. */
import type { Reach } from '../../nouns/fact.ts'
import { shownTrails, type Shown } from '../../nouns/reach-by-region.ts'
import { pieceOf, standsAt } from './byte-piece.ts'
import type { Lines } from './lines.ts'
import { heldTextAt, type HeldText, type HeldTexts } from './plain-text.ts'
import { endOfStatus, statusFormOf, type StatusForm } from './status-form.ts'

/** What is known of such lines in one file, nothing at first. */
export interface ReachLines {
  readonly regions: HeldTexts
  readonly arns: HeldTexts
  readonly statuses: StatusForm[]
  /** By its text, so that the same is the same object. */
  readonly shown: Map<string, Shown>
  /** The trails of the line before, with room for more: the next shows mostly the same. */
  readonly trails: ShownTrail[]
  /** The line that was read last. */
  readonly last: { region: string; shown: Shown; trails: number; readonly times: number[] }
  /** Whether other trails are shown since, or in another way. */
  isNew: boolean
  /** How many lines were learnt from that could not be read here all the same. */
  inVain: number
}

/** One trail of a line. */
interface ShownTrail {
  arn: HeldText
  readonly form: StatusForm
}

/** So many forms of statuses are tried. */
const mostStatuses = 32
/** So much of what is shown is held; with more, what repeats is not among it. */
const mostShown = 1024
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
  const last = { region: '', shown: shownTrails({}), trails: 0, times: [] }
  return { regions: new Map(), arns: new Map(), statuses: [], shown: new Map(), trails: [], last, isNew: false, inVain: 0 }
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
  let times = 0
  while (!standsAt(ending, lines, end)) {
    if (count > 0 && lines.bytes[end++] !== comma) return -1
    if (lines.bytes[end++] !== quote) return -1
    end = endOfTrail(lines, end, count, times, known)
    if (end < 0) return -1
    times += (known.trails[count] as ShownTrail).form.times.length
    count += 1
  }
  // Setting the length takes longer than reading the line.
  if (known.last.times.length !== times) known.last.times.length = times
  return takeShown(count, known) ? end + ending.length : -1
}

/** Where the trail ends whose ARN begins at `at`, after so many trails and times. */
function endOfTrail(lines: Lines, at: number, index: number, times: number, known: ReachLines): number {
  const trail = known.trails[index]
  if (trail === undefined) return endOfOther(lines, at, index, times, known)
  if (!standsAt(trail.arn.piece, lines, at)) {
    const other = heldTextAt(lines, at, known.arns, arn)
    if (other === undefined) return -1
    trail.arn = other
    known.isNew = true
  }
  const end = endOfStatus(trail.form, lines, at + trail.arn.piece.length, known.last.times, times)
  return end < 0 ? endOfOther(lines, at, index, times, known) : end
}

/** The same where the line before had no trail there, or its status was of another form. */
function endOfOther(lines: Lines, at: number, index: number, times: number, known: ReachLines): number {
  const text = heldTextAt(lines, at, known.arns, arn)
  if (text === undefined) return -1
  for (const form of known.statuses) {
    const end = endOfStatus(form, lines, at + text.piece.length, known.last.times, times)
    if (end < 0) continue
    known.trails[index] = { arn: text, form }
    known.isNew = true
    return end
  }
  return -1
}

/** Finds what the first trails come to. False where an ARN stands twice: JSON says nothing of such a line. */
function takeShown(count: number, known: ReachLines): boolean {
  const { last, shown } = known
  if (!known.isNew && count === last.trails) return true
  const trails = known.trails.slice(0, count).map(({ arn: { text }, form }) => [text, form] as const)
  if (new Map(trails).size < count) return false
  const key = trails.map(([text, form]) => `${text} ${known.statuses.indexOf(form)}`).join(' ')
  if (shown.size === mostShown) shown.clear()
  last.shown = shown.get(key) ?? shownTrails(Object.fromEntries(trails.map(([text, { status }]) => [text, status])))
  shown.set(key, last.shown)
  last.trails = count
  known.isNew = false
  return true
}

/** Takes the forms of the statuses in the line at `at` that was found right, and its value where the line is one to be read here. */
export function learnReach(value: Reach, lines: Lines, at: number, known: ReachLines): void {
  if (known.inVain === mostInVain) return
  for (const status of Object.values(value.trails)) learnStatus(statusFormOf(status), known)
  if (endOfReach(lines, at, known) < 0) known.inVain += 1
}

function learnStatus(form: StatusForm, { statuses }: ReachLines): void {
  if (statuses.length < mostStatuses && !statuses.some(({ text }) => text === form.text)) statuses.push(form)
}
