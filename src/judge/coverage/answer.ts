/** What a coverage question is asked of, and what it is answered with. */
import type { Witness } from '../../nouns/event.ts'
import type { Gap, Selectors } from '../../nouns/snapshot.ts'

/** Something that is not known and can change an answer: what it is, in words, and what makes the question go away. */
export interface Doubt {
  readonly what: string
  readonly change: string
  readonly gap?: Gap
}

/** A trail that records events of one account and region, or may. */
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

/** A trail that is shown in a region and yet records nothing there. */
export interface SilentTrail {
  readonly arn: string
  readonly name: string
  readonly why: string
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

/** Why one selector of one trail leaves the missed event out. */
export interface Shortfall {
  /** The trail's name. */
  readonly trail: string
  /** `selector "its name"`, or its ordinal in words. */
  readonly selector: string
  /** The field that rules the event out; absent where the trail's own settings or the kind of selector do. */
  readonly field?: string
  readonly why: string
}

export interface Answer {
  readonly answer: 'all' | 'some' | 'none' | 'undecided'
  /** An event of the class that is certainly not recorded: with `some`, `none`, and `undecided` where there is one. */
  readonly missed?: Witness
  /** An event of the class that is certainly recorded: with `all`, `some`, and `undecided` where there is one. */
  readonly recorded?: Witness
  /** ARNs of the trails that record what is certainly recorded; with `all`, as few as are enough. */
  readonly recordedBy?: readonly string[]
  readonly undecidedBy?: readonly Doubt[]
  /** For `missed`. */
  readonly shortfalls?: readonly Shortfall[]
  /** Settled assumptions that the answer rests on, by their id in reference section 10. */
  readonly assumed?: readonly string[]
}
