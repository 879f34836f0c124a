/** Verdicts as JUnit test cases: what fails, errs, is skipped, or passes with a note. */
import { counts, type Assessment, type Gate, type Outcome, type RuleText, type Verdict } from '../../nouns/verdict.ts'
import { detailsOf } from './details.ts'
import { harmless } from './harmless.ts'
import { sayIncomplete } from './scope.ts'
import { accountOf, saySubject, type AccountNames } from './subject.ts'

interface Named {
  readonly classname: string
  readonly name: string
}

/** A note passes, and the suite's system-out tells it. */
export type Case =
  | (Named & { readonly kind: 'pass' })
  | (Named & { readonly kind: 'note' | 'skipped'; readonly message: string })
  | (Named & { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly lines: readonly string[] })

export interface Setting {
  readonly texts: ReadonlyMap<string, RuleText>
  readonly names: AccountNames
  readonly gate: Gate
}

/** The cases of one suite: classname `trailgate.<suite>.<rule>`; readers keep only the first of equal names, so names differ within it. */
export function casesOf(verdicts: readonly Verdict[], suite: string, setting: Setting): readonly Case[] {
  const taken = new Map<string, number>()
  return verdicts.map((verdict) => {
    const classname = `trailgate.${harmless(suite).replaceAll(/[ .]/g, '-')}.${harmless(verdict.rule)}`
    const plain = caseName(verdict, setting)
    const key = `${classname} ${plain}`
    const before = taken.get(key) ?? 0
    taken.set(key, before + 1)
    return caseOf(verdict, { classname, name: before === 0 ? plain : `${plain} #${before + 1}` }, setting)
  })
}

/** `rule-id: title`, and the subject where it is not the suite's account itself. */
function caseName({ rule, subject }: Verdict, { texts }: Setting): string {
  const title = texts.get(rule)?.title
  const which = subject.kind === 'account' ? '' : ` [${[subject.name ?? subject.id, subject.region].filter(Boolean).join(' ')}]`
  return harmless(`${rule}${title === undefined ? '' : `: ${title}`}${which}`)
}

function caseOf(verdict: Verdict, named: Named, setting: Setting): Case {
  return casesByOutcome[verdict.outcome](verdict, named, setting)
}

const casesByOutcome: Record<Outcome, (verdict: Verdict, named: Named, setting: Setting) => Case> = {
  pass: (_verdict, named) => Object.assign({}, named, { kind: 'pass' } as const),
  skip: ({ message }, named) => Object.assign({}, named, { kind: 'skipped', message } as const),
  waived: (verdict, named) => Object.assign({}, named, { kind: 'skipped', message: sayWaiver(verdict) } as const),
  fail: failCase,
  unknown: unknownCase,
}

function failCase(verdict: Verdict, named: Named, setting: Setting): Case {
  const { severity, message } = verdict
  const { failOn } = setting.gate
  if (counts(severity, failOn)) return Object.assign({}, named, { kind: 'failure', type: severity, message, lines: linesOf(verdict, setting) } as const)
  return Object.assign({}, named, { kind: 'note', message: `fails at ${severity}, which does not count (--fail-on ${failOn}): ${message}` } as const)
}

function unknownCase(verdict: Verdict, named: Named, setting: Setting): Case {
  const { failOn, allowIncomplete } = setting.gate
  const message = `Could not tell: ${verdict.message}`
  if (allowIncomplete || !counts(verdict.severity, failOn)) return Object.assign({}, named, { kind: 'note', message: `does not count: ${message}` } as const)
  return Object.assign({}, named, { kind: 'error', type: verdict.gaps?.[0]?.cause ?? 'unknown', message, lines: linesOf(verdict, setting) } as const)
}

function sayWaiver({ message, waiver }: Verdict): string {
  return waiver === undefined ? message : `waived by ${waiver.owner} until ${waiver.until}: ${waiver.because}`
}

function linesOf(verdict: Verdict, { texts, names }: Setting): readonly string[] {
  const rule = texts.get(verdict.rule)
  return [
    verdict.message,
    `where: ${saySubject(verdict.subject, names)}`,
    ...(verdict.subject.kind === 'trail' && accountOf(verdict.subject) !== undefined ? [`id: ${verdict.subject.id}`] : []),
    ...detailsOf(verdict).map(({ label, text }) => `${label}: ${text}`),
    ...(rule === undefined ? [] : [`why: ${rule.why}`, `fix: ${rule.fix}`]),
    ...(rule?.references[0] === undefined ? [] : [`see: ${rule.references[0]}`]),
  ]
}

/**
 * Errors of the run itself, so that the file is red when the gate is: a reason for each part that was not looked at, and
 * whatever else made the status other than 0 while no verdict shows it (`bad` is how many do).
 */
export function runCases(assessment: Assessment, bad: number): readonly Case[] {
  const { summary, policy } = assessment
  if (summary.status === 0) return []
  const reasons = policy.gate.allowIncomplete ? [] : summary.incomplete
  if (reasons.length > 0) return reasons.map((reason, at) => runCase('incomplete', `incomplete #${at + 1}`, reason))
  if (bad > 0) return []
  const judged = assessment.verdicts.some((verdict) => verdict.outcome !== 'skip')
  if (!judged) return [runCase('empty', 'something was judged', 'Nothing was judged, so nothing was shown to hold')]
  return [runCase('incomplete', 'complete', sayIncomplete(assessment)[0] ?? `The status of the run is ${summary.status}`)]
}

function runCase(type: string, name: string, message: string): Case {
  return { kind: 'error', classname: 'trailgate.run', name, type, message, lines: [message] }
}
