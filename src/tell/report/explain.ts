/** Which trails record events, and why the others do not, for people and for programs. */
import type { EventCoverage, EventOutcome, Explanation } from '../../nouns/coverage.ts'
import type { CloudTrailEvent } from '../../nouns/event.ts'
import type { Look } from '../../nouns/verdict.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { pageFor, type Page, type Style } from './page.ts'
import { countOf, sayEvent } from './wording.ts'

/** One JSON document: the outcome of all, and every event with its trails; a record is named by what identifies it. */
export function* explainJson(events: readonly EventCoverage[]): Generator<string> {
  yield `{\n  "outcome": "${overallOutcome(events)}",\n  "events": [`
  for (const [at, { event, account, region, ...told }] of events.entries()) {
    const where = { account, region: region ?? 'any' }
    yield `${at === 0 ? '' : ','}\n    ${harmlessJson({ event: identified(event), ...where, ...told })}`
  }
  yield '\n  ]\n}\n'
}

const identifying = ['eventID', 'eventTime', 'eventCategory', 'eventSource', 'eventName', 'eventType', 'readOnly', 'awsRegion', 'recipientAccountId'] as const

function identified(event: CloudTrailEvent): Readonly<Record<string, unknown>> {
  return Object.fromEntries(identifying.flatMap((field) => (event[field] === undefined ? [] : [[field, event[field]]])))
}

/** Recorded when all are; not recorded when one is not; else undecided. */
function overallOutcome(events: readonly EventCoverage[]): EventOutcome {
  if (events.some(({ outcome }) => outcome === 'not-recorded')) return 'not-recorded'
  return events.every(({ outcome }) => outcome === 'recorded') ? 'recorded' : 'undecided'
}

const words = { recorded: 'recorded', 'not-recorded': 'not recorded', undecided: 'undecided' } as const satisfies Record<EventOutcome, string>
const styles = { recorded: 'pass', 'not-recorded': 'fail', undecided: 'unknown' } as const satisfies Record<EventOutcome, Style>

/** Events one after the other, and a count of their outcomes where there are several. */
export function* explainText(events: readonly EventCoverage[], look: Look): Generator<string> {
  const page = pageFor(look)
  for (const [at, told] of events.entries()) {
    if (at > 0) yield '\n'
    yield* eventText(told, page)
  }
  if (events.length < 2) return
  const count = (outcome: EventOutcome): number => events.filter((told) => told.outcome === outcome).length
  const counted = (Object.keys(words) as EventOutcome[]).filter((outcome) => count(outcome) > 0).map((outcome) => `${count(outcome)} ${words[outcome]}`)
  yield `\n${page.row({ text: `${countOf(events.length, 'event')}: ${counted.join(', ')}`, style: 'strong' })}`
}

function* eventText({ event, account, region, outcome, trails, stores }: EventCoverage, page: Page): Generator<string> {
  const label = words[outcome].toUpperCase()
  yield page.row({ label, column: label.length + 2, style: styles[outcome], text: sayEvent(event) })
  yield page.row({ indent: 2, text: `looked for in account ${harmless(account)}, ${region === undefined ? 'any region' : harmless(region)}`, style: 'faint' })
  if (trails.length === 0) yield page.row({ indent: 2, text: 'no trail records anything there' })
  for (const trail of trails) yield* explanationText(trail, 'trail', page)
  for (const store of stores) yield* explanationText(store, 'event data store', page)
}

/** The column beside the labels of trails. */
const labels = 14

function* explanationText({ arn, name, outcome, by, selectors, why }: Explanation, what: string, page: Page): Generator<string> {
  const subject = arn === '' ? harmless(name) : `${what} ${harmless(name)}`
  const how = outcome === 'recorded' && by !== undefined ? `, by ${harmless(by)}` : ''
  yield page.row({ indent: 2, label: words[outcome], column: labels, style: styles[outcome], text: `${subject}${how}` })
  const beside = 2 + labels
  if (why !== undefined) yield page.row({ indent: beside, text: harmless(why) })
  if (outcome === 'recorded') return
  for (const { selector, why: reason } of selectors) {
    if (reason !== undefined) yield page.row({ indent: beside, text: `${harmless(selector)}: ${harmless(reason)}` })
  }
}
