/** Policies are found, read with the place of every setting, and refused with one line for each mistake. */
import { describe, expect, it } from 'vitest'
import { readLocalRules, readPolicy, type WithRules } from '../../../src/gather/files/policy.ts'
import { checkPolicy, frameworkConflicts, unknownFramework, unknownRule, type Chosen } from '../../../src/gather/files/policy-rules.ts'
import { sayMistake, type Place, type Read } from '../../../src/nouns/place.ts'
import type { Policy } from '../../../src/nouns/policy.ts'
import type { Rule } from '../../../src/nouns/rule.ts'
import { withFiles } from './scratch-folder.ts'

const whole = `organization: o-exampleorgid
rules: [recommended, kms-encryption]
with:
  network-activity-recorded:
    deniedOnly: true
    eventSources: [s3.amazonaws.com]
severity: {kms-encryption: off}
accounts:
  - id: "111122223333"
    name: log-archive
    is: [log-archive, x-vault]
  - {id: "444455556666"}
`

async function policyOf(text: string): Promise<Policy> {
  const read = await withFiles({ 'trailgate.yaml': text }, (folder) => readPolicy(undefined, undefined, folder))
  if (!read.ok) throw new Error(read.mistakes.map(sayMistake).join('\n'))
  return read.value
}

async function mistakesIn(text: string): Promise<readonly string[]> {
  const read = await withFiles({ 'trailgate.yaml': text }, (folder) => readPolicy(undefined, undefined, folder))
  return read.ok ? [] : read.mistakes.map(sayMistake)
}

function place(line: number, column: number): Place {
  return { file: 'trailgate.yaml', line, column }
}

function rule(id: string, parameters: Rule['parameters'] = {}): Rule {
  return { id, parameters } as Rule
}

describe('a policy file', () => {
  it('is read with the place of every setting', async () => {
    expect(await policyOf(whole)).toEqual({
      file: 'trailgate.yaml',
      written: true,
      organization: { value: 'o-exampleorgid', place: place(1, 1) },
      rules: [
        { value: 'recommended', place: place(2, 9) },
        { value: 'kms-encryption', place: place(2, 22) },
      ],
      with: {
        'network-activity-recorded': {
          value: { deniedOnly: true, eventSources: ['s3.amazonaws.com'] },
          place: place(4, 3),
          inside: { deniedOnly: place(5, 5), eventSources: place(6, 5) },
        },
      },
      severity: { 'kms-encryption': { value: 'off', place: place(7, 12) } },
      accounts: [
        { id: '111122223333', name: 'log-archive', is: ['log-archive', 'x-vault'], place: place(9, 5) },
        { id: '444455556666', is: [], place: place(12, 5) },
      ],
      overrides: [],
      exclude: [],
      waivers: [],
    })
  })

  it('holds overrides, exclusions and waivers, each with its place', async () => {
    const text = `overrides:
  - {ou: ou-ab12-sandbox, severity: {kms-encryption: low}}
exclude:
  - account: "777788889999"
    because: being closed
    owner: platform-security
    until: 2026-12-31
waivers:
  - rule: kms-encryption
    account: "444455556666"
    because: key migration, ticket SEC-1182
    owner: platform-security
    until: 2027-03-31
    accepts: unknown
`
    const policy = await policyOf(text)
    expect(policy.overrides).toEqual([
      { ou: 'ou-ab12-sandbox', severity: { 'kms-encryption': 'low' }, place: place(2, 5), inside: { 'kms-encryption': place(2, 38) } },
    ])
    const exclusion = { account: '777788889999', because: 'being closed', owner: 'platform-security', until: '2026-12-31', place: place(4, 5) }
    expect(policy.exclude).toEqual([exclusion])
    expect(policy.waivers).toMatchObject([
      { rule: 'kms-encryption', account: '444455556666', until: '2027-03-31', accepts: 'unknown', place: place(9, 5), inside: { account: place(10, 5) } },
    ])
  })

  const empty = ['', '# nothing yet\n', '{}\n', 'rules: [recommended]\n']
  it.each(empty)('that sets nothing (%j) asks for what is recommended', async (text) => {
    const policy = await policyOf(text)
    expect([policy.written, policy.rules.map(({ value }) => value), policy.accounts]).toEqual([true, ['recommended'], []])
  })

  it('may be JSON', async () => {
    expect(await policyOf('{\n\t"rules": ["all"],\n\t"accounts": [{"id": "111122223333"}]\n}')).toMatchObject({
      rules: [{ value: 'all', place: { line: 2, column: 12 } }],
      accounts: [{ id: '111122223333' }],
    })
  })

  it.each([
    ['ruls: [all]\n', "trailgate.yaml:1:1: unknown key 'ruls' in the policy; did you mean 'rules'?"],
    ['version: 1\n', "trailgate.yaml:1:1: unknown key 'version' in the policy; write organization, rules, with, severity, overrides, accounts, exclude or waivers"],
    [
      'accounts:\n  - id: 111122223333\n',
      'trailgate.yaml:2:9: accounts[0].id is 111122223333, not text; write it in quotes: "111122223333"',
    ],
    [
      'accounts:\n  - id: 012345678901\n',
      'trailgate.yaml:2:9: accounts[0].id is 12345678901, not text; write it in quotes: "012345678901"',
    ],
    ['accounts:\n  - id: "1234"\n', "trailgate.yaml:2:9: accounts[0].id is '1234'; an account id is 12 digits in quotes"],
    ['accounts:\n  - name: one\n', "trailgate.yaml:2:5: accounts[0] has no 'id'"],
    ['accounts:\n  - id: "111122223333"\n    nmae: one\n', "trailgate.yaml:3:5: unknown key 'nmae' in accounts[0]; did you mean 'name'?"],
    [
      'accounts:\n  - id: "111122223333"\n  - id: "111122223333"\n',
      'trailgate.yaml:3:9: account 111122223333 is listed twice; it stands on line 2',
    ],
    [
      'accounts: [{id: "111122223333", is: [log-archiv]}]\n',
      "trailgate.yaml:1:38: accounts[0].is[0] is 'log-archiv'; did you mean 'log-archive'?",
    ],
    [
      'accounts: [{id: "111122223333", is: [production]}]\n',
      "trailgate.yaml:1:38: accounts[0].is[0] is 'production'; write log-archive, audit, management, sandbox, or a word of your own beginning x-",
    ],
    ['accounts: [{id: "111122223333", is: audit}]\n', "trailgate.yaml:1:37: accounts[0].is is 'audit'; write a list"],
    [
      'severity:\n  kms-encryption: hihg\n',
      "trailgate.yaml:2:19: severity.kms-encryption is 'hihg'; did you mean 'high'? (write critical, high, medium, low or off)",
    ],
    [
      'severity:\n  kms-encryption: false\n',
      'trailgate.yaml:2:19: severity.kms-encryption is false; write critical, high, medium, low or off',
    ],
    ['rules: recommended\n', "trailgate.yaml:1:8: rules is 'recommended'; write a list"],
    ['rules: []\n', 'trailgate.yaml:1:8: rules is empty'],
    ['rules:\n', 'trailgate.yaml:1:7: rules is empty; write a list'],
    ['rules: [1]\n', 'trailgate.yaml:1:9: rules[0] is 1, not text; write it in quotes: "1"'],
    ['with: {some-rule: [1]}\n', 'trailgate.yaml:1:19: with.some-rule is a list; write a mapping'],
    ['with: {some-rule: {name: [true]}}\n', 'trailgate.yaml:1:27: with.some-rule.name[0] is true, not text; write it in quotes: "true"'],
    [
      'with: {some-rule: {name: {}}}\n',
      'trailgate.yaml:1:26: with.some-rule.name is a mapping; write true or false, text, a number or a list',
    ],
    [
      'organization: example\n',
      "trailgate.yaml:1:15: organization is 'example'; an organization id is o- and 10 to 32 lower-case letters or digits",
    ],
    ['iac: ["*.tf"]\n', "trailgate.yaml:1:1: 'iac' is not supported yet by this version; take it out"],
    ['- all\n', 'trailgate.yaml:1:1: the policy is a list; write a mapping'],
    ['rules: [all]\nrules: [recommended]\n', 'trailgate.yaml:2:1: the key rules is written twice'],
    ['rules: [all]\n---\nrules: [all]\n', 'trailgate.yaml:2:1: there is more than one document in this file'],
  ])('that says %j is refused with one line', async (text, line) => {
    expect(await mistakesIn(text)).toEqual([line])
  })

  it('gives every mistake at once, from top to bottom', async () => {
    const text = 'iac: []\nruls: []\naccounts:\n  - id: 1\n  - nme: x\n    id: "111122223333"\n'
    const places = (await mistakesIn(text)).map((line) => line.split(': ')[0])
    expect(places).toEqual(['trailgate.yaml:1:1', 'trailgate.yaml:2:1', 'trailgate.yaml:4:9', 'trailgate.yaml:5:5'])
  })

  it('that is not YAML is refused at its line', async () => {
    expect((await mistakesIn('rules:\n  - all\n - recommended\n'))[0]).toMatch(/^trailgate\.yaml:3:\d+: not valid YAML: /)
    expect((await mistakesIn('rules: [all\n'))[0]).toMatch(/^trailgate\.yaml:2:1: not valid YAML: /)
    expect((await mistakesIn('rules: !mine [all]\n'))[0]).toMatch(/^trailgate\.yaml:1:8: not valid YAML: Unresolved tag/)
  })

  it('cannot grow without end by aliases', async () => {
    const grow = Array.from({ length: 20 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`)
    expect((await mistakesIn(['a0: &a0 [x]', ...grow].join('\n')))[0]).toMatch(/^trailgate\.yaml:1:1: cannot expand the aliases: /)
  })

  it('may use an alias, whose mistakes stand where its anchor does', async () => {
    expect(await policyOf('with:\n  one: &same {x: 1}\n  two: *same\n')).toMatchObject({ with: { two: { value: { x: 1 } } } })
    expect(await mistakesIn('accounts:\n  - &one {id: "111122223333", is: [nope]}\n  - *one\n')).toHaveLength(2)
  })
})

describe('where the policy is', () => {
  it('is trailgate.yaml in the working folder, and the default where there is none', async () => {
    const read = await withFiles({}, (folder) => readPolicy(undefined, undefined, folder))
    expect(read).toMatchObject({ ok: true, value: { file: 'trailgate.yaml', written: false, rules: [{ value: 'recommended' }] } })
  })

  it('is named as its repository names it', async () => {
    const files = { '.git/HEAD': '', 'accounts/prod/trailgate.yaml': 'rules: [all]\n' }
    const read = await withFiles(files, (folder) => readPolicy(undefined, undefined, `${folder}/accounts/prod`))
    const file = 'accounts/prod/trailgate.yaml'
    expect(read).toMatchObject({ value: { file, rules: [{ place: { file } }] } })
  })

  it('is named as the caller wants it', async () => {
    const read = await withFiles({ 'p.yaml': 'rules: [all]\n' }, (folder) => readPolicy('p.yaml', 'examples/p.yaml', folder))
    expect(read).toMatchObject({ value: { file: 'examples/p.yaml' } })
  })

  it('is a mistake when a named file is not there, or an unnamed one is misnamed', async () => {
    const missing = await withFiles({}, (folder) => readPolicy('policy.yaml', undefined, folder))
    expect(!missing.ok && missing.mistakes.map(sayMistake)).toEqual(['cannot read policy.yaml: there is no such file'])
    const misnamed = await withFiles({ 'trailgate.yml': '' }, (folder) => readPolicy(undefined, undefined, folder))
    const line = 'found trailgate.yml; call it trailgate.yaml, or name it with --config'
    expect(!misnamed.ok && misnamed.mistakes.map(sayMistake)).toEqual([line])
  })
})

describe('a policy beside the rules', () => {
  const rules = [
    rule('kms-encryption'),
    rule('network-activity-recorded', {
      eventSources: { type: 'strings', default: ['s3.amazonaws.com'], meaning: '…' },
      deniedOnly: { type: 'boolean', default: false, meaning: '…' },
    }),
  ]
  const check = async (text: string) => checkPolicy(await policyOf(text), rules, ['cis-aws-foundations-5.0.0']).map(sayMistake)

  it('that names what is there is right', async () => {
    expect(await check(whole)).toEqual([])
  })

  it.each([
    ['rules: [recomended]\n', "trailgate.yaml:1:9: there is no rule or set 'recomended'; did you mean 'recommended'?"],
    ['rules: [kms-encrypt]\n', "trailgate.yaml:1:9: there is no rule or set 'kms-encrypt'; did you mean 'kms-encryption'?"],
    ['rules: [cis-aws-foundations-5.0]\n', "trailgate.yaml:1:9: there is no rule or set 'cis-aws-foundations-5.0'; did you mean 'cis-aws-foundations-5.0.0'?"],
    ['severity: {waiver-unsued: low}\n', "trailgate.yaml:1:12: there is no rule 'waiver-unsued'; did you mean 'waiver-unused'?"],
    ['with: {waiver-unused: {days: 1}}\n', 'trailgate.yaml:1:8: waiver-unused has no parameters; take it out'],
    [
      'overrides:\n  - ou: ou-ab12-sandbox\n    severity:\n      kms-encryptoin: low\n',
      "trailgate.yaml:4:7: there is no rule 'kms-encryptoin'; did you mean 'kms-encryption'?",
    ],
    ['severity: {kms-encription: low}\n', "trailgate.yaml:1:12: there is no rule 'kms-encription'; did you mean 'kms-encryption'?"],
    [
      'severity: {recommended: low}\n',
      "trailgate.yaml:1:12: there is no rule 'recommended'; write kms-encryption or network-activity-recorded",
    ],
    [
      'with: {nothing-like-it: {}}\n',
      "trailgate.yaml:1:8: there is no rule 'nothing-like-it'; write kms-encryption or network-activity-recorded",
    ],
    [
      'with:\n  network-activity-recorded:\n    deniedonly: true\n',
      "trailgate.yaml:3:5: network-activity-recorded has no parameter 'deniedonly'; did you mean 'deniedOnly'?",
    ],
    ['with: {kms-encryption: {x: 1}}\n', "trailgate.yaml:1:25: kms-encryption has no parameter 'x'; kms-encryption has no parameters"],
    [
      'with:\n  network-activity-recorded: {eventSources: s3.amazonaws.com}\n',
      "trailgate.yaml:2:31: the parameter 'eventSources' of network-activity-recorded cannot have this value; write a list of texts, at least one",
    ],
    [
      'with: {network-activity-recorded: {eventSources: []}}\n',
      "trailgate.yaml:1:36: the parameter 'eventSources' of network-activity-recorded cannot have this value; write a list of texts, at least one",
    ],
    [
      'with: {network-activity-recorded: {deniedOnly: "true"}}\n',
      "trailgate.yaml:1:36: the parameter 'deniedOnly' of network-activity-recorded cannot have this value; write true or false",
    ],
  ])('that says %j is refused with one line', async (text, line) => {
    expect(await check(text)).toEqual([line])
  })

  it('knows a rule that a flag names, or says which is near', () => {
    expect(unknownRule('all', rules)).toBeUndefined()
    expect(unknownRule('kms-encryption', rules)).toBeUndefined()
    const mistake = { what: "there is no rule or set 'kms-encrypton'", instead: "did you mean 'kms-encryption'?" }
    expect(unknownRule('kms-encrypton', rules)).toEqual(mistake)
    expect(unknownRule('./local', rules)?.instead).toBe('name it with --rules, or in the policy')
  })

  it('knows a framework that a flag names', () => {
    expect(unknownFramework('aws-fsbp', ['aws-fsbp'])).toBeUndefined()
    expect(unknownFramework('recommended', ['aws-fsbp'])).toEqual({ what: "there is no framework 'recommended'", instead: 'write aws-fsbp' })
  })

  it('may name a framework, grade findings of the run, and have its say for a part', async () => {
    const text = 'rules: [cis-aws-foundations-5.0.0]\nseverity: {waiver-unused: off}\noverrides: [{ou: r-ab12, severity: {snapshot-stale: low}}]\n'
    expect(await check(text)).toEqual([])
  })
})

async function withLocal(policy: string, files: Readonly<Record<string, string>>): Promise<Read<WithRules>> {
  return withFiles({ 'policies/trailgate.yaml': policy, ...files }, async (folder) => {
    const read = await readPolicy('policies/trailgate.yaml', undefined, folder)
    return read.ok ? readLocalRules(read.value) : read
  })
}

describe('a folder of local rules', () => {
  const ours = `id: ours
title: The trail is ours
severity: low
subject: trail
must: {name: ours}
why: It is.
fix: Make it so.
references: [https://example.com/]
examples:
  pass: [{trails: [{name: ours}]}]
  fail: [{trails: [{}]}]
  unknown: [{trails: [{unseen: true}]}]
`
  it('stands beside the policy, and its rules are judged', async () => {
    const read = await withLocal('rules: [recommended, ./local]\n', { 'policies/local/trail/ours.yaml': ours })
    expect(read).toMatchObject({ ok: true, value: { rules: [{ id: 'ours' }] } })
    const named = { file: 'policies/trailgate.yaml', line: 1 }
    expect(read.ok && read.value.policy.rules).toMatchObject([
      { value: 'recommended', place: named },
      { value: 'ours', place: { ...named, column: 22 } },
    ])
  })

  it('that is not there, or empty, is wrong where the policy names it', async () => {
    const missing = await withLocal('rules:\n  - ../elsewhere\n', {})
    expect(!missing.ok && missing.mistakes.map(sayMistake)).toEqual([
      expect.stringMatching(/^policies\/trailgate\.yaml:2:5: there are no rules in .*elsewhere: there is no such folder; a rule is a file such as /),
    ])
  })

  it('with a mistake in a rule says where in the rule', async () => {
    const read = await withLocal('rules: [./local]\n', { 'policies/local/trail/ours.yaml': ours.replace('severity: low', 'severity: lwo') })
    expect(!read.ok && read.mistakes.map(sayMistake)).toEqual([expect.stringMatching(/local\/trail\/ours\.yaml:3:11: severity is 'lwo'; did you mean 'low'\?/)])
  })
})

describe('frameworks that are chosen together', () => {
  const standard = { title: 'A standard', version: '1', source: 'The standard', loggingControls: [] }
  const chosen = (line: number, ...events: readonly string[]): Chosen => {
    return { framework: { ...standard, id: `standard-${line}`, with: { alarm: { events } } }, place: { file: 'trailgate.yaml', line, column: 9 } }
  }
  const [one, same, other] = [chosen(1, 'a', 'b'), chosen(2, 'b', 'a'), chosen(3, 'a', 'c')]
  const silent = { framework: { ...standard, id: 'silent' } }

  it('may want the same of a rule, or nothing', () => {
    expect(frameworkConflicts([one, silent, same], { with: {} })).toEqual([])
  })

  it('may not want one rule judged in two ways', () => {
    const said = 'trailgate.yaml:3:9: standard-1 and standard-3 want alarm judged with different events; check one framework at a time, or set events in the policy'
    expect(frameworkConflicts([one, same, other], { with: {} }).map(sayMistake)).toEqual([said])
  })

  it('may, where the policy decides', () => {
    const line = { file: 'trailgate.yaml', line: 9, column: 1 }
    expect(frameworkConflicts([one, other], { with: { alarm: { value: { events: ['d'] }, place: line } } })).toEqual([])
    expect(frameworkConflicts([one, other], { with: { alarm: { value: { hours: 3 }, place: line } } })).toHaveLength(1)
  })
})
