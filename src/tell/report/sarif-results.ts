/** The results of a SARIF file: one per rule and account that fails or could not be told, most severe first. */
import { createHash } from 'node:crypto'
import { severities } from '../../nouns/rule.ts'
import type { Place } from '../../nouns/place.ts'
import type { Assessment, Scope, Verdict } from '../../nouns/verdict.ts'
import { addTo, worst } from './grouping.ts'
import { harmless } from './harmless.ts'
import { messageOf } from './sarif-message.ts'
import { levelOf } from './sarif-rules.ts'
import { accountNames, holderOf, type AccountNames } from './subject.ts'

interface Setting {
  readonly assessment: Assessment
  readonly names: AccountNames
  readonly places: ReadonlyMap<string, number>
}

/** Fails before unknowns, then by severity, then in the assessment's order: a file that is too long loses its end. */
export function resultsOf(assessment: Assessment): readonly unknown[] {
  const places = new Map(assessment.rules.map((rule, at) => [rule.id, at]))
  const setting = { assessment, names: accountNames(assessment), places }
  return folded(assessment)
    .sort((a, b) => rank(a) - rank(b))
    .map((verdicts) => resultOf(verdicts, setting))
}

/** The verdicts of each rule and account that fail or are unknown, fails first. */
function folded({ verdicts, scope }: Assessment): (readonly Verdict[])[] {
  const groups = new Map<string, Verdict[]>()
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'unknown') continue
    addTo(groups, `${verdict.rule}\0${holderOf(verdict.subject, scope)}`, verdict)
  }
  return [...groups.values()].map((group) => only(group, 'fail').concat(only(group, 'unknown')))
}

function only(verdicts: readonly Verdict[], outcome: 'fail' | 'unknown'): readonly Verdict[] {
  return verdicts.filter((verdict) => verdict.outcome === outcome)
}

function rank(verdicts: readonly Verdict[]): number {
  const failing = only(verdicts, 'fail')
  return failing.length > 0 ? severities.indexOf(worst(failing)) : severities.length + severities.indexOf(worst(verdicts))
}

function resultOf(verdicts: readonly Verdict[], { assessment, names, places }: Setting): unknown {
  const first = verdicts[0] as Verdict
  const failing = only(verdicts, 'fail')
  const ruleIndex = places.get(first.rule)
  const rule = ruleIndex === undefined ? undefined : assessment.rules[ruleIndex]
  return {
    ruleId: first.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: failing.length > 0 ? levelOf(worst(failing)) : 'note',
    message: messageOf(verdicts, rule, names),
    locations: [locationOf(first.anchor ?? { file: assessment.policy.file, line: 1, column: 1 })],
    partialFingerprints: fingerprints(first, assessment.scope),
    properties: {
      outcome: first.outcome,
      severity: worst(failing.length > 0 ? failing : verdicts),
      subjects: verdicts.map((verdict) => harmless(verdict.subject.id)),
    },
  }
}

/**
 * Ours, not a hash of the line: the alert survives edits of the file it lands on. The same for a fail and an unknown, so
 * that a refused call never closes an alert (reference 1.3).
 */
function fingerprints({ rule, subject }: Verdict, scope: Scope): unknown {
  const identity = ['trailgate/1', rule, scope.partition, holderOf(subject, scope)].join('\0')
  const hash = createHash('sha256').update(identity).digest('hex')
  return { primaryLocationLineHash: `${hash.slice(0, 16)}:1`, 'trailgate/v1': hash }
}

function locationOf({ file, line, column }: Place): unknown {
  const region = { startLine: Math.max(1, line), startColumn: Math.max(1, column) }
  return { physicalLocation: { artifactLocation: { uri: relativeUri(file) }, region } }
}

/**
 * The path as GitHub takes it: slashes forward, percent-encoded, relative, without `.` and `..`. A path that leads out of the
 * repository has no place in it; what remains of it is still a location, without which GitHub refuses the whole file.
 */
function relativeUri(path: string): string {
  const segments = path.replaceAll(/\p{Cs}/gu, '\ufffd').replace(/^[A-Za-z]:(?=[\\/])/, '').split(/[\\/]+/)
  const kept = segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
  return kept.map(encodeURIComponent).join('/') || 'trailgate.yaml'
}
