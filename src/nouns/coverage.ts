/** What is recorded of a class of events, or of one event: answers, explanations, and all that a report about them may know. */
import type { CatalogueName } from './catalogue.ts'
import type { CloudTrailEvent, EventClass, Witness } from './event.ts'
import type { Gap } from './snapshot.ts'
import type { Status } from './verdict.ts'

/** Something that is not known and can change an answer: what it is, in words, and what makes the question go away. */
export interface Doubt {
  readonly what: string
  readonly change: string
  readonly gap?: Gap
}

/** Why one selector of one trail leaves the missed event out. */
export interface Shortfall {
  readonly trail: string
  readonly selector: string
  readonly field?: string
  readonly why: string
}

/** A trail or store that is shown somewhere and yet records nothing there. */
export interface SilentTrail {
  readonly arn: string
  readonly name: string
  readonly why: string
}

/** Whether all, some or none of a class is recorded, with the events that show it. Recorders are ARNs, assumptions ids of nouns/assumption.ts. */
export interface CoverageAnswer {
  readonly answer: 'all' | 'some' | 'none' | 'undecided'
  /** With some and none; with undecided where there is one. */
  readonly missed?: Witness
  /** With all and some; with undecided where there is one. */
  readonly recorded?: Witness
  readonly recordedBy?: readonly string[]
  readonly undecidedBy?: readonly Doubt[]
  readonly shortfalls?: readonly Shortfall[]
  readonly assumed?: readonly string[]
}

/** Where a question is asked: an account, and regions of it. */
export interface CoveragePlace {
  readonly account: string
  readonly accountName?: string
  readonly partition: string
  readonly regions: readonly string[]
  /**
   * Whether these regions were asked for by name (`chosen`), are all that the account has enabled (`enabled`), all that could be seen of
   * an unknown number (`seen`), or stand for any region, because the trails are the same in each (`any`).
   */
  readonly extent: 'chosen' | 'enabled' | 'seen' | 'any'
}

/** What trails answer in some regions; event data stores apart, because they never count as coverage. */
export interface RegionsAnswer {
  readonly regions: readonly string[]
  readonly trails: CoverageAnswer
  /** Absent where there are none. */
  readonly stores?: CoverageAnswer
  readonly silent: readonly SilentTrail[]
}

/** The names of trails and stores by ARN. */
export type Names = Readonly<Record<string, string>>

/** The months of the catalogues. */
export type CatalogueDates = Readonly<Record<CatalogueName, string>>

/** A question about one class, answered. */
export interface ClassCoverage extends Omit<RegionsAnswer, 'regions'> {
  readonly eventClass: EventClass
  /** The class in words that fit "all … are recorded". */
  readonly words: string
  readonly place: CoveragePlace
  /** Regions of one answer together; the members above are the answer over all of them. */
  readonly groups: readonly RegionsAnswer[]
  readonly names: Names
  readonly catalogues: CatalogueDates
}

/** A row of an account's table. */
export interface CoverageRow {
  readonly kind: 'management' | 'data' | 'network'
  /** What the class is called in the table: words, a resource type, an event source. */
  readonly events: string
  readonly eventClass: EventClass
  readonly trails: CoverageAnswer
  readonly stores?: CoverageAnswer
}

/** The rows of regions that are alike. Data resource types and network sources of which nothing is recorded are names only. */
export interface CoverageGroup {
  readonly regions: readonly string[]
  readonly rows: readonly CoverageRow[]
  readonly none: Readonly<Record<'data' | 'network', readonly string[]>>
  /** What is in the way of knowing the stores, where none of them could be seen. */
  readonly storesUnseen?: readonly Doubt[]
  readonly silent: readonly SilentTrail[]
}

export interface CoverageTable {
  readonly place: CoveragePlace
  readonly groups: readonly CoverageGroup[]
  readonly names: Names
  readonly catalogues: CatalogueDates
}

/** The categories of events that trails select (reference 3.1), management events as writes and reads, in the order of reports. */
export const mappedClasses = {
  'management-writes': { eventCategory: 'Management', readOnly: false },
  'management-reads': { eventCategory: 'Management', readOnly: true },
  data: { eventCategory: 'Data' },
  'network-activity': { eventCategory: 'NetworkActivity' },
} as const satisfies Readonly<Record<string, EventClass>>

export type MappedClass = keyof typeof mappedClasses

export const mappedClassNames = Object.keys(mappedClasses) as readonly MappedClass[]

/** Regions in which each of them has the same answer. */
export interface CoverageMapCell {
  readonly regions: readonly string[]
  readonly answers: Readonly<Record<MappedClass, CoverageAnswer['answer']>>
}

/** Accounts, by number, of which the same is recorded in the same regions. */
export interface CoverageMapRow {
  readonly accounts: readonly string[]
  readonly cells: readonly CoverageMapCell[]
  /** Whether these are known to be all regions that were asked about. */
  readonly all: boolean
}

/** What is recorded of each of these classes, in every region of every account that was to be read. */
export interface CoverageMap {
  readonly rows: readonly CoverageMapRow[]
}

/** Whether one trail or store records one event; `by` is the selector that does, `selectors` say what rules it out in each. */
export interface Explanation {
  readonly arn: string
  readonly name: string
  readonly outcome: EventOutcome
  readonly by?: string
  readonly selectors: readonly SelectorExplanation[]
  readonly why?: string
}

export type EventOutcome = 'recorded' | 'not-recorded' | 'undecided'

export interface SelectorExplanation {
  readonly selector: string
  readonly outcome: EventOutcome
  readonly field?: string
  readonly why?: string
}

/** One event, explained where it happened. The outcome is that of the trails together. */
export interface EventCoverage {
  readonly event: CloudTrailEvent
  readonly account: string
  /** Absent where the trails are the same in any region. */
  readonly region?: string
  readonly outcome: EventOutcome
  /** Those that are silent there among them. */
  readonly trails: readonly Explanation[]
  readonly stores: readonly Explanation[]
}

const statuses = { all: 0, some: 1, none: 1, undecided: 3 } as const satisfies Record<CoverageAnswer['answer'], Status>

/** The exit status of an answer: 0 all, 1 some or none, 3 undecided (design section 4). */
export function statusOfAnswer({ answer }: CoverageAnswer): Status {
  return statuses[answer]
}

/** The exit status of explained events: 0 every one is recorded by a trail, 1 one is not, else 3 (design section 4). */
export function statusOfEvents(events: readonly EventCoverage[]): Status {
  if (events.some(({ outcome }) => outcome === 'not-recorded')) return 1
  return events.every(({ outcome }) => outcome === 'recorded') ? 0 : 3
}
