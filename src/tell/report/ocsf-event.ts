/** What every OCSF event of a run shares, and the numbers that OCSF gives to outcomes and severities (schema 1.6.0). */
import type { Severity } from '../../nouns/rule.ts'
import type { Assessment, Outcome } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import { examined } from './subject.ts'

/** A number with the caption that OCSF gives it. */
export interface Numbered {
  readonly id: number
  readonly name: string
}

export const informational: Numbered = { id: 1, name: 'Informational' }

export const severityOf = {
  low: { id: 2, name: 'Low' },
  medium: { id: 3, name: 'Medium' },
  high: { id: 4, name: 'High' },
  critical: { id: 5, name: 'Critical' },
} as const satisfies Record<Severity, Numbered>

/** OCSF's Warning is not used: it reads as a weaker fail, and what could not be told is neither. */
export const complianceOf = {
  pass: { id: 1, name: 'Pass' },
  fail: { id: 3, name: 'Fail' },
  unknown: { id: 0, name: 'Unknown' },
} as const satisfies Partial<Record<Outcome, Numbered>>

export const isNew: Numbered = { id: 1, name: 'New' }

/** A waived finding: still a fail, and nobody is to be woken for it. */
export const isSuppressed: Numbered = { id: 3, name: 'Suppressed' }

export const isResolved: Numbered = { id: 4, name: 'Resolved' }

/** The members that are the same in every event of a run; `time` in milliseconds. */
export function sharedOf({ tool, asOf, scope }: Assessment): Readonly<Record<string, unknown>> {
  const name = harmless(tool.name)
  return {
    activity_id: 1,
    activity_name: 'Create',
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    type_uid: 200301,
    type_name: 'Compliance Finding: Create',
    time: Date.parse(asOf),
    metadata: { version: '1.6.0', profiles: ['cloud'], product: { name, vendor_name: name, version: harmless(tool.version) }, tenant_uid: harmless(examined(scope)) },
  }
}
