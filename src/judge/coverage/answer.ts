/** What a coverage question is asked of; what it is answered with stands in nouns/coverage.ts. */
import type { CoverageAnswer, Doubt, SilentTrail } from '../../nouns/coverage.ts'
import type { Gap, Selectors } from '../../nouns/snapshot.ts'

export type { Doubt, Shortfall, SilentTrail } from '../../nouns/coverage.ts'

export type Answer = CoverageAnswer

/** A trail that records events of one account and region, or may. An event data store stands in the same form. */
export interface ReachingTrail {
  /** Empty for the entry that stands for trails that could not be seen. */
  readonly arn: string
  readonly name: string
  readonly homeRegion: string
  /** True also where it is not known, so that asking for multi-region trails only keeps the doubt. */
  readonly multiRegion: boolean
  readonly organizationTrail: boolean
  /** `maybe`: it counts for nothing as a proof, and for all it might record against one; `doubts` say why. */
  readonly certainty: 'sure' | 'maybe'
  readonly doubts: readonly Doubt[]
  /** Absent when they could not be seen: then it may record anything. */
  readonly selectors?: Selectors
  /** Parts of the selectors that are not known, by path. */
  readonly selectorGaps?: Readonly<Record<string, Gap>>
  /** IncludeGlobalServiceEvents; it matters for a single-region trail in the leader region only (reference 1.4). */
  readonly globalEvents: boolean | 'unseen'
  /** RecursiveLogging, true when absent (A14, reference 2.6). */
  readonly recursiveLogging: boolean | 'unseen'
  /** Settled assumptions (reference 10) that making this entry took. */
  readonly assumed: readonly string[]
}

/** The trails that record events of one account and region. A caller may leave out some of `trails` and ask again. */
export interface Reaching {
  readonly account: string
  readonly region: string
  readonly partition: string
  readonly trails: readonly ReachingTrail[]
  /** Shown there, but recording nothing: stopped, or an organization trail whose home region the account has not enabled. */
  readonly stopped: readonly SilentTrail[]
}
