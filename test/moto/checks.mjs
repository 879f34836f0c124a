/** Each check counts; one that fails is told on a line of its own. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { buckets, gaps, tags, verdictsOf } from './expected.mjs'
import { leftOut, ofTheRun } from './policy.mjs'
import { proofs } from './proofs.mjs'

const count = { passed: 0, failed: 0 }

/** What was counted so far. */
export function counted() {
  return count
}

/** Counts one check. */
export function check(what, holds, seen) {
  if (holds) count.passed += 1
  else fail(`${what}; seen: ${JSON.stringify(seen)?.slice(0, 400)}`)
}

/** Counts one failure, and tells it. */
export function fail(what) {
  count.failed += 1
  process.stdout.write(`failed: ${what}\n`)
}

/** Counts one check of equality. */
export function equal(what, seen, wanted) {
  check(`${what} is ${JSON.stringify(wanted)?.slice(0, 400)}`, isDeepStrictEqual(seen, wanted), seen)
}

/** Every rule of the catalogue is judged here, or left out by name. */
export function checkCatalogue(rules, built) {
  const known = [...new Set([...verdictsOf(built).map(({ rule }) => rule), ...leftOut])]
  equal('catalogue: every rule is expected or left out', [...rules, ofTheRun].sort(compare), known.sort(compare))
}

/** The verdicts of a JSON report, one by one: those expected, and no other. */
export function checkVerdicts(run, assessment, verdicts) {
  for (const expected of verdicts) {
    equal(`${run}: ${sayVerdict(expected)}`, find(assessment, expected)?.outcome, expected.outcome)
  }
  equal(`${run}: the number of verdicts`, assessment.verdicts.length, verdicts.length)
}

/** What some of these verdicts must show. */
export function checkProofs(run, assessment, verdicts) {
  for (const { shows, holds, rule, account, name = account } of proofs) {
    const expected = verdicts.find((verdict) => verdict.rule === rule && verdict.account === account && verdict.name === name)
    const verdict = expected && find(assessment, expected)
    check(`${run}: ${sayVerdict({ rule, account, name })} shows ${shows}`, verdict !== undefined && holds(verdict), verdict)
  }
}

function sayVerdict({ rule, account, name }) {
  return `${rule} of ${account}${name === account ? '' : `'s ${name}`}`
}

function find(assessment, { rule, id }) {
  return assessment.verdicts.find((verdict) => verdict.rule === rule && verdict.subject.id === id)
}

/** One result per rule and account that fails or is unknown. */
export function checkSarif(file, verdicts) {
  const { runs } = JSON.parse(readFileSync(file, 'utf8'))
  const open = verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
  const wanted = new Set(open.map(({ rule, account }) => `${rule} ${account}`))
  equal('SARIF: the number of runs', runs.length, 1)
  equal('SARIF: the number of results', runs[0].results.length, wanted.size)
}

/** As many failures, errors and skipped ones as there are such verdicts; the suite of the run itself aside. */
export function checkJunit(file, verdicts) {
  const suites = readFileSync(file, 'utf8').match(/<testsuite name="(?:\d{12}|organization )[^>]*>/g) ?? []
  const sum = (name) => suites.reduce((total, suite) => total + Number(suite.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0), 0)
  const those = (outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).length
  equal('JUnit: failures', sum('failures'), those('fail'))
  equal('JUnit: errors', sum('errors'), those('unknown'))
  equal('JUnit: skipped', sum('skipped'), those('skip'))
  equal('JUnit: tests', sum('tests'), verdicts.length)
}

/** The facts of a snapshot against what boto3 built and read back. */
export function checkSnapshot(file, { organization, accounts, keys, selectors }, roleName) {
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const facts = (kind) => lines.filter(({ fact }) => fact === kind)
  const { listed, assessed, skipped, unreadable } = lines.at(-1)
  equal('snapshot: the organization', lines[0].organization, organization)
  equal('snapshot: the counts', { listed, assessed, skipped, unreadable }, { listed: 5, assessed: 4, skipped: 1, unreadable: 0 })
  equal('snapshot: the gaps', lines.flatMap((line) => gapsIn(line, accounts)).sort(), gaps)
  checkIdentities(facts('account'), accounts, roleName)
  equal('snapshot: where regions come from', [...new Set(facts('regions').map(({ value }) => value.source))], ['ec2:DescribeRegions'])
  const told = facts('selectors').map(({ id, value }) => [id, value])
  for (const [arn, wanted] of Object.entries(selectors)) equal(`snapshot: the selectors of ${arn}`, Object.fromEntries(told)[arn], wanted)
  equal('snapshot: the tags', tagsIn(facts('tags')), tags)
  equal('snapshot: the KMS keys', new Set(facts('key').map(({ id }) => id)), new Set(Object.values(keys)))
  checkBuckets(facts('bucket'), accounts)
}

/** `bucket logs payer: s3:GetBucketRequestPayment AccessDenied`, with the names of accounts for their numbers. */
function gapsIn({ fact, id, gap, unseen = {} }, accounts) {
  const named = Object.entries(accounts).reduce((text, [name, number]) => text?.replace(number, `<${name}>`), id)
  const say = ({ call, code, message }, ...where) => `${[fact, named, ...where].filter(Boolean).join(' ')}: ${call} ${code ?? message}`
  return [...(gap === undefined ? [] : [say(gap)]), ...Object.entries(unseen).map(([part, each]) => say(each, part))]
}

/** Each member is read by its own role, the management account by the caller itself, and the closed one not at all. */
function checkIdentities(facts, accounts, roleName) {
  for (const name of ['log-archive', 'payments', 'sandbox']) {
    const account = facts.find(({ value }) => value.Name === name)?.value
    equal(`snapshot: the identity in ${name}`, account?.identity, `arn:aws:sts::${accounts[name]}:assumed-role/${roleName}/trailgate`)
  }
  const closed = facts.find(({ value }) => value.Name === 'retired')?.value
  check('snapshot: the closed account is skipped', closed?.identity === undefined && closed?.skipped !== undefined, closed)
  check('snapshot: no e-mail address', !JSON.stringify(facts).includes('@example.com'), facts)
}

function tagsIn(facts) {
  return Object.fromEntries(facts.filter(({ value }) => value.length > 0).map(({ id, value }) => [id.split(':trail/')[1], value]))
}

function checkBuckets(facts, accounts) {
  const seen = Object.fromEntries(facts.map(({ value }) => [value.Name, [value.owner, value.region]]))
  const wanted = Object.fromEntries(Object.entries(buckets).map(([name, [owner, region]]) => [name, [accounts[owner], region]]))
  for (const [name, place] of Object.entries(wanted)) equal(`snapshot: owner and region of ${name}`, seen[name], place)
  equal('snapshot: the number of buckets', facts.length, Object.keys(wanted).length)
  const { policy, publicAccessBlock } = facts.find(({ id }) => id === 'organization-logs')?.value ?? {}
  check('snapshot: the policy of organization-logs', String(policy).includes('arn:aws:s3:::organization-logs/AWSLogs/*'), policy)
  equal('snapshot: the public access block of organization-logs', publicAccessBlock?.BlockPublicPolicy, true)
  equal('snapshot: the policy of archive-logs-one', facts.find(({ id }) => id === 'archive-logs-one')?.value.policy, null)
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}
