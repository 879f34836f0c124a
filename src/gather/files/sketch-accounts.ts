/** The accounts of a sketch with every default filled in: what each enables, what each refuses, and who read it. */
import { calls, isAllowed } from '../../nouns/call.ts'
import { alwaysOnRegions, regionsCall } from '../../nouns/region.ts'
import type { Sketch, SketchAccount, SketchRegions } from '../../nouns/sketch.ts'
import type { AccountState, Gap, RegionStatus } from '../../nouns/snapshot.ts'

/** An account of a sketch. `reading` are the regions a collector asks. */
export interface DrawnAccount {
  readonly sketch: SketchAccount
  readonly id: string
  readonly state: AccountState
  readonly skipped?: string
  readonly identity: string
  readonly status: Readonly<Record<string, RegionStatus>>
  readonly reading: readonly string[]
  /** The gap of sts:AssumeRole, where the role is refused. */
  readonly roleRefused?: Gap
}

const skippedFor: Partial<Record<AccountState, string>> = {
  SUSPENDED: 'suspended',
  CLOSED: 'closed',
  PENDING_ACTIVATION: 'not yet active',
}

/** The statuses under which CloudTrail answers in a region (reference 4.4). */
const answering: ReadonlySet<RegionStatus> = new Set(['ENABLED', 'ENABLED_BY_DEFAULT', 'DISABLING'])

/** The accounts of a sketch; without an organization only the first one is there. */
export function sketchedAccounts(sketch: Sketch): readonly [SketchAccount, ...SketchAccount[]] {
  const [first = { id: '111122223333' }, ...others] = sketch.accounts ?? []
  return sketch.organization === undefined ? [first] : [first, ...others]
}

/** One account with its defaults; `caller` is the ARN of the identity that assumes its role. */
export function drawAccount(sketch: Sketch, account: SketchAccount, caller: string, isCaller: boolean): DrawnAccount {
  const partition = sketch.partition ?? 'aws'
  const state = account.state ?? 'ACTIVE'
  const skipped = skippedFor[state]
  const status = statusesOf(account.regions ?? sketch.regions ?? ['us-east-1', 'eu-west-1'])
  const identity = isCaller ? caller : `arn:${partition}:sts::${account.id}:assumed-role/trailgate-reader/trailgate`
  const roleRefused = refusal(account, caller, 'sts:AssumeRole')
  return {
    sketch: account,
    id: account.id,
    state,
    identity,
    status,
    reading: regionsRead(account, status, partition, roleRefused !== undefined),
    ...(skipped === undefined ? {} : { skipped }),
    ...(roleRefused === undefined ? {} : { roleRefused }),
  }
}

/** Whether an account's configuration can be read at all. */
export function isReadable(account: DrawnAccount): boolean {
  return account.skipped === undefined && account.roleRefused === undefined
}

/** The gap that stands where this account refuses a call, in this region if the call has one. */
export function refusedBy(account: DrawnAccount, call: string, region?: string): Gap | undefined {
  return refusal(account.sketch, account.identity, call, region)
}

/** `gaps` wins over `refused`, and a region's own entry over the account's. */
function refusal(account: SketchAccount, asker: string, call: string, region?: string): Gap | undefined {
  const spellings = region === undefined ? [call] : [`${call}@${region}`, call]
  const written = spellings.map((spelling) => account.gaps?.[spelling]).find((gap) => gap !== undefined)
  if (written !== undefined) return written
  return spellings.some((spelling) => account.refused?.includes(spelling)) ? denied(asker, call) : undefined
}

/** What AWS answers to an identity that no policy allows to make a call. */
export function denied(asker: string, call: string): Gap {
  const action = isAllowed(call) ? calls[call].action : call
  const code = /^(s3|s3control|sts):/.test(call) ? 'AccessDenied' : 'AccessDeniedException'
  const message = `User: ${asker} is not authorized to perform: ${action} because no identity-based policy allows it`
  return { cause: 'refused', call, code, message }
}

function statusesOf(regions: SketchRegions): Readonly<Record<string, RegionStatus>> {
  if (!Array.isArray(regions)) return regions as Readonly<Record<string, RegionStatus>>
  return Object.fromEntries((regions as readonly string[]).map((region) => [region, 'ENABLED_BY_DEFAULT']))
}

/** The regions that are asked: those that answer, or the always-on ones where neither call told which there are. */
function regionsRead(
  account: SketchAccount,
  status: Readonly<Record<string, RegionStatus>>,
  partition: string,
  roleRefused: boolean,
): readonly string[] {
  const refuses = (call: string) => refusal(account, '', call) !== undefined
  const untold = (refuses('account:ListRegions') || regionsCall(partition) === 'ec2:DescribeRegions') && (roleRefused || refuses('ec2:DescribeRegions'))
  if (untold) return alwaysOnRegions(partition)
  return Object.entries(status).flatMap(([region, state]) => (answering.has(state) ? [region] : []))
}
