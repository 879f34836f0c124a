/** Overrides, exclusions and waivers that are wrong: one line each, at the right place, with what to write instead. */
import { describe, expect, it } from 'vitest'
import { readPolicy } from '../../../src/gather/files/policy.ts'
import { checkPolicy } from '../../../src/gather/files/policy-rules.ts'
import { sayMistake } from '../../../src/nouns/place.ts'
import { subjectKinds, type Rule } from '../../../src/nouns/rule.ts'
import { withFiles } from './scratch-folder.ts'

/** A rule about each kind of subject. */
const rules = subjectKinds.map((subject) => ({ id: `${subject}-rule`, subject, parameters: {} }) as unknown as Rule)

async function mistakesIn(text: string): Promise<readonly string[]> {
  const read = await withFiles({ 'p.yaml': text }, (folder) => readPolicy('p.yaml', undefined, folder))
  return (read.ok ? checkPolicy(read.value, rules) : read.mistakes).map(sayMistake)
}

/** A list of one entry, its reason on the lines below. */
function entry(section: string, first: string, ...lines: readonly string[]): string {
  const reason = ['because: it moves', 'owner: security', 'until: 2026-12-31']
  return [`${section}:`, `  - ${first}`, ...[...lines, ...reason].map((line) => `    ${line}`), ''].join('\n')
}

const account = 'account: "111122223333"'
const trail = 'trail: arn:aws:cloudtrail:us-east-1:111122223333:trail/main'

describe('an exception', () => {
  it.each([
    ['an excluded account', entry('exclude', account)],
    ['an excluded unit', entry('exclude', 'ou: ou-ab12-sandbox')],
    ['an override for the root', 'overrides:\n  - {ou: r-ab12, severity: {trail-rule: off}}\n'],
    ['a waiver for an account', entry('waivers', 'rule: account-rule', account)],
    ['a waiver for a region of every account', entry('waivers', 'rule: account-rule', 'region: eu-west-1')],
    ['a waiver for a trail, at its home', entry('waivers', 'rule: trail-rule', trail, 'region: us-east-1')],
    ['a waiver for the trails of a home', entry('waivers', 'rule: trail-rule', 'region: us-gov-west-1')],
    ['a waiver for a bucket', entry('waivers', 'rule: bucket-rule', 'bucket: logs')],
    ['a waiver for the organization', entry('waivers', 'rule: organization-rule', account, 'accepts: unknown')],
    ['a waiver for the keys of a unit', entry('waivers', 'rule: key-rule', 'ou: ou-ab12-sandbox')],
    ['a waiver for a finding of the run', entry('waivers', 'rule: account-not-in-inventory', account)],
    ['nothing', 'overrides: []\nexclude: []\nwaivers: []\n'],
  ])('may be %s', async (_, text) => {
    expect(await mistakesIn(text)).toEqual([])
  })

  const keys = 'rule, account, ou, trail, region, bucket, because, owner, until or accepts'
  it.each([
    // Overrides.
    ['overrides: {ou: ou-ab12-sandbox}\n', 'p.yaml:1:12: overrides is a mapping; write a list'],
    ['overrides:\n  - {ou: ou-ab12-sandbox}\n', "p.yaml:2:5: overrides[0] has no 'severity'"],
    ['overrides:\n  - severity: {trail-rule: low}\n', 'p.yaml:2:5: overrides[0] does not say for whom; add account or ou'],
    ['overrides:\n  - {ou: sandbox, severity: {trail-rule: low}}\n', "p.yaml:2:10: overrides[0].ou is 'sandbox'; a unit is named by its id, which begins with ou- (or r- for the root)"],
    ['overrides:\n  - {account: 111122223333, severity: {trail-rule: low}}\n', 'p.yaml:2:15: overrides[0].account is 111122223333, not text; write it in quotes: "111122223333"'],
    ['overrides:\n  - {ou: r-ab12, severity: {trail-rule: lo}}\n', "p.yaml:2:41: overrides[0].severity.trail-rule is 'lo'; did you mean 'low'? (write critical, high, medium, low or off)"],
    ['overrides:\n  - {ou: r-ab12, severity: {}}\n', 'p.yaml:2:28: overrides[0].severity is empty'],
    ['overrides:\n  - {ou: r-ab12, severities: {trail-rule: low}, severity: {trail-rule: low}}\n', "p.yaml:2:18: unknown key 'severities' in overrides[0]; did you mean 'severity'?"],
    ['overrides:\n  - {ou: r-ab12, severity: {trial-rule: low}}\n', "p.yaml:2:29: there is no rule 'trial-rule'; did you mean 'trail-rule'?"],
    // Exclusions.
    [entry('exclude', 'because: x').replace('    because: it moves\n', ''), 'p.yaml:2:5: exclude[0] does not say for whom; add account or ou'],
    ['exclude:\n  - {account: "111122223333", owner: security, until: 2026-12-31}\n', "p.yaml:2:5: exclude[0] has no 'because'"],
    ['exclude:\n  - {account: "111122223333", because: x, until: 2026-12-31}\n', "p.yaml:2:5: exclude[0] has no 'owner'"],
    ['exclude:\n  - {account: "111122223333", because: x, owner: security}\n', "p.yaml:2:5: exclude[0] has no 'until'"],
    ['exclude:\n  - {account: "111122223333", because: "", owner: security, until: 2026-12-31}\n', 'p.yaml:2:40: exclude[0].because is empty'],
    [entry('exclude', account, 'unitl: 2026-12-31'), "p.yaml:3:5: unknown key 'unitl' in exclude[0]; did you mean 'until'?"],
    [entry('exclude', account).replace('2026-12-31', '31.12.2026'), "p.yaml:5:12: exclude[0].until is '31.12.2026'; write the last day as 2026-12-31"],
    [entry('exclude', account).replace('2026-12-31', '2026-02-30'), "p.yaml:5:12: exclude[0].until is '2026-02-30', and there is no such day; write year-month-day"],
    [entry('exclude', 'trail: main', account), "p.yaml:2:5: unknown key 'trail' in exclude[0]; write account, ou, because, owner or until"],
    // Waivers.
    [entry('waivers', 'rule: trail-rule'), 'p.yaml:2:5: waivers[0] does not say for whom; add account, ou, trail, region or bucket'],
    [entry('waivers', account), "p.yaml:2:5: waivers[0] has no 'rule'"],
    [entry('waivers', 'rule: trail-rule', 'acount: "111122223333"'), "p.yaml:3:5: unknown key 'acount' in waivers[0]; did you mean 'account'?"],
    [entry('waivers', 'rule: trail-rule', account, 'priority: 1'), `p.yaml:4:5: unknown key 'priority' in waivers[0]; write ${keys}`],
    [entry('waivers', 'rule: trail-rule', account, 'accepts: fail'), "p.yaml:4:14: waivers[0].accepts is 'fail'; write unknown"],
    [entry('waivers', 'rule: trail-rule', 'account: "1234"'), "p.yaml:3:14: waivers[0].account is '1234'; an account id is 12 digits in quotes"],
    [entry('waivers', 'rule: trail-rule', 'trail: main'), "p.yaml:3:12: waivers[0].trail is 'main'; a trail is named by its ARN, arn:aws:cloudtrail:<region>:<account>:trail/<name>"],
    [entry('waivers', 'rule: account-rule', 'region: Ireland'), "p.yaml:3:13: waivers[0].region is 'Ireland'; a region is written like eu-west-1"],
    [entry('waivers', 'rule: trail-rule', account).replace('2026-12-31', '2026-13-01'), "p.yaml:6:12: waivers[0].until is '2026-13-01', and there is no such day; write year-month-day"],
    [entry('waivers', 'rule: trial-rule', account), "p.yaml:2:5: there is no rule 'trial-rule'; did you mean 'trail-rule'?"],
    [entry('waivers', 'rule: recommended', account), "p.yaml:2:5: 'recommended' is a set of rules; a waiver is for one rule"],
    // Keys that do not fit the rule's subject.
    [entry('waivers', 'rule: account-rule', trail), "p.yaml:3:5: account-rule is about an account, so 'trail' cannot match; write account, ou or region"],
    [entry('waivers', 'rule: trail-rule', 'bucket: logs'), "p.yaml:3:5: trail-rule is about a trail, so 'bucket' cannot match; write account, ou, trail or region"],
    [entry('waivers', 'rule: bucket-rule', trail), "p.yaml:3:5: bucket-rule is about a bucket, so 'trail' cannot match; write account, ou, region or bucket"],
    [entry('waivers', 'rule: organization-rule', 'ou: r-ab12'), "p.yaml:3:5: organization-rule is about the organization, so 'ou' cannot match; write account"],
    [entry('waivers', 'rule: trail-rule', trail, 'region: eu-west-1'), 'p.yaml:4:5: the home of this trail is us-east-1, not eu-west-1; take the region out'],
    [entry('waivers', 'rule: account-not-assessed', account), 'p.yaml:2:5: account-not-assessed cannot be waived; list the account under exclude, if it need not be read'],
    [entry('waivers', 'rule: inventory-account-missing', 'ou: r-ab12'), "p.yaml:3:5: inventory-account-missing is about an account, so 'ou' cannot match; write account"],
  ])('written as %j is refused with one line', async (text, line) => {
    expect(await mistakesIn(text)).toEqual([line])
  })

  it('is told of every mistake in it, from top to bottom', async () => {
    const text = `${entry('exclude', 'account: 1')}${entry('waivers', 'rule: trail-rule', 'bukcet: x')}`
    expect((await mistakesIn(text)).map((line) => line.split(': ')[0])).toEqual(['p.yaml:2:14', 'p.yaml:8:5'])
  })
})
