/** What a run would ask: reckoned from the list of accounts alone. */
import { bucketCalls, callerActions, calls, memberActions } from '../../nouns/call.ts'
import type { Plan, PlannedCalls } from '../../nouns/plan.ts'
import { alwaysOnRegions, regionsCall } from '../../nouns/region.ts'
import { shardOf } from '../../nouns/shard.ts'
import type { Account } from '../../nouns/snapshot.ts'
import { connect } from './connect.ts'
import { countProgress } from './progress.ts'
import type { CollectOptions } from './run.ts'
import { findScope, type Scope } from './scope.ts'

/** Milliseconds for an answer: most regions are this far from most readers. */
const latency = 100
/** Milliseconds that the SDK works on each call (reference 3.5 of the dependencies). */
const work = 0.45
/** The promise of design section 11. */
const slack = 1.25
const pageSize = 20

/** Asks who the caller is, of which organization, and for its accounts: nothing inside any other account. Throws what collect throws. */
export async function plan(options: CollectOptions): Promise<Plan> {
  const { ask, close } = connect(options, countProgress(undefined))
  try {
    const scope = await findScope(ask, options)
    const accounts: Account[] = []
    for await (const page of scope.accounts) accounts.push(...page)
    return planOf(options, scope, accounts)
  } finally {
    close()
  }
}

function planOf(options: CollectOptions, scope: Scope, accounts: readonly Account[]): Plan {
  const { shard, concurrency } = options
  const own = accounts.filter(({ Id }) => shard === undefined || shardOf(Id, shard.of) === shard.index)
  const read = own.filter(({ skipped }) => skipped === undefined)
  const count = options.regions?.length ?? alwaysOnRegions(scope.partition).length
  const member = memberCalls(options, scope.partition, count)
  const pages = Math.ceil(accounts.length / pageSize)
  const once = onceCalls(scope, pages)
  const roles = read.filter(({ Id }) => Id !== scope.caller.account).length
  const total = sum(once) + read.length * (sum(member) - 1) + roles
  return {
    organization: scope.organization.value.Id ?? null,
    caller: scope.caller.account,
    accounts: { listed: accounts.length, read: read.length, skipped: own.length - read.length },
    regions: { count, mayBeMore: options.regions === undefined },
    calls: { member, once, total },
    time: { ...timeOf({ total, pages, roles, concurrency }), latency, concurrency },
    actions: { role: memberActions(), caller: [...callerActions(), ...(roles === 0 ? [] : ['sts:AssumeRole'])] },
  }
}

/** One trail is shown in each region: the organization's. */
function memberCalls({ withEventDataStores }: CollectOptions, partition: string, regions: number): PlannedCalls {
  return {
    'sts:AssumeRole': 1,
    [regionsCall(partition)]: 1,
    'cloudtrail:DescribeTrails': regions,
    'cloudtrail:GetTrailStatus': regions,
    ...(withEventDataStores === true ? { 'cloudtrail:ListEventDataStores': regions } : {}),
  }
}

const ofOrganization = ['DescribeOrganization', 'ListDelegatedAdministrators', 'ListAWSServiceAccessForOrganization', 'ListRoots', 'ListOrganizationalUnitsForParent']
const ofTrail = ['cloudtrail:GetEventSelectors', 'cloudtrail:GetInsightSelectors', 'cloudtrail:ListTags', 's3:ListBuckets']
const ofKey = ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus']

function onceCalls({ organization }: Scope, pages: number): PlannedCalls {
  const isAlone = organization.value.Id === undefined
  const central = isAlone ? ['organizations:DescribeOrganization'] : ofOrganization.map((operation) => `organizations:${operation}`)
  const once = ['sts:GetCallerIdentity', ...central, ...ofTrail, ...Object.values(bucketCalls), ...ofKey]
  return { ...Object.fromEntries(once.map((call) => [call, 1])), ...(isAlone ? {} : { 'organizations:ListAccounts': pages }) }
}

interface Reckoning {
  readonly total: number
  readonly pages: number
  readonly roles: number
  readonly concurrency: number
}

/** Before an account's own chain (role, regions, trails, status, selectors, owner, location, parts) come the caller and the organization. */
const chain = 10

function timeOf({ total, pages, roles, concurrency }: Reckoning): Pick<Plan['time'], 'bound' | 'boundBy' | 'expected'> {
  const { perSecond: listing } = calls['organizations:ListAccounts'].rate
  const bounds = [
    ['the longest chain of calls', ((chain + pages) * latency) / 1000],
    ['requests at once', (total * latency) / concurrency / 1000],
    ["this machine's work on each call", (total * work) / 1000],
    ["AWS's rates", Math.max(pages / listing, roles / calls['sts:AssumeRole'].rate.perSecond)],
  ] as const
  const [boundBy, bound] = bounds.reduce((highest, next) => (next[1] > highest[1] ? next : highest))
  return { bound: rounded(bound), boundBy, expected: rounded(bound * slack) }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10
}

function sum(planned: PlannedCalls): number {
  return Object.values(planned).reduce((total, times) => total + times, 0)
}
