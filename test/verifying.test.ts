/** Packs that were made anew with something changed: judging again finds what no hash can. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyPack } from '../src/verifying.ts'
import { isGood, verificationText } from '../src/tell/evidence/verification.ts'
import { repacked } from './commands/repacked.ts'
import { scratch, trailgate } from './commands/trailgate.ts'

const root = resolve(import.meta.dirname, '../dist')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
let unsigned = ''

beforeAll(async () => {
  unsigned = join(scratch(), 'evidence.zip')
  await trailgate(['evidence', 'pack', '--demo', '--unsigned', '--out', unsigned])
})

async function verify(pack: string): Promise<{ readonly good: boolean; readonly text: string }> {
  const { checks, partial } = await verifyPack({ name: 'trailgate', version, root }, pack, undefined)
  const good = isGood(checks, true)
  return { good, text: [...verificationText(pack, checks, partial, good)].join('') }
}

/** What is told of a pack that was made anew after this change, with all hashes fitting. */
async function told(change: (texts: Map<string, string>) => void): Promise<string> {
  const { good, text } = await verify(await repacked(unsigned, change))
  expect(good).toBe(false)
  return text
}

function replace(path: string, from: string | RegExp, to: string): (texts: Map<string, string>) => void {
  return (texts) => {
    const before = texts.get(path) ?? ''
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    texts.set(path, after)
  }
}

describe('a pack that was made anew with every hash fitting', () => {
  it('is good when nothing was changed', async () => {
    expect(await verify(await repacked(unsigned, () => undefined))).toMatchObject({ good: true })
  })

  it('shows a verdict that was changed, and names it', async () => {
    const said = await told(replace('assessment.json', /("rule":"log-file-validation".*?"outcome":)"fail"/, '$1"pass"'))
    expect(said).toMatch(/FAIL +judgement .*tampering/)
    expect(said).toMatch(/log-file-validation of trail arn:.*: the pack says pass, judged again it is fail/)
  })

  it('shows a verdict that was taken away, and one that was added', async () => {
    const said = await told(replace('assessment.json', / {4}\{"rule":"kms-encryption".*\n/, ''))
    expect(said).toMatch(/kms-encryption of trail .*the pack does not have it/)
    const more = await told(replace('assessment.json', / {4}\{"rule":"kms-encryption","/, '    {"rule":"made-up","severity":"low","subject":{"kind":"account","id":"1"},"outcome":"pass"},\n$&'))
    expect(more).toMatch(/made-up of account 1: the pack says pass, judged again it is not there/)
  })

  it.each([
    ['the policy', replace('policy/trailgate.yaml', 'kms-encryption: low', 'kms-encryption: off'), /kms-encryption/],
    ['the proof of a verdict', replace('assessment.json', /"seen":false/, '"seen":true'), /assessment\.json is not what/],
    ['a line of the snapshot', replace('snapshot/1.ndjson', '"LogFileValidationEnabled":false', '"LogFileValidationEnabled":true'), /log-file-validation .*judged again it is pass/],
    ['a report', replace('reports/text.txt', 'fail', 'pass'), /reports\/text\.txt is not what/],
    ['the population', replace('population.json', '"unreadable": 1', '"unreadable": 0'), /population\.json is not what/],
    ['who asked', replace('callers.json', 'assumed-role/auditor', 'assumed-role/nobody'), /callers\.json is not what/],
    ['a built-in rule', replace('rules/built-in/rules.json', '"severity":', '"Severity":'), /rules\.json is not what/],
    ['a catalogue', replace('catalogues/data-resource-types.json', 'AWS::Lambda::Function', 'AWS::Lambda::Functions'), /data-resource-types\.json is not what/],
    ['the README', replace('README.md', 'Nothing in it is real', 'All of it is real'), /README\.md is not what/],
    ['the statement', replace('statement.json', 'FAILED', 'PASSED'), /statement\.json is not what/],
    ['a file too many', (texts: Map<string, string>) => texts.set('notes.txt', 'all good'), /notes\.txt is no part of a pack/],
    ['a snapshot that is none', replace('snapshot/1.ndjson', '{"format"', '{"farmat"'), /cannot be judged again\n.* snapshot\/1\.ndjson:1:1: /],
    ['a policy that is none', replace('policy/trailgate.yaml', 'severity:', 'severities:'), /cannot be judged again\n.* examples\/demo\/trailgate\.yaml:7:1: /],
  ])('shows a change of %s', async (_, change, said) => {
    expect(await told(change)).toMatch(said)
  })

  it('shows moments and parameters that were changed', async () => {
    const later = await repacked(unsigned, () => undefined, { asOf: '2027-06-01T00:00:00.000Z' })
    expect((await verify(later)).text).toMatch(/FAIL +judgement/)
    const partial = await repacked(unsigned, () => undefined, { partial: ['only a part'] })
    expect((await verify(partial)).text).toMatch(/being partial does not fit/)
  })

  it('of another version is judged differently, and that is no tampering', async () => {
    const other = { tool: { name: 'trailgate', version: '0.0.1' } }
    const same = await verify(await repacked(unsigned, () => undefined, other))
    expect(same).toMatchObject({ good: true })
    expect(same.text).toContain(`judged again by version ${version}, packed by version 0.0.1: every one is the same; its reports, population, callers and statement`)
    expect(same.text).not.toContain('not every verdict')
    const change = replace('assessment.json', /("rule":"log-file-validation".*?"outcome":)"fail"/, '$1"pass"')
    const different = await verify(await repacked(unsigned, change, other))
    expect(different).toMatchObject({ good: true })
    expect(different.text).toMatch(/judged differently by version .*no sign of tampering\n.*the pack says pass, judged again it is fail\n/)
    expect(different.text).toMatch(/\nVERIFIED: .*, but by whom was not checked, and not every verdict came out the same\n$/)
  })

  it('of another version does not say more than was looked at: a changed population is not found', async () => {
    const change = replace('population.json', /"listed": \d+/, '"listed": 99')
    const { text } = await verify(await repacked(unsigned, change, { tool: { name: 'trailgate', version: '0.0.1' } }))
    expect(text).toMatch(/every one is the same; its reports, population, callers and statement were not made again\./)
  })
})
