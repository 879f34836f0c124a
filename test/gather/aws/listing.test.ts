/** Accounts are read while they are listed; a list that breaks off ends the run, after what was listed is read. */
import { describe, expect, it } from 'vitest'
import { listAccounts } from '../../../src/gather/aws/accounts.ts'
import type { AsCaller } from '../../../src/gather/aws/caller.ts'
import { openListed } from '../../../src/gather/aws/listed.ts'
import { mistakesOf } from '../../../src/nouns/place.ts'
import type { Account, Gap } from '../../../src/nouns/snapshot.ts'
import { collected } from './simulated.ts'

const ids = Array.from({ length: 63 }, (_, index) => String(200000000000 + index))
const gap: Gap = { cause: 'throttled', call: 'organizations:ListAccounts', code: 'TooManyRequestsException', message: 'Rate exceeded' }

/** A caller that is told these pages, or gaps. */
function callerOf(pages: readonly (readonly string[] | Gap)[]): AsCaller {
  const next = pages.values()
  const ask = (async () => {
    const page = next.next().value ?? []
    if ('cause' in page) return { gap: page }
    return { output: { Accounts: page.map((Id) => ({ Id, State: 'ACTIVE' })), NextToken: 'more' }, body: '' }
  }) as unknown as AsCaller['ask']
  return { account: ids[0] ?? '', ask }
}

async function taken(pages: AsyncIterable<readonly Account[]>): Promise<{ readonly listed: readonly string[]; readonly mistake: string | undefined }> {
  const { coming, whole } = openListed(pages, undefined)
  const listed: string[] = []
  for await (const { Id } of coming) listed.push(Id)
  const error: unknown = await whole.then(() => undefined, (thrown: unknown) => thrown)
  return { listed, mistake: mistakesOf(error)?.[0]?.what }
}

describe('the list of accounts', () => {
  it('is read from while it goes on', async () => {
    const { requests, got } = await collected({ organization: 'o-example0001', accounts: ids.map((id) => ({ id })) })
    const operations = requests.map(({ operation }) => operation)
    expect(operations.indexOf('AssumeRole')).toBeLessThan(operations.lastIndexOf('ListAccounts'))
    expect(got.accounts.size).toBe(ids.length)
  })

  it('that breaks off ends the run, and what was listed until then is read', async () => {
    const { listed, mistake } = await taken(listAccounts(callerOf([ids.slice(0, 20), [], gap]), 'o-example0001'))
    expect(listed).toEqual(ids.slice(0, 20))
    expect(mistake).toBe('the list of accounts of o-example0001 broke off after 20: TooManyRequestsException Rate exceeded')
  })

  it('that the caller may not have says so', async () => {
    const { listed, mistake } = await taken(listAccounts(callerOf([gap]), 'o-example0001'))
    expect(listed).toEqual([])
    expect(mistake).toBe(`account ${ids[0]} may not list the accounts of o-example0001: TooManyRequestsException Rate exceeded`)
  })

  it('that changes between two pages lists each account once', async () => {
    const { listed } = await taken(listAccounts(callerOf([['1', '2'], ['2', '3'], gap]), 'o-example0001'))
    expect(listed).toEqual(['1', '2', '3'])
  })
})
