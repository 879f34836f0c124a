/**
 * OSCAL assessment results (1.2): what was seen as observations, what came of each control as findings (outputs reference 4.2).
 * Schema-valid; it claims conformance to no profile, FedRAMP's included, and says so in its remarks.
 */
import type { Assessment } from '../../nouns/verdict.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { controlFindings, reviewedControls } from './oscal-findings.ts'
import { observationsOf } from './oscal-observations.ts'
import { subjectItems } from './oscal-subjects.ts'
import { property, words } from './oscal-words.ts'
import { sayIncomplete, sayNarrowed, sayScope } from './scope.ts'
import { category } from './sarif-run.ts'
import { uuidOf } from './uuid.ts'
import { verdictLine } from './wording.ts'

const claims =
  'Made from the configuration of AWS CloudTrail alone. A control is satisfied here when every rule that maps to it passed; that says nothing ' +
  'about parts of the control that no configuration shows. The document follows the OSCAL schema; it was not checked against a profile such as FedRAMP’s.'

/** Told entry by entry, one per line. */
export function* oscal(assessment: Assessment): Generator<string> {
  const run = category(assessment.scope) + assessment.asOf
  const observations = observationsOf(assessment, run)
  const plan = uuidOf(run, 'plan')
  yield '{"assessment-results": {\n'
  yield `"uuid": ${harmlessJson(uuidOf(run, 'document'))},\n"metadata": ${harmlessJson(metadataOf(assessment))},\n`
  yield `"import-ap": ${harmlessJson({ href: `#${plan}`, remarks: 'There is no assessment plan in OSCAL; the policy stands in its place.' })},\n`
  yield '"results": [{\n'
  yield* members(headOf(assessment, run))
  yield* list('observations', observations.map(({ told }) => told))
  yield* list('findings', controlFindings(assessment, observations, run))
  yield `"reviewed-controls": ${harmlessJson(reviewedControls(assessment))},\n`
  yield '"local-definitions": {"inventory-items": '
  yield* entries(subjectItems(assessment))
  yield `}\n}],\n"back-matter": ${harmlessJson({ resources: [planOf(assessment, plan)] })}\n}}\n`
}

function metadataOf({ asOf, tool, complete }: Assessment): unknown {
  return {
    title: 'AWS CloudTrail: what is recorded, against what the policy says',
    'last-modified': asOf,
    version: asOf,
    'oscal-version': '1.2.1',
    props: [property('tool', `${tool.name} ${tool.version}`), property('complete', String(complete))],
    remarks: claims,
  }
}

/** OSCAL asks for a log entry to have a start; all of it happened at the moment the run is for. */
function headOf(assessment: Assessment, run: string): Readonly<Record<string, unknown>> {
  const { scope, asOf, complete, summary } = assessment
  const narrowed = sayNarrowed(scope)
  const incomplete = sayIncomplete(assessment)
  const entry = (text: string, at: number): unknown => ({ uuid: uuidOf(run, 'log', String(at)), title: 'Not assessed', description: words(text), start: asOf })
  return {
    uuid: uuidOf(run, 'result'),
    title: verdictLine(assessment),
    description: words([...sayScope(scope), ...(narrowed === undefined ? [] : [`Narrowed: ${narrowed}`])].join('. ')),
    start: scope.takenAt,
    end: asOf,
    props: [
      property('complete', String(complete)),
      property('status', String(summary.status)),
      ...Object.entries(summary.outcomes).map(([outcome, count]) => property(`count-${outcome}`, String(count))),
      ...(narrowed === undefined ? [] : [property('narrowed', narrowed)]),
    ],
    ...(incomplete.length === 0 ? {} : { 'assessment-log': { entries: incomplete.map(entry) } }),
  }
}

function planOf({ policy, rules }: Assessment, uuid: string): unknown {
  const said = policy.written ? `The policy file ${harmless(policy.file)}` : 'No policy file: the recommended rules'
  return { uuid, title: 'Policy', description: words(`${said}. Rules judged: ${rules.map(({ id }) => id).join(', ') || 'none'}.`) }
}

function* members(values: Readonly<Record<string, unknown>>): Generator<string> {
  for (const [name, value] of Object.entries(values)) yield `"${name}": ${harmlessJson(value)},\n`
}

/** OSCAL refuses an empty list: then the member is left out. */
function* list(name: string, items: readonly unknown[]): Generator<string> {
  if (items.length === 0) return
  yield `"${name}": `
  yield* entries(items)
  yield ',\n'
}

function* entries(items: Iterable<unknown>): Generator<string> {
  let before = '[\n'
  for (const item of items) {
    yield before + harmlessJson(item)
    before = ',\n'
  }
  yield '\n]'
}
