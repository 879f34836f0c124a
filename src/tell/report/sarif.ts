/**
 * SARIF 2.1.0, always safe to upload to code scanning: one run; a result per rule and account that fails or could not be
 * told; nothing that passes, skips or is waived, since GitHub would open an alert for it (outputs reference 1.5).
 */
import type { Assessment } from '../../nouns/verdict.ts'
import { fitting } from './sarif-limits.ts'
import { sarifLog } from './sarif-log.ts'
import { foldedOf, resultText, settingOf } from './sarif-results.ts'
import { driverOf } from './sarif-rules.ts'
import { category, invocationOf, propertiesOf } from './sarif-run.ts'

/** Told result by result, one per line, the most severe first; what GitHub does not take is left out, counted and said. */
export function* sarif(assessment: Assessment): Generator<string> {
  const told = { found: 0, kept: 0 }
  const setting = settingOf(assessment)
  const head = {
    tool: { driver: driverOf(assessment) },
    automationDetails: { id: category(assessment.scope) + assessment.asOf },
    columnKind: 'utf16CodeUnits',
  }
  const tail = (): Readonly<Record<string, unknown>> => ({
    invocations: [invocationOf(assessment, told)],
    properties: { ...propertiesOf(assessment), results: { ...told, cut: told.kept < told.found } },
  })
  yield* sarifLog(head, fitting(foldedOf(assessment), (folded) => resultText(folded, setting), told), tail)
}
