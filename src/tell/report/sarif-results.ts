/** The results of a SARIF file: one per rule and account that fails or could not be told, most severe first. */
import { hash } from 'node:crypto'
import { severities } from '../../nouns/rule.ts'
import type { Place } from '../../nouns/place.ts'
import type { Assessment, Scope, Verdict } from '../../nouns/verdict.ts'
import { worst } from './grouping.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { addTo } from './lists.ts'
import { pathSegments } from './repository-path.ts'
import { messageOf } from './sarif-message.ts'
import { levelOf } from './sarif-rules.ts'
import { accountNames, holderOf, type AccountNames } from './subject.ts'

/** What it takes to tell a result. */
export interface Setting {
  readonly assessment: Assessment
  readonly names: AccountNames
  readonly places: ReadonlyMap<string, number>
}

export function settingOf(assessment: Assessment): Setting {
  const places = new Map(assessment.rules.map((rule, at) => [rule.id, at]))
  return { assessment, names: accountNames(assessment), places }
}

/** What a result is about: the verdicts of a rule and account that fail or are unknown, in the assessment's order. */
type Folded = readonly Verdict[]

/** Fails before unknowns, then by severity, then in the assessment's order, so that what is cut is the end. */
export function foldedOf({ verdicts, scope }: Assessment): readonly Folded[] {
  const byRank = Array.from({ length: 2 * severities.length }, (): Folded[] => [])
  for (const group of groupsOf(verdicts, scope)) byRank[rank(group)]?.push(group)
  return byRank.flat()
}

/** By rule, then by account. In a large organization they are almost as many as the verdicts, so no key is made for each. */
function groupsOf(verdicts: readonly Verdict[], scope: Scope): readonly Folded[] {
  const groups = new Map<string, Map<string, Verdict[]>>()
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'unknown') continue
    const ofRule = groups.get(verdict.rule) ?? new Map<string, Verdict[]>()
    groups.set(verdict.rule, ofRule)
    addTo(ofRule, holderOf(verdict.subject, scope), verdict)
  }
  return Array.from(groups.values(), (ofRule) => Array.from(ofRule.values())).flat()
}

function only(verdicts: readonly Verdict[], outcome: 'fail' | 'unknown'): readonly Verdict[] {
  return verdicts.filter((verdict) => verdict.outcome === outcome)
}

function rank(verdicts: readonly Verdict[]): number {
  const failing = only(verdicts, 'fail')
  return failing.length > 0 ? severities.indexOf(worst(failing)) : severities.length + severities.indexOf(worst(verdicts))
}

/** Subjects beyond these are counted in the message. */
const mostSubjects = 100

/** As JSON text; fails are told before unknowns. */
export function resultText(folded: Folded, setting: Setting): string {
  return harmlessJson(resultOf(only(folded, 'fail').concat(only(folded, 'unknown')), setting))
}

function resultOf(verdicts: readonly Verdict[], { assessment, names, places }: Setting): unknown {
  const first = verdicts[0] as Verdict
  const failing = only(verdicts, 'fail')
  const rule = assessment.rules[places.get(first.rule) ?? -1]
  return Object.assign({}, ruleOf(first, places), {
    level: failing.length > 0 ? levelOf(worst(failing)) : 'note',
    message: messageOf(verdicts, rule, names),
    locations: [locationOf(first, assessment)],
    partialFingerprints: fingerprints(first, assessment.scope),
    properties: {
      outcome: first.outcome,
      severity: worst(failing.length > 0 ? failing : verdicts),
      subjects: verdicts.slice(0, mostSubjects).map((verdict) => harmless(verdict.subject.id)),
    },
  })
}

/** The rule by id and by its place among the driver's rules. */
export function ruleOf({ rule }: Verdict, places: Setting['places']): Readonly<Record<string, unknown>> {
  const ruleIndex = places.get(rule)
  return { ruleId: rule, ...(ruleIndex === undefined ? {} : { ruleIndex }) }
}

/**
 * Ours, not a hash of the line: the alert survives edits of the file it lands on. The same for a fail and an unknown, so
 * that a refused call never closes an alert (reference 1.3).
 */
export function fingerprints({ rule, subject }: Verdict, scope: Scope): unknown {
  const identity = ['trailgate/1', rule, scope.partition, holderOf(subject, scope)].join('\0')
  const digest = hash('sha256', identity)
  return { primaryLocationLineHash: `${digest.slice(0, 16)}:1`, 'trailgate/v1': digest }
}

/** Where the finding lands; the policy's first line where nothing else is known, for GitHub refuses a file with a result that lands nowhere. */
export function locationOf({ anchor }: Verdict, { policy }: Assessment): Readonly<Record<string, unknown>> {
  const { file, line, column }: Place = anchor ?? { file: policy.file, line: 1, column: 1 }
  const region = { startLine: Math.max(1, line), startColumn: Math.max(1, column) }
  return { physicalLocation: { artifactLocation: { uri: relativeUri(file) }, region } }
}

/** Percent-encoded, with slashes forward. */
function relativeUri(path: string): string {
  return pathSegments(path).map(encodeURIComponent).join('/')
}
