/** A verdict: one judgement with its proof. The assessment: everything a report may know. The status: what a gate reads. */
import type { CoverageMap } from './coverage.ts'
import type { Witness } from './event.ts'
import type { ControlStatus, Framework } from './framework.ts'
import type { Place } from './place.ts'
import { severities, type Severity, type SubjectKind } from './rule.ts'
import type { Gap, Narrowing } from './snapshot.ts'

export const assessmentFormat = 'trailgate-assessment/1'

export const outcomes = ['pass', 'fail', 'unknown', 'skip', 'waived'] as const

export type Outcome = (typeof outcomes)[number]

/** The kinds of subject that only findings of the run itself have. */
export const runSubjectKinds = ['snapshot', 'waiver', 'exclusion'] as const

type RunSubjectKind = (typeof runSubjectKinds)[number]

/** The findings of the run itself: about what it could not look at, the inventory, and the exceptions. A policy may grade them like rules. */
export const runFindings = [
  'account-not-assessed',
  'snapshot-stale',
  'account-not-in-inventory',
  'inventory-account-missing',
  'waiver-expired',
  'waiver-unused',
] as const

export type RunFinding = (typeof runFindings)[number]

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * What a verdict is about. Ids: an account's number, a trail's ARN, the organization's `o-…`, the snapshot's segment; of a waiver or an
 * exclusion, what it is for, in words that stay the same when lines move.
 */
export interface Subject {
  readonly kind: SubjectKind | RunSubjectKind
  readonly id: string
  readonly account?: string
  readonly region?: string
  readonly name?: string
}

/** One thing that was looked at: the value seen beside the value wanted, or a sentence about coverage. */
export interface Evidence {
  /** A path of the subject (nouns/vocabulary.ts), or the words of a class of events. */
  readonly path: string
  readonly seen: Json
  readonly wanted: Json
  /** The call that told it, `service:Operation`. */
  readonly source?: string
  /** The regions it holds for, where the question is asked by region. */
  readonly regions?: readonly string[]
  /** What was assumed of AWS, by its id in reference/cloudtrail.md section 10, in words. */
  readonly assumed?: readonly string[]
}

/** A gap with the fact it left open. */
export interface OpenGap extends Gap {
  readonly account?: string
  readonly region?: string
}

export interface Verdict {
  readonly rule: string
  readonly severity: Severity
  readonly subject: Subject
  readonly outcome: Outcome
  /** One sentence or a few; the first is a title. Made by us around text that strangers may have written. */
  readonly message: string
  readonly evidence: readonly Evidence[]
  readonly witness?: Witness
  readonly anchor?: Place
  readonly gaps?: readonly OpenGap[]
  readonly waiver?: { readonly because: string; readonly owner: string; readonly until: string; readonly was: 'fail' | 'unknown' }
}

/** The words of a rule that was used, so that a report needs nothing else. */
export interface RuleText {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly why: string
  readonly fix: string
  readonly references: readonly string[]
}

/** What was looked at. */
export interface Scope {
  readonly organization: string | null
  readonly partition: string
  readonly source: 'live' | 'template' | 'plan'
  /** ISO 8601, of the oldest segment. */
  readonly takenAt: string
  readonly caller: string
  readonly accounts: {
    readonly listed: number
    readonly assessed: readonly string[]
    /** Account number to reason. */
    readonly skipped: Readonly<Record<string, string>>
    readonly unreadable: readonly string[]
    /** Account number to name, for those that have one. */
    readonly names: Readonly<Record<string, string>>
  }
  /** `shards` are those that were judged, as `I/N`, where others are missing. */
  readonly narrowed?: Narrowing & { readonly rules?: readonly string[]; readonly shards?: readonly string[] }
}

/** What counts for the exit status. */
export interface Gate {
  readonly failOn: Severity | 'never'
  readonly allowIncomplete: boolean
  readonly allowEmpty: boolean
}

export interface Summary {
  readonly outcomes: Readonly<Record<Outcome, number>>
  /** Before `--exit-zero`. */
  readonly status: Status
  /** What was not assessed although it should have been, one sentence each; unknown verdicts speak for themselves. */
  readonly incomplete: readonly string[]
}

export interface Assessment {
  readonly format: typeof assessmentFormat
  readonly tool: { readonly name: string; readonly version: string }
  /** No active account or region in scope was left out, and no verdict is unknown. */
  readonly complete: boolean
  /** ISO 8601: the moment it was judged for. */
  readonly asOf: string
  readonly scope: Scope
  readonly policy: { readonly file: string; readonly written: boolean; readonly gate: Gate }
  readonly summary: Summary
  /** Every rule that was judged, findings of the run included, in the order of the verdicts. */
  readonly rules: readonly RuleText[]
  /** Sorted by rule, then account, then subject. */
  readonly verdicts: readonly Verdict[]
  /** By framework, in the standard's order; empty when no framework was asked for. */
  readonly controls: readonly Control[]
  /** The frameworks that were asked for; absent when none was. */
  readonly frameworks?: readonly FrameworkCoverage[]
  /** What is recorded where; only made for reports that draw it. */
  readonly coverage?: CoverageMap
}

/** What came of one control, and the rules of this run that map to it. */
export interface Control {
  readonly framework: string
  readonly id: string
  /** Absent for a control that only a local rule names. */
  readonly title?: string
  readonly status: ControlStatus
  readonly rules: readonly string[]
  readonly note?: string
}

/** A framework that was asked for, and how many of its logging controls rules map to: "9 of 31". */
export interface FrameworkCoverage extends Pick<Framework, 'id' | 'title' | 'version' | 'source'> {
  readonly mapped: number
  readonly of: number
}

/** 0 compliant, 1 violations, 3 could not tell (2 and 130 never come from an assessment). Design section 4. */
export type Status = 0 | 1 | 3

/** Whether a verdict of this severity counts at this threshold. */
export function counts(severity: Severity, failOn: Gate['failOn']): boolean {
  return failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn)
}

/** The exit status of these verdicts behind this gate; `incomplete` as in the summary, without the unknown verdicts. */
export function statusOf(verdicts: readonly Verdict[], gate: Gate, notAssessed: readonly string[]): Status {
  const has = (wanted: Outcome): boolean => verdicts.some(({ outcome, severity }) => outcome === wanted && counts(severity, gate.failOn))
  if (has('fail')) return 1
  if (!gate.allowIncomplete && (notAssessed.length > 0 || has('unknown'))) return 3
  if (!gate.allowEmpty && !verdicts.some((verdict) => verdict.outcome !== 'skip')) return 3
  return 0
}

/** How a report for people may look: colours only on a terminal that wants them; width in columns. */
export interface Look {
  readonly colour: boolean
  readonly width: number
}

/** A report: an assessment in, pieces of text out, line ends included; pure. Only formats for people heed `look`. */
export type Report = (assessment: Assessment, look: Look) => Iterable<string>
