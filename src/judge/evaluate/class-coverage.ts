/** Whether an account's trails record a class of events: region by region, and over all of its regions. */
import type { ClassCoverage, CoverageAnswer, CoveragePlace, Doubt, RegionsAnswer } from '../../nouns/coverage.ts'
import type { EventClass } from '../../nouns/event.ts'
import { sayClass } from './class-wording.ts'
import { alike, answersOf, catalogueDates, haveStores, reachedKey, reachedOf, recorderNames, silentIn, type Asked, type ReachedRegion } from './reached.ts'

/** Regions of one configuration are decided once; those of which the same is to be said are one group. */
export function coverageOf(eventClass: EventClass, asked: Asked): ClassCoverage {
  const { place } = asked
  const reached = reachedOf(asked)
  const groups = alike(alike(reached, reachedKey).map(decider(eventClass, haveStores(reached))), answerKey).map(joined)
  const stores = groups.flatMap((group) => group.stores ?? [])
  return {
    eventClass,
    words: sayClass(eventClass),
    place,
    trails: overall(groups.map(({ trails }) => trails), place),
    ...(stores.length === 0 ? {} : { stores: overall(stores, place) }),
    silent: distinct(groups.flatMap(({ silent }) => silent), ({ arn, why }) => `${arn} ${why}`),
    groups,
    names: recorderNames(reached),
    catalogues: catalogueDates(),
  }
}

function decider(eventClass: EventClass, withStores: boolean): (same: readonly [ReachedRegion, ...ReachedRegion[]]) => RegionsAnswer {
  return (same) => ({ regions: same.map(({ region }) => region), ...answersOf(eventClass, same[0], withStores), silent: silentIn(same[0]) })
}

/** Which account and region a made-up event names is no difference. */
function answerKey({ trails, stores, silent }: RegionsAnswer): string {
  return JSON.stringify([bare(trails), stores === undefined ? undefined : bare(stores), silent])
}

function bare({ missed, recorded, ...rest }: CoverageAnswer): unknown {
  return [rest, missed?.eventSource, missed?.eventName, recorded === undefined]
}

function joined(same: readonly [RegionsAnswer, ...RegionsAnswer[]]): RegionsAnswer {
  return { ...same[0], regions: same.flatMap(({ regions }) => regions).sort() }
}

/**
 * The answer over regions, as `decide` gives it over selectors: all where all are, none where none are, some where an event is
 * certainly missed and another certainly recorded, else undecided. Regions that nobody could list leave all and none undecided.
 */
export function overall(answers: readonly CoverageAnswer[], { extent }: Pick<CoveragePlace, 'extent'>): CoverageAnswer {
  const complete = extent !== 'seen' && answers.length > 0
  const every = (word: CoverageAnswer['answer']): boolean => complete && answers.every(({ answer }) => answer === word)
  const missing = answers.find(({ missed }) => missed !== undefined)
  const recording = answers.find(({ recorded }) => recorded !== undefined)
  const some = answers.some(({ answer }) => answer === 'some') || (missing !== undefined && recording !== undefined)
  const answer = every('all') ? 'all' : every('none') ? 'none' : some ? 'some' : 'undecided'
  const recordedBy = [...new Set(answers.flatMap((each) => each.recordedBy ?? []))]
  const assumed = [...new Set(answers.flatMap((each) => each.assumed ?? []))].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  return {
    answer,
    ...(missing?.missed === undefined ? {} : { missed: missing.missed, shortfalls: missing.shortfalls ?? [] }),
    ...(recording?.recorded === undefined ? {} : { recorded: recording.recorded, recordedBy }),
    ...(answer === 'undecided' ? { undecidedBy: doubtsOf(answers, complete) } : {}),
    ...(assumed.length === 0 ? {} : { assumed }),
  }
}

function doubtsOf(answers: readonly CoverageAnswer[], complete: boolean): readonly Doubt[] {
  const known = answers.flatMap(({ undecidedBy = [] }) => undecidedBy)
  return distinct(complete ? known : [...known, regionsUnknown], ({ what }) => what)
}

const regionsUnknown: Doubt = {
  what: 'which regions the account has enabled could not be seen',
  change: 'let account:ListRegions or ec2:DescribeRegions be called there, or name a region',
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return alike(items, keyOf).map(([first]) => first)
}
