/** One verdict as an OCSF Compliance Finding. */
import { hash } from 'node:crypto'
import type { SubjectKind } from '../../nouns/rule.ts'
import type { Assessment, RuleText, Verdict } from '../../nouns/verdict.ts'
import { harmless, shortenedIn } from './harmless.ts'
import { complianceOf, informational, isNew, isResolved, isSuppressed, severityOf, sharedOf, type Numbered } from './ocsf-event.ts'
import { organizationOf } from './ocsf-run.ts'
import { accountNames, accountOf, holderOf, saySubject, type AccountNames } from './subject.ts'
import { sayGaps } from './wording.ts'

/** What the findings of one run share. */
export interface Findings {
  readonly assessment: Assessment
  readonly shared: Readonly<Record<string, unknown>>
  readonly rules: ReadonlyMap<string, RuleText>
  /** `framework control`, by rule. */
  readonly requirements: ReadonlyMap<string, readonly string[]>
  readonly names: AccountNames
}

export function openFindings(assessment: Assessment): Findings {
  const { controls } = assessment
  const requirements = (rule: RuleText): readonly string[] =>
    controls.flatMap((control) => (control.rules.includes(rule.id) ? [harmless(`${control.framework} ${control.id}`)] : []))
  return {
    assessment,
    shared: sharedOf(assessment),
    rules: new Map(assessment.rules.map((rule) => [rule.id, rule])),
    requirements: new Map(assessment.rules.map((rule) => [rule.id, requirements(rule)])),
    names: accountNames(assessment),
  }
}

/** A waived verdict keeps what it was and is suppressed; a pass is resolved, and informs. */
export function findingOf(verdict: Verdict, findings: Findings): unknown {
  const { shared, rules, names } = findings
  const rule = rules.get(verdict.rule)
  const severity = verdict.outcome === 'pass' ? informational : severityOf[verdict.severity]
  const status = statusOf(verdict)
  return Object.assign({}, shared, {
    severity_id: severity.id,
    severity: severity.name,
    status_id: status.id,
    status: status.name,
    message: harmless(`${saySubject(verdict.subject, names)}: ${verdict.message}`),
    cloud: cloudOf(verdict, findings),
    finding_info: infoOf(verdict, findings),
    compliance: complianceFor(verdict, findings),
    ...(rule === undefined ? {} : { remediation: { desc: harmless(rule.fix), references: rule.references.map(harmless) } }),
    resources: [resourceOf(verdict)],
    ...evidencesOf(verdict),
    unmapped: unmappedOf(verdict, findings),
  })
}

function statusOf({ outcome }: Verdict): Numbered {
  if (outcome === 'waived') return isSuppressed
  return outcome === 'pass' ? isResolved : isNew
}

/** The same for a verdict that changes its outcome, so that a later run updates it. */
function infoOf({ rule: id, severity, subject, message }: Verdict, { assessment, rules }: Findings): unknown {
  const rule = rules.get(id)
  const identity = ['trailgate/1', id, assessment.scope.partition, holderOf(subject, assessment.scope), subject.kind, subject.id].join('\0')
  return {
    uid: hash('sha256', identity).slice(0, 32),
    title: harmless(rule?.title ?? id),
    desc: harmless(message),
    types: [`severity ${severity}`],
    analytic: { uid: id, name: harmless(rule?.title ?? id), type_id: 1, type: 'Rule' },
  }
}

function complianceFor(verdict: Verdict, { requirements, rules, names }: Findings): unknown {
  const outcome = verdict.outcome === 'waived' ? (verdict.waiver?.was ?? 'fail') : verdict.outcome
  const { id, name } = outcome === 'skip' ? complianceOf.unknown : complianceOf[outcome]
  const mapped = requirements.get(verdict.rule) ?? []
  const gaps = sayGaps(verdict.gaps ?? [], accountOf(verdict.subject)).map(({ said }) => said)
  return {
    control: verdict.rule,
    desc: harmless(rules.get(verdict.rule)?.why ?? saySubject(verdict.subject, names)),
    status_id: id,
    status: name,
    status_details: [harmless(verdict.message), ...gaps],
    ...(mapped.length === 0 ? {} : { requirements: mapped, standards: [...new Set(mapped.map((each) => each.split(' ')[0] ?? each))] }),
  }
}

function cloudOf({ subject }: Verdict, { assessment, names }: Findings): unknown {
  const account = accountOf(subject)
  const name = account === undefined ? undefined : names.get(account)
  return {
    provider: 'AWS',
    cloud_partition: harmless(assessment.scope.partition),
    ...organizationOf(assessment),
    ...(account === undefined ? {} : { account: { uid: harmless(account), ...(name === undefined ? {} : { name }), type_id: 10, type: 'AWS Account' } }),
    ...(subject.region === undefined ? {} : { region: harmless(subject.region) }),
  }
}

/** CloudFormation's names of the kinds; findings of the run are about things of ours. */
const types = {
  organization: 'AWS::Organizations::Organization',
  account: 'AWS::::Account',
  trail: 'AWS::CloudTrail::Trail',
  bucket: 'AWS::S3::Bucket',
  key: 'AWS::KMS::Key',
  'log-group': 'AWS::Logs::LogGroup',
  'event-data-store': 'AWS::CloudTrail::EventDataStore',
} as const satisfies Record<SubjectKind, string>

function resourceOf({ subject }: Verdict): unknown {
  const { kind, id, name, region } = subject
  const type = kind in types ? types[kind as SubjectKind] : `trailgate ${kind}`
  return { uid: harmless(id), ...(name === undefined ? {} : { name: harmless(name) }), type, ...(region === undefined ? {} : { region: harmless(region) }) }
}

/** Each piece of evidence with what was wanted, and the synthetic event that would go unrecorded. */
function evidencesOf({ evidence, witness }: Verdict): { readonly evidences?: readonly unknown[] } {
  const seen = evidence.map(({ path, ...data }) => ({ name: harmless(path), data: shortenedIn(data) }))
  const missed = witness === undefined ? [] : [{ name: 'an event that would go unrecorded (synthetic)', data: shortenedIn(witness) }]
  return seen.length + missed.length === 0 ? {} : { evidences: [...seen, ...missed] }
}

function unmappedOf({ outcome, severity, anchor, waiver, gaps }: Verdict, { assessment }: Findings): unknown {
  return { complete: assessment.complete, outcome, severity, ...(shortenedIn({ anchor, waiver, gaps }) as object) }
}
