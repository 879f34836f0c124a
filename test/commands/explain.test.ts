/** `trailgate explain` from the outside: real records from articles, made-up ones, and what is no record. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { snapshotFile } from './snapshot-file.ts'
import { scratch, trailgate, type Ran } from './trailgate.ts'

const golden = (name: string): string => `../golden/${name}`

const selectors = [
  {
    TrailARN: 'arn:aws:cloudtrail:us-east-1:123456789012:trail/main',
    AdvancedEventSelectors: [
      { Name: 'Management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      { Name: 'Denied only', FieldSelectors: [{ Field: 'eventCategory', Equals: ['NetworkActivity'] }, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }, { Field: 'errorCode', Equals: ['VpceAccessDenied'] }] },
    ],
  },
]

const rotation = {
  eventVersion: '1.08',
  userIdentity: { accountId: '111122223333', invokedBy: 'AWS Internal' },
  eventTime: '2026-01-14T01:41:59Z',
  eventSource: 'kms.amazonaws.com',
  eventName: 'RotateKey',
  awsRegion: 'us-west-2',
  readOnly: false,
  resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }],
  eventType: 'AwsServiceEvent',
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
}
const listing = { ...rotation, eventSource: 's3.amazonaws.com', eventName: 'ListBuckets', eventType: 'AwsVpceEvent', vpcEndpointId: 'vpce-1', eventCategory: 'NetworkActivity', resources: null, readOnly: null }

interface Told {
  readonly outcome: string
  readonly events: readonly { readonly outcome: string; readonly trails: readonly { readonly name: string; readonly outcome: string; readonly by?: string }[]; readonly stores: readonly { readonly name: string }[] }[]
}

/** Selectors in a file, the event on standard input. */
function explain(event: unknown, ...more: readonly string[]): Promise<Ran> {
  const cwd = scratch()
  writeFileSync(join(cwd, 'selectors.json'), JSON.stringify(selectors))
  return trailgate(['explain', '--event', '-', '--selectors', 'selectors.json', ...more], { cwd, stdin: typeof event === 'string' ? event : JSON.stringify(event) })
}

describe('an event against selectors', () => {
  it('is recorded, by a selector: status 0', async () => {
    const ran = await explain(rotation)
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden('explain-recorded.text'))
  })

  it('is not recorded, by what rules it out in each selector: status 1', async () => {
    const ran = await explain(listing)
    expect(ran).toMatchObject({ status: 1, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden('explain-not-recorded.text'))
  })

  it('is undecided where the record does not say enough: status 3', async () => {
    const { readOnly: _, ...silent } = rotation
    const file = snapshotFile({ regions: ['us-west-2'], accounts: [{ id: '111122223333', trails: [{ eventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }] }] })
    const ran = await trailgate(['explain', '--event', '-', '--snapshot', file], { stdin: JSON.stringify(silent) })
    expect(ran).toMatchObject({ status: 3, stderr: '' })
    expect(ran.stdout).toContain('UNDECIDED')
  })

  it('among others: not recorded as soon as one is not, whatever the order', async () => {
    for (const Records of [[rotation, listing], [listing, rotation]]) {
      const ran = await explain({ Records }, '--format', 'json')
      const told = JSON.parse(ran.stdout) as Told
      expect(ran.status).toBe(1)
      expect(told).toMatchObject({ outcome: 'not-recorded', events: [{}, {}] })
      expect(told.events.map(({ outcome }) => outcome).toSorted()).toEqual(['not-recorded', 'recorded'])
    }
  })

  it('may be the one that coverage made up', async () => {
    const asked = ['coverage', '--demo', '--account', '444455556666', '--class', '{"eventCategory":"Management","eventSource":"kms.amazonaws.com"}', '--format', 'json']
    const { missed, recorded } = JSON.parse((await trailgate(asked)).stdout) as Record<string, unknown>
    expect(await trailgate(['explain', '--demo', '--event', '-'], { stdin: JSON.stringify(missed) })).toMatchObject({ status: 1 })
    expect(await trailgate(['explain', '--demo', '--event', '-'], { stdin: JSON.stringify(recorded) })).toMatchObject({ status: 0 })
  })
})

describe('an event in a snapshot', () => {
  it('is looked for where it happened; silent trails and stores are told', async () => {
    const trails = [{ name: 'stopped', logging: false }, { name: 'reads', eventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }]
    const file = snapshotFile({ regions: ['us-west-2'], accounts: [{ id: '111122223333', trails: trails.map((trail) => Object.assign({ homeRegion: 'us-west-2' }, trail)), eventDataStores: [{ name: 'lake', region: 'us-west-2' }] }] })
    const ran = await trailgate(['explain', '--event', '-', '--snapshot', file], { stdin: JSON.stringify(rotation) })
    expect(ran).toMatchObject({ status: 1, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden('explain-snapshot.text'))
  })

  it('may be looked for elsewhere', async () => {
    const ran = await trailgate(['explain', '--event', '-', '--demo', '--account', '444455556666', '--region', 'eu-west-1', '--format', 'json'], { stdin: JSON.stringify(listing) })
    expect(ran.status).toBe(0)
    expect((JSON.parse(ran.stdout) as Told).events[0]?.trails.find(({ outcome }) => outcome === 'recorded')).toMatchObject({ name: 'organization-trail', by: 'selector "Network activity of S3"' })
  })
})

/** The articles lie beside the project where it is developed, and nowhere else. */
const articles = resolve(import.meta.dirname, '../../../shared/seeds')
const there = existsSync(articles)
if (!there) process.stdout.write(`skipped: no articles in ${articles}\n`)

describe.skipIf(!there)('the records that articles print', () => {
  const records = there ? readdirSync(articles).sort().flatMap((name) => jsonIn(readFileSync(join(articles, name), 'utf8'))) : []

  it('are found', () => {
    expect(records.length).toBeGreaterThanOrEqual(2)
  })

  it.each(records.map((record, index) => [index, record] as const))('number %i is explained', async (_, record) => {
    const ran = await explain(record, '--format', 'json')
    expect(ran.stderr).toBe('')
    const { events } = JSON.parse(ran.stdout) as Told
    const management = events.every(({ outcome }) => outcome === 'recorded')
    expect(ran.status).toBe(management ? 0 : 1)
    expect(events.length).toBeGreaterThanOrEqual(1)
  })
})

/** Objects that stand in a text from one line on and have an eventVersion, as JSON. */
function jsonIn(text: string): readonly unknown[] {
  const starts = [...text.matchAll(/^\{$/gm)].map(({ index }) => index)
  const found: { readonly from: number; readonly to: number; readonly value: unknown }[] = []
  for (const from of starts) {
    if (found.some((earlier) => from < earlier.to)) continue
    const end = [...text.slice(from).matchAll(/^\}/gm)].map(({ index }) => from + index + 1).find((to) => parses(text.slice(from, to)))
    if (end !== undefined && text.slice(from, end).includes('"eventVersion"')) found.push({ from, to: end, value: JSON.parse(text.slice(from, end)) })
  }
  return found.map(({ value }) => value)
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('bad input', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp, unknown?])[] = [
    ['no event', ['--demo'], /event/],
    ['no source', ['--event', '-'], /selectors/],
    ['two readers of stdin', ['--event', '-', '--selectors', '-'], /cannot both be read from stdin/],
    ['what is not JSON', ['--event', '-', '--demo'], /stdin is not JSON/, 'hello'],
    ['what is no record', ['--event', '-', '--demo'], /stdin has no eventSource and no eventName; write a CloudTrail record/, { hello: 1 }],
    ['a file that is not there', ['--event', 'nowhere.json', '--demo'], /nowhere\.json/],
    ['an account that the snapshot does not have', ['--event', '-', '--demo'], /no account 999999999999/, { ...rotation, recipientAccountId: '999999999999' }],
    ['an event of nowhere', ['--event', '-', '--demo', '--account', '111122223333'], /has no awsRegion; name a region/, { eventSource: 'a', eventName: 'b' }],
    ['an event of nobody', ['--event', '-', '--demo'], /several accounts; name one/, { eventSource: 'a', eventName: 'b' }],
  ]

  const named = cases.map(([name, args, said, event = rotation]) => ({ name, args, said, event }))

  it.each(named)('$name: one line on stderr, status 2, nothing on stdout', async ({ args, said, event }) => {
    const ran = await trailgate(['explain', ...args], { stdin: typeof event === 'string' ? event : JSON.stringify(event) })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(said)
    expect(ran.stderr.trim().split('\n').length).toBe(1)
  })
})
