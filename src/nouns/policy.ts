/** The policy: which rules, with what parameters, for whom; written in trailgate.yaml. */
import type { Place } from './place.ts'
import type { ParameterValue, Severity } from './rule.ts'

/** An account of the inventory; a finding about it lands on its line. */
export interface InventoryAccount {
  readonly id: string
  readonly name?: string
  /** log-archive, audit, management, sandbox, or a word that begins with `x-`. */
  readonly is: readonly string[]
  readonly place: Place
}

/** What the policy says of one rule, and where. */
export interface RuleSetting<T> {
  readonly value: T
  readonly place: Place
  /** Where the keys of a value stand that is a mapping, by key. */
  readonly inside?: Readonly<Record<string, Place>>
}

export interface Policy {
  /** The path findings land on: relative to the nearest parent folder that holds `.git`, else to the working folder. */
  readonly file: string
  /** False when there is no such file and everything below is the default. */
  readonly written: boolean
  /** The run stops if it meets another organization. */
  readonly organization?: RuleSetting<string>
  /**
   * Sets (`recommended`, `all`, a framework's id) and rule ids; never empty. A folder of local rules stands for the rules in it,
   * each at the folder's place.
   */
  readonly rules: readonly RuleSetting<string>[]
  /** The folders of local rules that the policy names, as paths to read. */
  readonly folders?: readonly RuleSetting<string>[]
  /** Parameters by rule id. */
  readonly with: Readonly<Record<string, RuleSetting<Readonly<Record<string, ParameterValue>>>>>
  /** Severity by rule id; `off` means that the rule is not judged. */
  readonly severity: Readonly<Record<string, RuleSetting<Severity | 'off'>>>
  readonly accounts: readonly InventoryAccount[]
  /** Severities for a part of the organization; the last match wins. */
  readonly overrides: readonly Override[]
  readonly exclude: readonly Exclusion[]
  readonly waivers: readonly Waiver[]
}

/** For whom: one account, or a unit with all that is below it. At least one is there. */
export interface Whom {
  readonly account?: string
  readonly ou?: string
}

export interface Override extends Whom {
  readonly severity: Readonly<Record<string, Severity | 'off'>>
  readonly place: Place
  /** Where each rule's severity stands, by rule id. */
  readonly inside?: Readonly<Record<string, Place>>
}

/** Who answers for an exception, why, and until when (a date; it counts to the end of that day, UTC). */
export interface Reason {
  readonly because: string
  readonly owner: string
  readonly until: string
}

/** Accounts that are not examined: counted as skipped and printed in every report, until the date. */
export interface Exclusion extends Whom, Reason {
  readonly place: Place
}

/** Turns the fails of one rule into `waived` (and, where it accepts them, the unknowns), for whom every member that is there matches. */
export interface Waiver extends Whom, Reason {
  readonly rule: string
  /** A trail's ARN. */
  readonly trail?: string
  /** On an account rule: that region leaves the question, and the rest is judged again. */
  readonly region?: string
  /** A bucket's name. */
  readonly bucket?: string
  readonly accepts?: 'unknown'
  readonly place: Place
  /** Where its keys stand, by key. */
  readonly inside?: Readonly<Record<string, Place>>
}

/** The policy of a run that has none: every recommended rule, and findings land on line 1 of the file that is not there. */
export function defaultPolicy(file: string): Policy {
  const place = { file, line: 1, column: 1 }
  return { file, written: false, rules: [{ value: 'recommended', place }], with: {}, severity: {}, accounts: [], overrides: [], exclude: [], waivers: [] }
}

/** Whether the date of an exception has passed: it holds to the end of that day, UTC. `asOf`: ISO 8601. */
export function isOver({ until }: Reason, asOf: string): boolean {
  return Date.parse(asOf) >= Date.parse(`${until}T00:00:00Z`) + 24 * 60 * 60 * 1000
}

/** What reports say of an account that is left out by this exclusion. */
export function sayExclusion({ because, owner, until }: Reason): string {
  return `excluded until ${until} by ${owner}: ${because}`
}
