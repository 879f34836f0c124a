/** What was seen, as OSCAL observations: one for the subjects of a rule that came to the same for the same reason. */
import type { Assessment, Outcome } from '../../nouns/verdict.ts'
import { detailsOf } from './details.ts'
import { findingsOf, type Finding } from './grouping.ts'
import { subjectUuid } from './oscal-subjects.ts'
import { property, words } from './oscal-words.ts'
import { uuidOf } from './uuid.ts'

/** An observation as it is told, and what findings ask of it. */
export interface Observation {
  readonly uuid: string
  readonly rule: string
  readonly outcome: Outcome
  readonly told: unknown
}

/** Skips observe nothing. */
const observed = ['fail', 'unknown', 'waived', 'pass'] as const satisfies readonly Outcome[]

/** Fails first, then most severe first. `run` names the run, so that two runs in one collection do not share ids. */
export function observationsOf(assessment: Assessment, run: string): readonly Observation[] {
  return observed.flatMap((outcome) =>
    findingsOf(assessment, outcome).flatMap(({ id, rule, findings }) =>
      findings.map((finding, at) => {
        const uuid = uuidOf(run, 'observation', id, outcome, String(at))
        return { uuid, rule: id, outcome, told: { uuid, title: words(rule?.title ?? id), ...toldOf(finding, assessment) } }
      }),
    ),
  )
}

function toldOf({ first, all }: Finding, { scope }: Assessment): object {
  const { rule, outcome, severity, message, waiver } = first
  const proof = detailsOf(first).map(({ label, text }) => `${label}: ${text}`)
  const waived = waiver === undefined ? [] : [`waived until ${waiver.until} by ${waiver.owner}: ${waiver.because}`]
  return {
    description: words([message, ...waived].join(' ')),
    props: [property('rule', rule), property('outcome', outcome), property('severity', severity)],
    methods: ['TEST'],
    types: ['finding'],
    subjects: all.map(({ subject }) => ({ 'subject-uuid': subjectUuid(subject), type: 'inventory-item' })),
    collected: scope.takenAt,
    ...(proof.length === 0 ? {} : { remarks: words(proof.join('; ')) }),
  }
}
