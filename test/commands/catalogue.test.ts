/** `trailgate rules`, `trailgate --help` and its kin: the surface that people and scripts lean on. */
import { describe, expect, it } from 'vitest'
import type { Rule } from '../../src/nouns/rule.ts'
import { trailgate } from './trailgate.ts'

const golden = (name: string): string => `../golden/${name}`

describe('the catalogue', () => {
  it('is listed', async () => {
    const ran = await trailgate(['rules', 'list'])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden('rules-list.text'))
  })

  it('is listed as JSON', async () => {
    const ran = await trailgate(['rules', 'list', '--json'])
    expect((JSON.parse(ran.stdout) as { id: string }[]).map((rule) => rule.id)).toHaveLength(48)
  })

  it('is listed by framework, with its controls', async () => {
    const ran = await trailgate(['rules', 'list', '--framework', 'cis-aws-foundations-6.0.0'])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden('rules-list-cis.text'))
    const json = await trailgate(['rules', 'list', '--framework', 'cis-aws-foundations-6.0.0', '--json'])
    const rules = JSON.parse(json.stdout) as (Rule & { readonly with?: unknown; readonly origin: string })[]
    expect(rules.map(({ id }) => id)).toEqual(ran.stdout.split('\n\n')[0]?.split('\n').map((line) => line.split(' ')[0]))
    const alarm = rules.find(({ id }) => id === 'trail-change-alarm')
    expect(alarm).toMatchObject({ origin: 'built-in', controls: { 'cis-aws-foundations-6.0.0': ['5.5'] } })
    expect(alarm?.with).toEqual({ events: ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'] })
  })

  it('by a framework that is not there is refused', async () => {
    const ran = await trailgate(['rules', 'list', '--framework', 'cis-aws-foundation-6.0.0'])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/no framework 'cis-aws-foundation-6\.0\.0'; did you mean 'cis-aws-foundations-6\.0\.0'\?/)
  })

  it.each(['kms-encryption', 'trail-change-alarm', 'multi-region-trail', 'network-activity-recorded'])('explains %s', async (rule) => {
    const ran = await trailgate(['rules', 'show', rule])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden(`rules-show-${rule}.text`))
  })

  it('knows the nearest rule to a misspelt one', async () => {
    const ran = await trailgate(['rules', 'show', 'multi-regoin-trail'])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/multi-regoin-trail.*multi-region-trail/)
  })
})

describe('help', () => {
  it.each([['--help'], ['check', '--help'], ['collect', '--help'], ['simulate', '--help'], ['coverage', '--help'], ['explain', '--help'], ['role', '--help'], ['evidence', 'pack', '--help'], ['evidence', 'verify', '--help']])('%s %s', async (...args) => {
    const ran = await trailgate(args.filter((arg) => arg !== undefined))
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    const name = args.filter((arg) => arg !== '--help').join('-')
    const text = ran.stdout.replaceAll(/trailgate\/\S+ \S+ \S+/g, 'trailgate/VERSION')
    await expect(text).toMatchFileSnapshot(golden(`help${name === '' ? '' : `-${name}`}.text`))
  })

  it('tells the version', async () => {
    const ran = await trailgate(['--version'])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(ran.stdout).toMatch(/^trailgate\/\d+\.\d+\.\d+ /)
  })
})
