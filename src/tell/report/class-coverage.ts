/** Whether a class of events is recorded, for people and for programs. */
import { sayAssumption } from '../../nouns/assumption.ts'
import type { ClassCoverage, CoverageAnswer, Names, RegionsAnswer } from '../../nouns/coverage.ts'
import type { Witness } from '../../nouns/event.ts'
import type { Look } from '../../nouns/verdict.ts'
import { answerStyles, isStore, sayDoubt, sayNames, sayPlace, sayRegions, saySilent, selectorFor } from './coverage-wording.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { pageFor, type Page } from './page.ts'

/** One JSON document. What the contract promises stands first; `groups` only where regions differ. */
export function* classJson({ eventClass, place, trails, stores, silent, groups, catalogues }: ClassCoverage): Generator<string> {
  const { account, partition, extent } = place
  const where = extent === 'any' ? { account, partition, region: 'any' } : { account, partition, regions: place.regions }
  const byRegion = groups.length < 2 ? {} : { groups: groups.map(groupJson) }
  const told = { ...trails, ...(silent.length === 0 ? {} : { silent }), ...(stores === undefined ? {} : { stores }) }
  yield `${harmlessJson({ ...told, class: eventClass, ...where, ...byRegion, catalogues }, 2)}\n`
}

function groupJson({ regions, trails, stores, silent }: RegionsAnswer): unknown {
  return { regions, ...trails, ...(silent.length === 0 ? {} : { silent }), ...(stores === undefined ? {} : { stores }) }
}

/** The answer in a sentence; the missed event as a record, what falls short of it, and what to change. */
export function* classText(told: ClassCoverage, look: Look): Generator<string> {
  const { trails, groups, stores } = told
  const page = pageFor(look)
  const word = trails.answer.toUpperCase()
  yield page.row({ label: word, column: word.length + 2, style: answerStyles[trails.answer], text: sentence(trails, told) })
  yield* regionRows(groups.map((group) => ({ regions: group.regions, answer: group.trails })), told.names, page)
  yield* missedLines(trails.missed, page)
  yield* reasons(trails, told, page)
  yield* several(page, 'silent', told.silent.map(saySilent))
  yield* several(page, 'assumed', (trails.assumed ?? []).map(sayAssumption))
  if (stores !== undefined) yield* storeLines(stores, told, page)
}

function sentence({ answer, missed, recordedBy = [] }: CoverageAnswer, { words, place, names }: ClassCoverage, what = 'trail'): string {
  const events = `${harmless(words)} are recorded ${sayPlace(place)}`
  const many = recordedBy.length > 1
  const who = recordedBy.length === 0 ? '' : `${what}${many ? 's' : ''} ${sayNames(recordedBy, names)}`
  const sentences = {
    all: `All ${events}, by ${who}.`,
    some: `Not all ${events}: ${who} ${many ? 'record' : 'records'} some.`,
    none: `No ${events}.`,
    undecided: missed === undefined ? `It cannot be told whether all ${events}.` : `Not all ${events}, and it cannot be told whether any are.`,
  } as const satisfies Record<CoverageAnswer['answer'], string>
  return sentences[answer]
}

interface Regional {
  readonly regions: readonly string[]
  readonly answer: CoverageAnswer
}

/** Where which answer holds; nothing where there is only one. */
function* regionRows(all: readonly Regional[], names: Names, page: Page): Generator<string> {
  const groups = new Map<string, Regional>()
  for (const { regions, answer } of all) {
    const key = JSON.stringify([answer.answer, answer.recordedBy])
    groups.set(key, { answer, regions: [...(groups.get(key)?.regions ?? []), ...regions].sort() })
  }
  if (groups.size < 2) return
  for (const { regions, answer } of groups.values()) {
    const by = answer.recordedBy === undefined ? '' : `, by ${sayNames(answer.recordedBy, names)}`
    yield page.row({ indent: 2, label: answer.answer, column: 11, style: answerStyles[answer.answer], text: sayRegions(regions) + by })
  }
}

/** A record is copied into other tools: its lines are left as they are. */
function* missedLines(missed: Witness | undefined, page: Page): Generator<string> {
  if (missed === undefined) return
  yield page.row({ text: 'Missed, for example (a synthetic event):', style: 'strong' })
  for (const line of harmlessJson(missed, 2).split('\n')) yield `  ${line}\n`
}

function* reasons({ shortfalls = [], undecidedBy = [], missed }: CoverageAnswer, { silent, place }: ClassCoverage, page: Page): Generator<string> {
  const near = shortfalls.filter(({ field }) => field !== 'eventCategory')
  const shown = near.length > 0 ? near : shortfalls
  const said = shown.map(({ trail, selector, why }) => `trail ${harmless(trail)}, ${harmless(selector)}: ${harmless(why)}`)
  const none = missed !== undefined && said.length === 0 ? [`no trail records anything in ${place.extent === 'any' ? 'any region' : harmless(missed.awsRegion ?? '')}`] : []
  yield* several(page, 'falls short', [...said, ...none])
  yield* several(page, 'undecided', undecidedBy.map(sayDoubt))
  if (missed !== undefined) yield* several(page, 'to change', [advice(missed, shortfalls.length > 0 || silent.some(({ arn }) => !isStore(arn)))])
}

function advice(missed: Witness, hasTrail: boolean): string {
  const selector = harmless(JSON.stringify(selectorFor(missed)))
  const start = hasTrail ? 'widen a selector above, or put this one' : 'start logging on a multi-region trail, and put this selector'
  return `${start} beside those that the trail has (put-event-selectors replaces them all; basic ones must be rewritten as advanced): ${selector}`
}

function* storeLines(stores: CoverageAnswer, told: ClassCoverage, page: Page): Generator<string> {
  yield page.row({ text: 'Event data stores, which never count as coverage:', style: 'strong' })
  yield page.row({ indent: 2, label: stores.answer, column: 11, style: answerStyles[stores.answer], text: sentence(stores, told, 'event data store') })
  yield* regionRows(told.groups.flatMap((group) => (group.stores === undefined ? [] : [{ regions: group.regions, answer: group.stores }])), told.names, page)
  yield* several(page, 'undecided', (stores.undecidedBy ?? []).map(sayDoubt))
}

function* several(page: Page, label: string, texts: readonly string[]): Generator<string> {
  for (const text of new Set(texts)) yield page.row({ label, column: 13, style: 'faint', text })
}
