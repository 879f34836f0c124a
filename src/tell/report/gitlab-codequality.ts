/**
 * GitLab's Code Quality report: one JSON array, an issue per verdict that fails or could not be told, each with a fingerprint of its own
 * (outputs reference 5). GitLab compares the fingerprints of two branches, so they do not depend on lines or on the order of the run.
 */
import { hash } from 'node:crypto'
import type { Severity } from '../../nouns/rule.ts'
import type { Assessment, Verdict } from '../../nouns/verdict.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { pathSegments } from './repository-path.ts'
import { sayIncomplete, sayNarrowed } from './scope.ts'
import { accountNames, saySubject, type AccountNames } from './subject.ts'

interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker'
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

const grades = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor' } as const satisfies Record<Severity, Issue['severity']>

/** One issue per line; first what was not looked at, since the format has no other place for it. */
export function* gitlabCodequality(assessment: Assessment): Generator<string> {
  let before = '[\n'
  for (const issue of issuesOf(assessment)) {
    yield `${before}  ${harmlessJson(issue)}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

function* issuesOf(assessment: Assessment): Generator<Issue> {
  const { verdicts, scope } = assessment
  const names = accountNames(assessment)
  const narrowed = sayNarrowed(scope)
  if (narrowed !== undefined) yield issueOfRun('narrowed', `Narrowed: ${narrowed}`, assessment)
  for (const reason of new Set(sayIncomplete(assessment))) yield issueOfRun('incomplete', `Not complete: ${reason}`, assessment)
  const taken = new Map<string, number>()
  for (const verdict of verdicts) {
    if (verdict.outcome === 'fail' || verdict.outcome === 'unknown') yield issueOf(verdict, names, assessment, taken)
  }
}

/** A rule judges a subject once; should it not, the second has a fingerprint of its own all the same. */
function issueOf(verdict: Verdict, names: AccountNames, { scope, policy }: Assessment, taken: Map<string, number>): Issue {
  const { rule, severity, subject, outcome, message, anchor } = verdict
  const key = ['trailgate/1', rule, scope.partition, subject.kind, subject.kind === 'snapshot' ? '' : subject.id].join('\0')
  const before = taken.get(key) ?? 0
  taken.set(key, before + 1)
  const unsure = outcome === 'unknown' ? 'Could not tell: ' : ''
  return {
    description: harmless(`${unsure}${saySubject(subject, names)}: ${harmless(message)}`),
    check_name: harmless(rule),
    fingerprint: hash('sha256', before === 0 ? key : `${key}\0${before}`),
    severity: outcome === 'fail' ? grades[severity] : 'info',
    location: locationOf(anchor?.file ?? policy.file, anchor?.line ?? 1),
  }
}

function issueOfRun(name: 'incomplete' | 'narrowed', description: string, { policy }: Assessment): Issue {
  const severity = name === 'incomplete' ? 'major' : 'info'
  return { description, check_name: name, fingerprint: hash('sha256', `trailgate/1\0${description}`), severity, location: locationOf(policy.file, 1) }
}

function locationOf(file: string, line: number): Issue['location'] {
  return { path: harmless(pathSegments(file).join('/')), lines: { begin: Math.max(1, line) } }
}
