/** Whether an organization trail reaches an account: it shows in every enabled region, without a delivery error (reference 4.3). */
import type { Shown } from '../../nouns/reach-by-region.ts'
import type { Fact, Snapshot } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import { identify, loggingOf } from '../coverage/logging.ts'
import { homeEnabled } from '../coverage/opt-in.ts'
import type { Case, Seen } from './case.ts'
import { openGap } from './fact-reading.ts'
import type { Truth } from './judgement.ts'
import { regionsAskedIn } from './regions.ts'
import { sayGap, someOf } from './wording.ts'

/** How one trail stands in one region of the account, or in the account as a whole. */
interface Standing {
  readonly truth: Truth
  /** What is amiss, or not known. */
  readonly why?: string
  readonly gap?: OpenGap
}

interface Reached {
  readonly truth: Truth
  readonly why: string
  readonly gaps: readonly OpenGap[]
}

const source = 'cloudtrail:DescribeTrails'

/** True where one organization trail is there, works and logs in every enabled region; the best of them speaks. */
export function organizationTrail(of: Case): Seen {
  const arns = organizationTrails(of)
  if (arns.length === 0) return noTrail(of)
  const reached = arns.map((arn) => reachOf(of, arn))
  const best = [true, undefined, false].flatMap((truth) => reached.filter((one) => one.truth === truth))[0] as Reached
  return { value: best.truth, source, gaps: best.gaps, why: [best.why] }
}

const remembered = new WeakMap<Snapshot, readonly string[]>()

/** The organization's own: those with its management account in their ARN. Worked out once per snapshot. */
function organizationTrails({ snapshot }: Case): readonly string[] {
  const management = snapshot.organization?.value?.MasterAccountId
  const isOurs = ({ value, account }: Fact<'trail'>): boolean => account === management && value?.IsOrganizationTrail !== false
  const known = remembered.get(snapshot) ?? [...snapshot.trails].filter(([, fact]) => isOurs(fact)).map(([arn]) => arn).sort()
  remembered.set(snapshot, known)
  return known
}

/** Where none was seen and a region could not be read, there may be one all the same. */
function noTrail(of: Case): Seen {
  const account = of.subject.id
  const { regions } = regionsAskedIn(of, account)
  const unread = regions.flatMap((region) => regionGap(of, region) ?? [])
  if (unread.length === 0 && regions.length > 0) return { value: false, source, why: ['no organization trail shows in it'] }
  return { value: undefined, source, gaps: unread, why: ['whether an organization trail shows in it is not known'] }
}

function reachOf(of: Case, arn: string): Reached {
  const { name } = identify(arn, of.snapshot.trails.get(arn)?.value)
  const { regions, all } = regionsAskedIn(of, of.subject.id)
  const whole = wholeStanding(of, arn)
  const each = [...whole, ...regions.map((region) => regionStanding(of, arn, region)), ...(all ? [] : [regionsUnseen(of)])]
  const isHole = each.some((one) => one.truth === false)
  const isWhole = regions.length > 0 && each.every((one) => one.truth === true)
  const truth = isHole ? false : isWhole || undefined
  const why = [...new Set(each.filter((one) => one.truth === truth).flatMap((one) => one.why ?? []))]
  const gaps = truth === undefined ? each.flatMap(({ gap }) => gap ?? []) : []
  if (truth === true) return { truth, gaps, why: `organization trail ${name} shows in every enabled region, without delivery error` }
  return { truth, gaps, why: `organization trail ${name} ${truth === false ? 'falls short' : 'is not known to reach it'}: ${someOf(why)}` }
}

/** Its settings, whether it logs, and the opt-in of its home region. */
function wholeStanding(of: Case, arn: string): readonly Standing[] {
  const fact = of.snapshot.trails.get(arn)
  const identity = identify(arn, fact?.value)
  const account = of.subject.id
  const logging = loggingOf(of.snapshot, identity, shownIn(of, arn))
  const home = identity.owner === account ? { doubts: [] } : homeEnabled(of.snapshot, account, identity.home, identity.name)
  const silent = [logging.silent, home.silent].flatMap((why): readonly Standing[] => (why === undefined ? [] : [{ truth: false, why }]))
  const unknown = [...logging.doubts, ...home.doubts].map(({ what, gap }) => notKnown(what, gap))
  const body: readonly Standing[] = fact?.value === undefined ? [notKnown('its settings could not be seen', fact?.gap)] : []
  return [...silent, ...unknown, ...body]
}

function notKnown(why: string, gap?: OpenGap): Standing {
  return { truth: undefined, why, ...(gap === undefined ? {} : { gap }) }
}

/** A copy logs where the trail does (A15), so that any region will do where home was not read. */
function shownIn({ snapshot, subject }: Case, arn: string): Shown | undefined {
  const all = snapshot.accounts.get(subject.id)?.reach.all ?? []
  return all.find(({ shown }) => shown.value?.trails[arn]?.IsLogging !== undefined)?.shown
}

function regionStanding(of: Case, arn: string, region: string): Standing {
  const account = of.subject.id
  const reach = of.snapshot.accounts.get(account)?.reach.at(region)?.shown
  const hidden = regionGap(of, region)
  if (hidden !== undefined) return notKnown(`${region} could not be read${sayGap(hidden)}`, hidden)
  if (reach?.value === undefined) return notKnown(`${region} was not read`)
  const status = reach.value.trails[arn]
  if (status === undefined) return { truth: false, why: `it does not show in ${region}` }
  const gap = reach.unseen?.[`trails.${arn}`]
  if (gap !== undefined) return notKnown(`its status in ${region} could not be seen${sayGap(gap)}`, openGap(gap, { account, region }))
  const error = status.LatestDeliveryError
  return error === undefined || error === '' ? { truth: true } : { truth: false, why: `it could not deliver from ${region} (${error})` }
}

function regionGap({ snapshot, subject }: Case, region: string): OpenGap | undefined {
  const facts = snapshot.accounts.get(subject.id)
  const reach = facts?.reach.at(region)?.shown
  const gap = reach?.gap ?? reach?.unseen?.['trails'] ?? (reach === undefined ? facts?.account?.unseen?.['identity'] : undefined)
  return gap === undefined ? undefined : openGap(gap, { account: subject.id, region })
}

function regionsUnseen({ snapshot, subject }: Case): Standing {
  const gap = snapshot.accounts.get(subject.id)?.regions?.gap
  return notKnown(`which regions it has enabled could not be seen${sayGap(gap)}`, gap && openGap(gap, { account: subject.id }))
}
