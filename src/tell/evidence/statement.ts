/** The in-toto statement about a pack: the files that were judged, by what, and how it ended, in other tools' words. */
import { counts, type Assessment, type Verdict } from '../../nouns/verdict.ts'
import { manifestPath, type PackedFile } from './contents.ts'
import { smallDocumentText } from './document.ts'
import type { Facts } from './manifest.ts'

const statementType = 'https://in-toto.io/Statement/v1'
const predicateType = 'https://in-toto.io/attestation/test-result/v0.1'

/** Result of a test-result predicate. */
type Result = 'PASSED' | 'WARNED' | 'FAILED'

/**
 * The statement's text. Subject: the manifest, which holds the hash of every other file. A run that could not tell, that did not see
 * the whole organization, or in which something fails without counting, is never PASSED. Tests are rules; one that was judged nowhere
 * is in none of the lists.
 */
export function statementText(assessment: Assessment, facts: Facts, files: readonly PackedFile[]): string {
  const partial = facts.partial.length === 0 ? {} : { annotations: { partial: facts.partial } }
  const subject = files.filter(({ path }) => path === manifestPath).map((file) => Object.assign(described(file), partial))
  const configuration = files.filter(({ path }) => isConfiguration(path)).map(described)
  const tests = testsOf(assessment)
  const predicate = { result: resultOf(assessment, facts, tests), configuration, ...tests }
  return smallDocumentText({ _type: statementType, subject, predicateType, predicate })
}

function described({ path, sha256 }: PackedFile): object {
  return { name: path, digest: { sha256 } }
}

/** What the result hangs on beside the organization: the policy, the rules and the catalogues. */
function isConfiguration(path: string): boolean {
  return ['policy/', 'rules/', 'catalogues/'].some((folder) => path.startsWith(folder))
}

type Tests = Readonly<Record<'passedTests' | 'warnedTests' | 'failedTests', readonly string[]>>

/** What the gate lets pass (`--fail-on`, a waiver) is a warning to whoever reads the statement without the gate. */
function resultOf({ summary }: Assessment, { partial }: Facts, { warnedTests }: Tests): Result {
  if (summary.status === 1) return 'FAILED'
  return summary.status === 0 && partial.length === 0 && warnedTests.length === 0 ? 'PASSED' : 'WARNED'
}

function testsOf({ verdicts, policy }: Assessment): Tests {
  const rules: Record<Grade, Set<string>> = { passed: new Set(), warned: new Set(), failed: new Set(), 'not judged': new Set() }
  for (const verdict of verdicts) rules[gradeOf(verdict, policy.gate.failOn)].add(verdict.rule)
  const { passed, warned, failed } = rules
  return {
    passedTests: [...passed].filter((rule) => !warned.has(rule) && !failed.has(rule)),
    warnedTests: [...warned].filter((rule) => !failed.has(rule)),
    failedTests: [...failed],
  }
}

type Grade = 'passed' | 'warned' | 'failed' | 'not judged'

/** An exception and a fail that does not count are no success either. */
function gradeOf({ outcome, severity }: Verdict, failOn: Assessment['policy']['gate']['failOn']): Grade {
  const fail = counts(severity, failOn) ? 'failed' : 'warned'
  const grades = { pass: 'passed', fail, unknown: 'warned', waived: 'warned', skip: 'not judged' } as const
  return grades[outcome]
}
