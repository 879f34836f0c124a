/**
 * OCSF 1.6 Compliance Findings (class 2003), the version that AWS Security Hub speaks: a JSON array, one event per line. The first
 * event is about the run itself; then one for each verdict that is not a skip (outputs reference 4.3).
 */
import type { Assessment } from '../../nouns/verdict.ts'
import { harmlessJson } from './harmless.ts'
import { findingOf, openFindings } from './ocsf-finding.ts'
import { runFinding } from './ocsf-run.ts'

/** Told event by event; the array is never empty, so that an incomplete run says so even where nothing was judged. */
export function* ocsf(assessment: Assessment): Generator<string> {
  yield `[\n${harmlessJson(runFinding(assessment))}`
  const setting = openFindings(assessment)
  for (const verdict of assessment.verdicts) {
    if (verdict.outcome !== 'skip') yield `,\n${harmlessJson(findingOf(verdict, setting))}`
  }
  yield '\n]\n'
}
