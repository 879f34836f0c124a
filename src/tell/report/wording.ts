/** How reports write lists, numbers, events, gaps, and the verdict on the run. */
import { calls, isAllowed } from '../../nouns/call.ts'
import type { CloudTrailEvent, EventResource, Witness } from '../../nouns/event.ts'
import type { GapCause } from '../../nouns/snapshot.ts'
import { counts, type Assessment, type Json, type OpenGap, type Outcome } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'

/** `a, b and 3 more`: at most `most` of the items by name. */
export function listSome(items: readonly string[], most: number, between = ', '): string {
  return listFirst(items, most, (item) => item, between)
}

/** The same of things that are put into words only where they are named: there may be thousands. */
export function listFirst<T>(items: readonly T[], most: number, say: (item: T) => string, between = ', '): string {
  const more = items.length - most
  const said = items.slice(0, most).map(say).join(between)
  return more > 0 ? `${said} and ${more} more` : said
}

/** `1 account`, `2 accounts`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `10,000`. */
export function sayNumber(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** With its first letter in upper case. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** A value that was seen or wanted: text as it is, anything else as JSON. */
export function sayValue(value: Json): string {
  if (value === null) return 'nothing'
  return harmless(typeof value === 'string' ? value : JSON.stringify(value))
}

/** The witness on one line: `kms.amazonaws.com DisableKey, write, us-east-1, account 111122223333 (synthetic event)`. */
export function sayWitness(witness: Witness): string {
  return `${sayEvent(witness)} (synthetic event)`
}

/** The same of any event. */
export function sayEvent(event: CloudTrailEvent): string {
  const { eventSource, eventName, eventCategory, readOnly, awsRegion, recipientAccountId, errorCode, vpcEndpointId } = event
  const parts = [
    [eventSource, eventName].filter((part) => part !== undefined).join(' '),
    eventCategory === 'Management' ? undefined : eventCategory,
    readOnly === undefined ? undefined : String(readOnly) === 'true' ? 'read' : 'write',
    awsRegion,
    recipientAccountId && `account ${recipientAccountId}`,
    ...(event.resources ?? []).slice(0, 2).map(sayResource),
    errorCode && `error ${errorCode}`,
    vpcEndpointId && `through ${vpcEndpointId}`,
    event.userIdentity?.invokedBy && `invoked by ${event.userIdentity.invokedBy}`,
  ]
  return harmless(parts.filter(Boolean).join(', '))
}

function sayResource({ type, ARN, ARNPrefix }: EventResource): string {
  return [type, ARN ?? ARNPrefix].filter(Boolean).join(' ')
}

interface SaidGap {
  readonly gap: OpenGap
  readonly said: string
}

/** Gaps that differ by region only, told once each: the call, what came back, and where. `own` is the account that needs no naming. */
export function sayGaps(gaps: readonly OpenGap[], own: string | undefined): readonly SaidGap[] {
  const groups = new Map<string, { gap: OpenGap; regions: Set<string> }>()
  for (const gap of gaps) {
    const key = JSON.stringify([gap.cause, gap.call, gap.code, gap.account])
    const group = groups.get(key) ?? { gap, regions: new Set() }
    groups.set(key, group)
    if (gap.region !== undefined) group.regions.add(harmless(gap.region))
  }
  return [...groups.values()].map(({ gap, regions }) => ({ gap, said: sayGap(gap, [...regions].sort(), own) }))
}

function sayGap(gap: OpenGap, regions: readonly string[], own: string | undefined): string {
  const code = gap.code === undefined ? '' : ` (${harmless(gap.code)})`
  const account = gap.account === undefined || gap.account === own ? '' : ` in account ${harmless(gap.account)}`
  const where = regions.length === 0 ? '' : ` in ${listSome(regions, 6)}`
  return `${harmless(gap.call)} ${gap.cause}${code}${account}${where}: ${harmless(gap.message)}`
}

/** What makes a gap go away. */
export function sayRemedy(gap: OpenGap): string {
  return remedies[gap.cause](gap)
}

const again = (): string => 'run again; if it stays, look at the network between here and AWS'

const remedies: Record<GapCause, (gap: OpenGap) => string> = {
  refused: sayPermission,
  throttled: () => 'run again with a lower --concurrency',
  unsupported: () => 'AWS does not offer this call there; look by hand',
  'timed-out': again,
  broken: again,
}

/** The action comes from the table of calls, since an operation's IAM action may have another name. */
function sayPermission({ call }: OpenGap): string {
  const action = isAllowed(call) ? calls[call].action : harmless(call)
  if (action === 'sts:AssumeRole') return 'let the caller assume the reading role there (sts:AssumeRole)'
  return `allow ${action} to the reading identity`
}

/** The verdict on the run, in one line: `FAIL: 5 fails (2 below --fail-on high), 2 could not tell, 31 pass (status 1)`. */
export function verdictLine({ summary, verdicts, policy }: Assessment): string {
  const { status, outcomes: number } = summary
  const { failOn } = policy.gate
  // Where the lowest severity counts, all do.
  const below = counts('low', failOn) ? 0 : verdicts.filter((verdict) => verdict.outcome === 'fail' && !counts(verdict.severity, failOn)).length
  const uncounted = failOn === 'never' ? 'not counted' : `below --fail-on ${failOn}`
  const words: Record<Outcome, string> = {
    fail: countOf(number.fail, 'fail') + (below === 0 ? '' : ` (${below} ${uncounted})`),
    unknown: `${number.unknown} could not tell`,
    waived: `${number.waived} waived`,
    skip: `${number.skip} skipped`,
    pass: `${number.pass} pass`,
  }
  const said = (Object.keys(words) as Outcome[]).filter((outcome) => number[outcome] > 0).map((outcome) => words[outcome])
  const nothing = number.fail + number.unknown + number.waived + number.pass === 0 ? ['nothing was judged'] : []
  const word = ({ 0: 'PASS', 1: 'FAIL', 3: 'COULD NOT TELL' } as const)[status]
  return `${word}: ${[...nothing, ...said].join(', ')} (status ${status})`
}
