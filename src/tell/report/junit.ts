/**
 * JUnit XML in the dialect that passes the Jenkins and the Ant schema (reference 3.2): for every CI that shows tests.
 * Failures and errors together are more than 0 exactly when the status, before `--exit-zero`, is not 0.
 */
import { runSubjectKinds, type Assessment, type Subject, type Verdict } from '../../nouns/verdict.ts'
import { casesOf, runCases, type Case } from './junit-cases.ts'
import { addTo } from './lists.ts'
import { sayNarrowed, saySkipped } from './scope.ts'
import { accountNames, accountOf, examined, sayAccount, type AccountNames } from './subject.ts'
import { attributes, escapeXml } from './xml.ts'

interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
}

/** Told suite by suite: accounts by number, then what belongs to no account, then the run itself where only it explains the status. */
export function* junit(assessment: Assessment): Generator<string> {
  const time = timestamp(assessment.scope.takenAt)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
  let id = 0
  for (const suite of suitesOf(assessment)) yield* suiteXml(suite, id++, time, assessment)
  yield '</testsuites>\n'
}

function* suitesOf(assessment: Assessment): Generator<Suite> {
  const names = accountNames(assessment)
  const bySuite = new Map<string, Verdict[]>()
  for (const verdict of assessment.verdicts) addTo(bySuite, suiteKey(verdict.subject, assessment), verdict)
  const texts = new Map(assessment.rules.map((rule) => [rule.id, rule]))
  let bad = 0
  for (const key of [...bySuite.keys()].sort()) {
    const cases = casesOf(bySuite.get(key) ?? [], key, { texts, names, gate: assessment.policy.gate })
    bad += cases.filter(isBad).length
    yield { name: suiteName(key, names), cases }
  }
  const cases = runCases(assessment, bad)
  if (cases.length > 0 || bySuite.size === 0) yield { name: 'trailgate', cases }
}

/** An account's number; the organization's id for what belongs to no account; `template` or `plan` for resources of unknown accounts. */
function suiteKey(subject: Subject, { scope }: Assessment): string {
  const ofRun = subject.kind === 'organization' || isRunSubject(subject)
  return accountOf(subject) ?? (ofRun ? `organization ${examined(scope)}` : scope.source)
}

function isRunSubject({ kind }: Subject): boolean {
  return (runSubjectKinds as readonly string[]).includes(kind)
}

function suiteName(key: string, names: AccountNames): string {
  const name = names.get(key)
  return name === undefined ? sayAccount(key, names) : `${key} ${name}`
}

/** `hostname` is the value the Ant schema asks for where no host is known: the report must not tell where it was made. */
function* suiteXml({ name, cases }: Suite, id: number, time: string, assessment: Assessment): Generator<string> {
  const failures = cases.filter((each) => each.kind === 'failure').length
  const errors = cases.filter((each) => each.kind === 'error').length
  const skipped = cases.filter((each) => each.kind === 'skipped').length
  const numbers = { tests: cases.length, failures, errors, skipped, time: '0.000' }
  yield `  <testsuite${attributes({ name, ...numbers, timestamp: time, hostname: 'localhost', package: 'trailgate', id })}>\n`
  yield `    <properties>\n${properties(assessment)}    </properties>\n`
  for (const each of cases) yield caseXml(each)
  const notes = cases.flatMap((each) => (each.kind === 'note' ? [`${each.name}: ${each.message}`] : []))
  yield `    <system-out>${notes.map(escapeXml).join('\n')}</system-out>\n    <system-err></system-err>\n  </testsuite>\n`
}

function properties({ complete, asOf, scope, summary }: Assessment): string {
  const narrowed = sayNarrowed(scope)
  const skipped = saySkipped(scope)
  const told = {
    complete: String(complete),
    status: summary.status,
    asOf,
    timestampZone: 'UTC',
    source: scope.source,
    organization: scope.organization ?? 'none',
    ...(skipped.length === 0 ? {} : { skipped: skipped.join('; ') }),
    ...(narrowed === undefined ? {} : { narrowed }),
  }
  return Object.entries(told)
    .map(([name, value]) => `      <property${attributes({ name, value })}/>\n`)
    .join('')
}

function caseXml(each: Case): string {
  const opening = `    <testcase${attributes({ classname: each.classname, name: each.name, time: '0.000' })}`
  if (each.kind === 'skipped') return `${opening}><skipped${attributes({ message: each.message })}/></testcase>\n`
  if (!('lines' in each)) return `${opening}/>\n`
  const body = each.lines.map(escapeXml).join('\n')
  return `${opening}><${each.kind}${attributes({ type: each.type, message: each.message })}>${body}</${each.kind}></testcase>\n`
}

function isBad(each: Case): boolean {
  return each.kind === 'failure' || each.kind === 'error'
}

/** `YYYY-MM-DDThh:mm:ss` in UTC: the Ant schema forbids zone and fraction. */
function timestamp(iso: string): string {
  const time = Date.parse(iso)
  return new Date(Number.isNaN(time) ? 0 : time).toISOString().slice(0, 19)
}
