/** The OCSF event about the run itself: whether it passed the gate, what it looked at, and what it could not look at. */
import type { Assessment, Status } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import { complianceOf, informational, isNew, isResolved, severityOf, sharedOf, type Numbered } from './ocsf-event.ts'
import { sayIncomplete, sayNarrowed, sayScope } from './scope.ts'
import { category } from './sarif-run.ts'
import { examined } from './subject.ts'
import { verdictLine } from './wording.ts'

const complianceOfStatus = { 0: complianceOf.pass, 1: complianceOf.fail, 3: complianceOf.unknown } as const satisfies Record<Status, Numbered>

/** Its severity says only whether somebody should look: the findings carry their own. */
export function runFinding(assessment: Assessment): unknown {
  const { scope, complete, summary } = assessment
  const narrowed = sayNarrowed(scope)
  const compliance = complianceOfStatus[summary.status]
  const severity = summary.status === 0 ? informational : severityOf.high
  const status = summary.status === 0 ? isResolved : isNew
  return {
    ...sharedOf(assessment),
    severity_id: severity.id,
    severity: severity.name,
    status_id: status.id,
    status: status.name,
    message: verdictLine(assessment),
    cloud: { provider: 'AWS', cloud_partition: harmless(scope.partition), ...organizationOf(assessment) },
    finding_info: { uid: `${category(scope)}run`, title: 'The run itself', desc: [...sayScope(scope), ...(narrowed === undefined ? [] : [narrowed])].join('. ') },
    compliance: { control: 'run', status_id: compliance.id, status: compliance.name, status_details: sayIncomplete(assessment) },
    resources: [{ uid: harmless(examined(scope)), type: scope.organization === null ? 'AWS::::Account' : 'AWS::Organizations::Organization' }],
    unmapped: { complete, status: summary.status, outcomes: summary.outcomes, scope: sayScope(scope), ...(narrowed === undefined ? {} : { narrowed }) },
  }
}

/** The organization as the cloud profile wants it; nothing for a single account. */
export function organizationOf({ scope }: Assessment): { readonly org?: { readonly uid: string } } {
  return scope.organization === null ? {} : { org: { uid: harmless(scope.organization) } }
}
