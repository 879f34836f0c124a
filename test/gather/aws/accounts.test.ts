/** Who is asked: each account by its own identity, and only the accounts and regions that were wanted. */
import { describe, expect, it } from 'vitest'
import { mistakesOf } from '../../../src/nouns/place.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { factsIn, isFooter, isHeader } from '../../../src/nouns/snapshot.ts'
import { collected } from './simulated.ts'

const ids = Array.from({ length: 10 }, (_, index) => String(index + 1).repeat(12).slice(0, 12))
const [first = '', second = '', third = ''] = ids

/** Ten accounts, each with a trail of its own; the first has one for all of them, too. */
const ten: Sketch = {
  organization: 'o-example0001',
  accounts: ids.map((id, index) => ({
    id,
    name: `account ${index}`,
    in: index % 2 === 0 ? ['ou-0001-evenones'] : [],
    buckets: [{ name: `${id}-trail-logs` }],
    trails: [{ name: 'own' }, ...(index === 0 ? [{ name: 'org', organizationTrail: true }] : [])],
  })),
}

const onlyOrganizationTrail: Sketch = {
  organization: 'o-example0001',
  regions: ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-north-1'],
  accounts: [
    { id: first, name: 'management', trails: [{ name: 'org', organizationTrail: true }], buckets: [{ name: `${first}-trail-logs` }] },
    { id: second, name: 'member' },
  ],
}

function noCredentials(): Promise<never> {
  return Promise.reject(new Error('nothing configured'))
}

async function mistakeOf(run: Promise<unknown>): Promise<string> {
  const error: unknown = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return (mistakesOf(error) ?? []).map(({ what, instead }) => `${what}; ${instead ?? ''}`).join('\n')
}

describe('accounts that are read at the same time', () => {
  it('are each read with their own identity', async () => {
    const { got, requests, wanted } = await collected(ten)
    const signers = new Map(requests.map(({ accessKeyId, account }) => [accessKeyId, account]))
    expect([...signers.values()].sort()).toEqual([...ids].sort())
    for (const { accessKeyId, account } of requests) expect(signers.get(accessKeyId)).toBe(account)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    const identities = ids.slice(1).map((id) => got.accounts.get(id)?.account?.value?.identity)
    expect(identities).toEqual(ids.slice(1).map((id) => `arn:aws:sts::${id}:assumed-role/trailgate-reader/trailgate`))
  })

  it('show trails of their own and of the organization, and no other', async () => {
    const { got } = await collected(ten)
    for (const id of ids) {
      const shown = [...(got.accounts.get(id)?.reach.values() ?? [])].flatMap(({ value }) => Object.keys(value?.trails ?? {}))
      expect(new Set(shown.map((arn) => arn.split(':').slice(4).join(':')))).toEqual(new Set([`${first}:trail/org`, `${id}:trail/own`]))
    }
  })

  it('that show the trail of another one end the run', async () => {
    const raw = { TrailARN: `arn:aws:cloudtrail:us-east-1:${third}:trail/own` }
    const accounts = [{ id: first }, { id: second, trails: [{ name: 'own', raw }] }, { id: third }]
    const mixedUp: Sketch = { organization: 'o-example0001', accounts }
    const run = collected(mixedUp)
    await expect(run).rejects.toThrow(`account ${second} was asked, and the trail of another one was shown`)
    expect(await mistakeOf(run)).toBe('')
  })
})

describe('a member with only the organization trail', () => {
  it('costs two calls for each region, and at most three more', async () => {
    const { requests } = await collected(onlyOrganizationTrail)
    const own = requests.filter(({ account }) => account === second)
    const forIt = requests.filter(({ operation }) => operation === 'AssumeRole').length
    expect(own).toHaveLength(2 * 4 + 1) // and one account:ListRegions
    expect(own.length + forIt).toBe(2 * 4 + 2)
  })

  it('is read with at most so many requests at once', async () => {
    const { wanted, got } = await collected(onlyOrganizationTrail, { concurrency: 1 })
    expect(factsIn(got)).toEqual(factsIn(wanted))
  })
})

describe('an excluded account', () => {
  const why = 'excluded until 2026-12-31 by security: being closed'

  it('is listed with the reason, and no call goes to it', async () => {
    const exclude = [{ account: second, skipped: why }, { ou: 'ou-0001-evenones', account: third, skipped: 'its unit' }]
    const { got, lines, requests } = await collected(ten, { exclude })
    expect(lines.find(isFooter)).toMatchObject({ listed: 10, assessed: 8, skipped: 2, unreadable: 0 })
    expect(got.accounts.get(second)?.account?.value).toMatchObject({ Id: second, State: 'ACTIVE', skipped: why, excluded: true })
    expect(got.accounts.get(third)?.account?.value).toMatchObject({ skipped: 'its unit', excluded: true })
    expect(requests.filter(({ account }) => account === second || account === third)).toEqual([])
    expect(requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(7)
    expect(lines.find(isHeader)).not.toHaveProperty('narrowed')
  })

  it('may be one of a unit; one that is closed is called closed', async () => {
    const closed: Sketch = { ...ten, accounts: (ten.accounts ?? []).map((each, index) => (index === 2 ? Object.assign({}, each, { state: 'CLOSED' }) : each)) }
    const { got, requests } = await collected(closed, { exclude: [{ ou: 'ou-0001-evenones', skipped: why }] })
    const reasons = ids.map((id) => got.accounts.get(id)?.account?.value?.skipped)
    expect(reasons.map((reason) => reason ?? '')).toEqual([why, '', 'closed', '', why, '', why, '', why, ''])
    // The caller's own account answers for the organization, and is asked for nothing else.
    const asked = new Set(requests.filter(({ account }) => ids.indexOf(account) % 2 === 0).map(({ account, service }) => `${account} ${service}`))
    expect([...asked].filter((one) => !one.startsWith(first))).toEqual([])
    expect(requests.some(({ account, operation }) => account === first && operation === 'ListBuckets')).toBe(true)
  })

  it('may own a bucket that nobody else has', async () => {
    const accounts = [{ id: first, trails: [{ bucket: 'kept-there' }] }, { id: second, buckets: [{ name: 'kept-there' }] }]
    const { got } = await collected({ organization: 'o-example0001', accounts }, { exclude: [{ account: second, skipped: why }] })
    expect(got.buckets.get('kept-there')?.unseen?.['owner'] ?? got.buckets.get('kept-there')?.gap).toMatchObject({ account: second })
  })
})

describe('a narrowed run', () => {
  it('reads the accounts that are named, and lists the others as outside', async () => {
    const { got, lines } = await collected(ten, { accounts: [second, third] })
    expect(lines.find(isFooter)).toMatchObject({ listed: 10, assessed: 2, skipped: 8 })
    expect(lines.find(isHeader)?.narrowed).toEqual({ accounts: [second, third] })
    expect(got.accounts.get(first)?.account?.value).toMatchObject({ skipped: 'outside the run' })
    expect(got.accounts.get(first)?.reach.size).toBe(0)
  })

  it('reads the accounts of a unit', async () => {
    const { lines } = await collected(ten, { units: ['ou-0001-evenones'] })
    expect(lines.find(isFooter)).toMatchObject({ listed: 10, assessed: 5, skipped: 5 })
  })

  it('reads a trail at home that is homed outside the regions that are named', async () => {
    const { got, wanted } = await collected(onlyOrganizationTrail, { regions: ['eu-west-1'] })
    const arn = `arn:aws:cloudtrail:us-east-1:${first}:trail/org`
    expect([...(got.accounts.get(second)?.reach.keys() ?? [])]).toEqual(['eu-west-1'])
    expect(got.trails.get(arn)).toEqual(wanted.trails.get(arn))
    expect(got.selectors.get(arn)).toEqual(wanted.selectors.get(arn))
  })

  it('refuses an account and a unit that are not there', async () => {
    const mistake = await mistakeOf(collected(ten, { accounts: ['000000000000'], units: ['ou-0001-nowhere0'] }))
    expect(mistake).toContain('account 000000000000')
    expect(mistake).toContain('organizational unit ou-0001-nowhere0')
  })

  it('refuses a region that is not there', async () => {
    const mistake = await mistakeOf(collected(ten, { regions: ['us-east-1', 'us-esat-1'] }))
    expect(mistake).toBe('there is no region us-esat-1; one of eu-west-1, us-east-1')
  })

  it('with this account alone asks nobody else', async () => {
    const { got, requests, lines } = await collected(ten, { thisAccount: true })
    expect(new Set(requests.map(({ account }) => account))).toEqual(new Set([first]))
    expect(requests.map(({ operation }) => operation)).not.toContain('AssumeRole')
    expect(lines.find(isHeader)).toMatchObject({ organization: null, narrowed: { thisAccount: true } })
    expect(got.organization?.value).toEqual({ Id: 'o-example0001', MasterAccountId: first, FeatureSet: 'ALL' })
    expect([...got.accounts.keys()]).toEqual([first])
    expect(got.accounts.get(first)?.account?.value).toMatchObject({ Id: first, State: 'ACTIVE' })
  })

  it('with this account alone cannot tell who owns a bucket that is not its own', async () => {
    const foreign: Sketch = { organization: 'o-example0001', accounts: [{ id: first, trails: [{ bucket: 'far-away' }] }, { id: second }] }
    const { got } = await collected(foreign, { thisAccount: true })
    expect(got.buckets.get('far-away')?.gap?.message).toBe('no other account of the organization is part of this run')
  })
})

describe('the organization', () => {
  it('may be a single account that is in none', async () => {
    const alone: Sketch = { accounts: [{ id: first, trails: [{ bucket: 'mine' }], buckets: [{ name: 'mine' }] }] }
    const { got, wanted, lines } = await collected(alone)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(lines.find(isHeader)?.organization).toBeNull()
  })

  it('that is expected must be the one that is there', async () => {
    expect(await mistakeOf(collected(ten, { organization: 'o-example0001' }))).toBe('')
    expect(await mistakeOf(collected(ten, { organization: 'o-another0001' }))).toContain('this is organization o-example0001')
    expect(await mistakeOf(collected({}, { organization: 'o-another0001' }))).toContain('this account is in no organization')
  })

  it('is not narrowed silently when its accounts cannot be listed', async () => {
    const faults = [{ call: 'organizations:ListAccounts', answer: 'refuse' as const }]
    const mistake = await mistakeOf(collected(ten, {}, { faults }))
    expect(mistake).toContain(`account ${first} may not list the accounts of o-example0001: AccessDeniedException`)
    expect(mistake).toContain('--this-account')
  })

  it('is asked by credentials that count', async () => {
    const unknown = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' }
    expect(await mistakeOf(collected(ten, { credentials: async () => unknown }))).toContain('InvalidClientTokenId')
    expect(await mistakeOf(collected(ten, { credentials: noCredentials }))).toContain('no AWS credentials: nothing configured')
  })
})
