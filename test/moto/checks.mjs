/** Each check counts; one that fails is told on a line of its own. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { buckets, proofs, tags, verdicts } from './expected.mjs'

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

/** The verdicts of a JSON report, one by one: those expected, and no other. */
export function checkVerdicts(run, assessment, accounts) {
  for (const expected of verdicts) {
    equal(`${run}: ${sayVerdict(expected)}`, find(assessment, expected, accounts)?.outcome, expected.outcome)
  }
  equal(`${run}: the number of verdicts`, assessment.verdicts.length, verdicts.length)
}

/** What some of these verdicts must show. */
export function checkProofs(run, assessment, accounts) {
  for (const proof of proofs) {
    const home = verdicts.find(({ account, trail }) => account === proof.account && trail === proof.trail)?.home
    const verdict = find(assessment, { ...proof, home }, accounts)
    check(`${run}: ${sayVerdict(proof)} shows ${proof.shows}`, verdict !== undefined && proof.holds(verdict), verdict)
  }
}

function sayVerdict({ rule, account, trail }) {
  return `${rule} of ${account}${trail === undefined ? '' : `'s trail ${trail}`}`
}

function find(assessment, { rule, account, trail, home }, accounts) {
  const id = trail === undefined ? accounts[account] : arnOf(accounts[account], trail, home)
  return assessment.verdicts.find((verdict) => verdict.rule === rule && verdict.subject.id === id)
}

function arnOf(account, trail, home) {
  return `arn:aws:cloudtrail:${home}:${account}:trail/${trail}`
}

/** One result per rule and account that fails or is unknown. */
export function checkSarif(file) {
  const { runs } = JSON.parse(readFileSync(file, 'utf8'))
  const wanted = new Set(verdicts.filter(({ outcome }) => outcome !== 'pass').map(({ rule, account }) => `${rule} ${account}`))
  equal('SARIF: the number of runs', runs.length, 1)
  equal('SARIF: the number of results', runs[0].results.length, wanted.size)
}

/** As many failures, and as many errors, as there are verdicts that fail or could not be told; the suite of the run itself aside. */
export function checkJunit(file) {
  const suites = readFileSync(file, 'utf8').match(/<testsuite name="\d{12}[^>]*>/g) ?? []
  const sum = (name) => suites.reduce((total, suite) => total + Number(suite.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0), 0)
  equal('JUnit: failures', sum('failures'), verdicts.filter(({ outcome }) => outcome === 'fail').length)
  equal('JUnit: errors', sum('errors'), verdicts.filter(({ outcome }) => outcome === 'unknown').length)
  equal('JUnit: tests', sum('tests'), verdicts.length)
}

/** The facts of a snapshot against what boto3 built and read back. */
export function checkSnapshot(file, { organization, accounts, keys, selectors }, roleName) {
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const facts = (kind) => lines.filter(({ fact }) => fact === kind)
  const { listed, assessed, skipped, unreadable } = lines.at(-1)
  equal('snapshot: the organization', lines[0].organization, organization)
  equal('snapshot: the counts', { listed, assessed, skipped, unreadable }, { listed: 5, assessed: 4, skipped: 1, unreadable: 0 })
  equal('snapshot: the gaps', lines.flatMap(gapsIn), ['organizations:ListDelegatedAdministrators InvalidInputException'])
  checkIdentities(facts('account'), accounts, roleName)
  equal('snapshot: where regions come from', [...new Set(facts('regions').map(({ value }) => value.source))], ['ec2:DescribeRegions'])
  const told = facts('selectors').map(({ id, value }) => [id, value])
  for (const [arn, wanted] of Object.entries(selectors)) equal(`snapshot: the selectors of ${arn}`, Object.fromEntries(told)[arn], wanted)
  equal('snapshot: the tags', tagsIn(facts('tags')), tags)
  equal('snapshot: the KMS keys', new Set(facts('key').map(({ id }) => id)), new Set(Object.values(keys)))
  checkBuckets(facts('bucket'), accounts)
}

function gapsIn({ gap, unseen }) {
  return [...(gap === undefined ? [] : [gap]), ...Object.values(unseen ?? {})].map(({ call, code, message }) => `${call} ${code ?? message}`)
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
  equal('snapshot: the policy of payments-logs', facts.find(({ id }) => id === 'payments-logs')?.value.policy, null)
}
