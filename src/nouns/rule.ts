/** A rule: what must hold, of what, and why. */
import type { CatalogueName } from './catalogue.ts'
import type { EventClass } from './event.ts'
import type { Place } from './place.ts'
import type { Sketch } from './sketch.ts'

/** Most severe first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const

export type Severity = (typeof severities)[number]

/** The kinds of subject that rules exist for today; a rule's folder is its kind. */
export const subjectKinds = ['account', 'trail'] as const

export type SubjectKind = (typeof subjectKinds)[number]

/** Where a rule can be judged. */
export const sources = ['live', 'template', 'plan'] as const

export type Source = (typeof sources)[number]

export type Scalar = string | number | boolean

/** A wish about the value at a path: the value itself, or one of the wish words of nouns/vocabulary.ts. */
export type Wish = Scalar | { readonly exists: boolean } | { readonly matches: string }

/**
 * A condition as it is written: a mapping whose entries must all hold. Its keys are words of nouns/vocabulary.ts or
 * paths of the subject; a `$name` in a value is the parameter of that name.
 */
export interface Condition {
  readonly all?: readonly Condition[]
  readonly any?: readonly Condition[]
  readonly not?: Condition
  readonly parameter?: Readonly<Record<string, Scalar>>
  readonly recorded?: EventClass
  readonly unrecorded?: EventClass
  readonly by?: 'trails' | 'multi-region-trails'
  readonly [path: string]: unknown
}

export type ParameterType = 'boolean' | 'string' | 'number' | 'strings'

/** A parameter: its type, the value it has when the policy gives none, and what it means. */
export interface Parameter {
  readonly type: ParameterType
  /** With `strings`: the dated list of which the single word `all`, in place of a list, stands for every name. */
  readonly catalogue?: CatalogueName
  readonly default: ParameterValue
  readonly meaning: string
}

export type ParameterValue = boolean | string | number | readonly string[]

/** Small organizations on which the rule must answer as named. */
export interface Examples {
  readonly pass: readonly Sketch[]
  readonly fail: readonly Sketch[]
  readonly unknown: readonly Sketch[]
}

export interface Rule {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly recommended: boolean
  readonly subject: SubjectKind
  readonly sources: readonly Source[]
  readonly when?: Condition
  readonly must: Condition
  readonly why: string
  readonly fix: string
  readonly references: readonly string[]
  readonly parameters: Readonly<Record<string, Parameter>>
  /** Framework id to control ids; only verified mappings. */
  readonly controls: Readonly<Record<string, readonly string[]>>
  readonly examples: Examples
  readonly place?: Place
}
