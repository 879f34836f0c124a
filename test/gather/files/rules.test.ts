/** Folders of rules are read whole, or refused with one line for each mistake. */
import { describe, expect, it } from 'vitest'
import { builtInRules } from '../../../src/gather/files/built-in.ts'
import { readRules } from '../../../src/gather/files/rules.ts'
import type { Rule } from '../../../src/nouns/rule.ts'
import { sayMistake } from '../../../src/nouns/place.ts'
import { withFiles } from './scratch-folder.ts'

const good = `id: some-rule
title: Something holds
severity: high
subject: trail
must: {multiRegion: true}
why: Because.
fix: Do it.
references: [https://docs.aws.amazon.com/]
examples:
  pass: [{trails: [{}]}]
  fail: [{trails: [{multiRegion: false}]}]
  unknown: [{trails: [{unseen: true}]}]
`

const parameters = `parameters:
  sources: {type: strings, default: [s3.amazonaws.com], meaning: The sources.}
`

const aboutAccounts = good.replace('subject: trail', 'subject: account')
const asking = aboutAccounts.replace('{multiRegion: true}', '{recorded: {eventSource: $sources}}') + parameters

async function rulesIn(files: Readonly<Record<string, string>>) {
  return withFiles(files, async (folder) => {
    const read = await readRules(folder)
    if (read.ok) return read.value
    return read.mistakes.map((mistake) => sayMistake(mistake).replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER'))
  })
}

describe('a folder of rules', () => {
  it('is read in the order of the ids, with what was left out filled in', async () => {
    const others = { 'frameworks/x.yaml': '', 'trail/README.md': '' }
    const files = { 'trail/some-rule.yaml': good, 'account/asking.yaml': asking.replace('some-rule', 'asking'), ...others }
    const defaults = { recommended: false, sources: ['live'], parameters: {}, controls: {} }
    expect(await rulesIn(files)).toMatchObject([
      { id: 'asking', parameters: { sources: { default: ['s3.amazonaws.com'] } } },
      { id: 'some-rule', ...defaults, must: { multiRegion: true }, place: { line: 1, column: 1 } },
    ])
  })

  it('survives being written down as JSON', async () => {
    const rules = (await rulesIn({ 'trail/some-rule.yaml': good })) as readonly Rule[]
    const examples = Object.fromEntries(rules.map((rule) => [rule.id, rule.examples]))
    expect(builtInRules(JSON.stringify(rules), JSON.stringify(examples))).toEqual(rules)
  })

  it.each([
    [{ 'README.md': '' }, 'there are no rules in FOLDER; a rule is a file such as organization/my-rule.yaml in it'],
    [{ 'users/some-rule.yaml': good }, 'there are no rules in FOLDER; a rule is a file such as organization/my-rule.yaml in it'],
    [{ 'bucket/some-rule.yaml': good }, "bucket/some-rule.yaml:5:8: unknown key 'multiRegion' in must"],
    [{ 'trail/some-rule.yml': good }, 'trail/some-rule.yml is not a rule; rule files end in .yaml'],
    [
      { 'trail/some-rule.yaml': good, 'account/some-rule.yaml': asking },
      "trail/some-rule.yaml:1:1: there are two rules 'some-rule'; rename one",
    ],
  ])('is refused where it holds %j', async (files, line) => {
    expect(await rulesIn(files)).toEqual([line])
  })

  it('is refused where it is not', async () => {
    const read = await readRules('/nowhere/at/all')
    expect(!read.ok && read.mistakes.map(sayMistake)[0]).toMatch(/^there are no rules in \/nowhere\/at\/all: there is no such folder/)
  })
})

describe('a rule about a trail', () => {
  it.each([
    ['id: some-rule', 'id: other-rule', "1:5: the id is 'other-rule', the file 'some-rule.yaml'; make them equal"],
    ['id: some-rule', 'id: Some Rule', "1:5: id is 'Some Rule'; an id is lower-case letters, digits and hyphens"],
    ['subject: trail', 'subject: account', "4:10: a rule about the subject 'account' in the folder trail"],
    ['severity: high', 'severity: hi', "3:11: severity is 'hi'; write critical, high, medium or low"],
    ['why: Because.\n', '', "1:1: the rule has no 'why'"],
    ['multiRegion: true', 'multiregion: true', "5:8: unknown key 'multiregion' in must; did you mean 'multiRegion'?"],
    ['{multiRegion: true}', '{}', '5:7: must is empty'],
    [
      '{multiRegion: true}',
      '{all: [{multiRegion: [1]}]}',
      '5:28: must.all[0].multiRegion is a list; write true or false, text or a mapping',
    ],
    ['{multiRegion: true}', '{name: {match: a*}}', "5:15: unknown key 'match' in must.name; did you mean 'matches'?"],
    ['{multiRegion: true}', '{name: $wanted}', "5:14: there is no parameter 'wanted'; declare it under parameters"],
    ['{multiRegion: true}', '{parameter: {strict: true}}', "5:20: there is no parameter 'strict'; declare it under parameters"],
    [
      '[https://docs.aws.amazon.com/]',
      '[docs.aws.amazon.com]',
      "8:14: references[0] is 'docs.aws.amazon.com'; a reference begins with https://",
    ],
    ['[{trails: [{}]}]', '[]', '10:9: examples.pass is empty'],
    ['[{trails: [{}]}]', '[{trails: [{multiregion: true}]}]', "10:21: unknown key 'multiregion' in trails[0]; did you mean 'multiRegion'?"],
    ['[{trails: [{}]}]', '[{with: {strict: true}}]', "10:18: some-rule has no parameter 'strict'; some-rule has no parameters"],
    ['severity: high', 'severity: high\nseverity: low', '4:1: the key severity is written twice'],
    ['[https://docs.aws.amazon.com/]', '[]', '8:13: references is empty'],
    ['title: Something holds', 'title: [Something]', '2:8: title is a list; write text'],
    ['fix: Do it.', 'fix: Do: it.', '7:6: not valid YAML: Nested mappings are not allowed in compact mappings'],
    ['subject: trail', 'subject: trial', "4:10: subject is 'trial'; did you mean 'trail'? (write organization, account, trail, bucket, key, log-group or event-data-store)"],
    ['subject: trail\n', 'subject: trail\nsources: [live, plans]\n', "5:17: sources[1] is 'plans'; did you mean 'plan'? (write live, template or plan)"],
    ['subject: trail\n', 'subject: trail\ncontrols: {aws-fsbp: CloudTrail.1}\n', "5:22: controls.aws-fsbp is 'CloudTrail.1'; write a list"],
    ['id: some-rule\n', 'id: some-rule\nrecommended: yes\n', "2:14: recommended is 'yes'; write true or false"],
  ])('with %j turned into %j is refused with one line', async (from, to, line) => {
    const lines = await rulesIn({ 'trail/some-rule.yaml': good.replace(from, to) })
    expect(lines).toEqual([`trail/some-rule.yaml:${line}`])
  })
})

describe('a condition about an account', () => {
  it.each([
    ['{joined: {within: {hours: 1}}, by: trails}', "5:7: must has 'by' without 'recorded'"],
    ['{recorded: {eventsource: a}}', "5:19: unknown key 'eventsource' in must.recorded; did you mean 'eventSource'?"],
    ['{recorded: {eventSource: {Equal: a}}}', "5:33: unknown key 'Equal' in must.recorded.eventSource; did you mean 'Equals'?"],
    ['{joined: {within: {minutes: 1}}}', "5:26: unknown key 'minutes' in must.joined.within; write hours or days"],
    ['{joined: {before: 1}}', "5:17: unknown key 'before' in must.joined; write exists or within"],
    ['{joined: {within: {hours: $hours}}}', "5:33: there is no parameter 'hours'; declare it under parameters"],
    ['{some: {in: trials, holds: {multiRegion: true}}}', "5:19: must.some.in is 'trials'; write 'trails'"],
    ['{every: {in: trails, holds: {joined: {exists: true}}}}', "5:36: unknown key 'joined' in must.every.holds"],
    ['{alarmed: DeleteTrail}', "5:17: must.alarmed is 'DeleteTrail'; write a list, or a parameter as $name"],
    ['{insightTypes: {include: [ApiCallRateInsight]}}', "5:23: unknown key 'include' in must.insightTypes; did you mean 'includes'?"],
    ['{recorded: {eventCategory: Managment}}', "5:34: eventCategory is never 'Managment'; did you mean 'Management'? (write Management, Data or NetworkActivity)"],
    ['{any: [{not: {unrecorded: {readOnly: {NotEquals: [no]}}}}]}', "5:57: readOnly is never 'no'; write true or false"],
    ['{recorded: {eventType: {Equals: [AwsApiCall, AwsApiCal]}}}', "5:52: eventType is never 'AwsApiCal'; did you mean 'AwsApiCall'? (write AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, AwsVpceEvent or AwsVpceEvents)"],
    ['{recorded: {eventCategory: Data}, in: some-regions}', "5:45: must.in is 'some-regions'; did you mean 'some-region'? (write every-region, some-region or leader-region)"],
    ['{insightTypes: {includes: ApiCallRateInsight}}', "5:33: must.insightTypes.includes is 'ApiCallRateInsight'; write a list, or a parameter as $name"],
    ['{none: []}', "5:8: unknown key 'none' in must; did you mean 'not'?"],
  ])('of %s is refused with one line', async (must, line) => {
    const lines = await rulesIn({ 'account/some-rule.yaml': aboutAccounts.replace('{multiRegion: true}', must) })
    expect(lines).toEqual([`account/some-rule.yaml:${line}`])
  })
})

describe('a rule with parameters', () => {
  it.each([
    [
      '[s3.amazonaws.com], meaning',
      'yes, meaning',
      "14:37: the default of 'sources' does not fit its type; write a list of texts, at least one",
    ],
    ['$sources', 's3.amazonaws.com', "14:3: nothing uses the parameter 'sources'"],
    ['$sources', '$sourcez', "5:32: there is no parameter 'sourcez'; did you mean 'sources'?"],
    ['$sources', 'x.$sourcez', "5:32: there is no parameter 'sourcez'; did you mean 'sources'?"],
    ['type: strings', 'type: list', "14:19: parameters.sources.type is 'list'; write boolean, string, number or strings"],
  ])('with %j turned into %j is refused at its place', async (from, to, line) => {
    const lines = (await rulesIn({ 'account/some-rule.yaml': asking.replace(from, to) })) as readonly string[]
    expect(lines[0]).toBe(`account/some-rule.yaml:${line}`)
  })

  it('may have an empty list by default, and may only then be given one', async () => {
    const given = asking.replace('[{trails: [{}]}]', '[{with: {sources: []}}]')
    const byDefault = given.replace('[s3.amazonaws.com], meaning', '[], meaning')
    expect(await rulesIn({ 'account/some-rule.yaml': byDefault })).toMatchObject([{ id: 'some-rule' }])
    expect(await rulesIn({ 'account/some-rule.yaml': given })).toEqual([expect.stringMatching(/write a list of texts, at least one/)])
  })

  it('need not declare those that are built in', async () => {
    const rule = asking.replace('$sources', '[$sources, x.$partition]').replace('{recorded:', '{parameter: {source: live}, recorded:')
    expect(await rulesIn({ 'account/some-rule.yaml': rule })).toMatchObject([{ id: 'some-rule' }])
  })
})
