/**
 * SARIF 2.1.0, always safe to upload to code scanning: one run; a result per rule and account that fails or could not be
 * told; nothing that passes, skips or is waived, since GitHub would open an alert for it (reference 1.5).
 */
import type { Assessment } from '../../nouns/verdict.ts'
import { harmlessJson } from './harmless.ts'
import { resultsOf } from './sarif-results.ts'
import { driverOf } from './sarif-rules.ts'
import { category, invocationOf } from './sarif-run.ts'
import { sayNarrowed, sayScope } from './scope.ts'

/** GitHub refuses a file with more results than this, and with it every alert (reference 1.2). */
const mostResults = 25_000

/** Told result by result, one per line. */
export function* sarif(assessment: Assessment): Generator<string> {
  const all = resultsOf(assessment)
  const results = all.slice(0, mostResults)
  const narrowed = sayNarrowed(assessment.scope)
  const run = {
    tool: { driver: driverOf(assessment) },
    automationDetails: { id: category(assessment.scope) + assessment.asOf },
    invocations: [invocationOf(assessment, all.length - results.length)],
    columnKind: 'utf16CodeUnits',
    properties: {
      complete: assessment.complete,
      scope: sayScope(assessment.scope).join('; '),
      ...(narrowed === undefined ? {} : { narrowed }),
      outcomes: assessment.summary.outcomes,
    },
  }
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n'
  for (const [name, value] of Object.entries(run)) yield `      "${name}": ${harmlessJson(value)},\n`
  yield '      "results": ['
  for (const [at, result] of results.entries()) yield `${at === 0 ? '\n' : ',\n'}        ${harmlessJson(result)}`
  yield `${results.length === 0 ? '' : '\n      '}]\n    }\n  ]\n}\n`
}
