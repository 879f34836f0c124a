/** Who was looked at: every account that was listed, accounted for, and the identity that each was read with. */
import type { ShownIn } from '../../nouns/reach-by-region.ts'
import type { Segment, Snapshot } from '../../nouns/snapshot.ts'
import type { Assessment } from '../../nouns/verdict.ts'
import { documentText } from './document.ts'
import type { Facts } from './manifest.ts'

interface Listed {
  readonly id: string
  readonly name?: string
  /** As AWS Organizations told it. */
  readonly awsState?: string
  readonly state: 'assessed' | 'skipped' | 'unreadable'
  /** Of an account that was not assessed. */
  readonly because?: string
  readonly regions?: { readonly read: readonly string[]; readonly unreadable: readonly string[] }
}

type Judged = Pick<Assessment, 'scope' | 'summary'>

/** The population: `listed = assessed + skipped + unreadable`, written out, and each account by name, one per line. */
export function* populationText(snapshot: Snapshot, { scope }: Judged, facts: Facts): Generator<string> {
  const { listed, assessed, skipped, unreadable } = scope.accounts
  const counted = { assessed: assessed.length, skipped: Object.keys(skipped).length, unreadable: unreadable.length }
  const sum = counted.assessed + counted.skipped + counted.unreadable
  const head = {
    format: 'trailgate-population/1',
    organization: scope.organization,
    takenAt: scope.takenAt,
    partial: facts.partial,
    equation: `${listed} listed = ${counted.assessed} assessed + ${counted.skipped} skipped + ${counted.unreadable} unreadable`,
    holds: listed === sum,
    listed,
    ...counted,
    asRead: snapshot.segments.map(countsOf),
  }
  yield* documentText(head, 'accounts', accountsIn(snapshot, scope))
}

/** What the segment said of itself when it was read, before the policy left anybody out. */
function countsOf({ header: { segment }, footer }: Segment): object {
  if (footer === undefined) return { segment, cutOff: true }
  const { listed, assessed, skipped, unreadable } = footer
  return { segment, listed, assessed, skipped, unreadable }
}

function* accountsIn(snapshot: Snapshot, { accounts: { skipped, unreadable, names } }: Assessment['scope']): Generator<Listed> {
  const refused = new Set(unreadable)
  for (const id of [...snapshot.accounts.keys()].sort()) {
    const { account, reach } = snapshot.accounts.get(id) ?? {}
    const state = skipped[id] !== undefined ? 'skipped' : refused.has(id) ? 'unreadable' : 'assessed'
    const because = skipped[id] ?? (state === 'unreadable' ? whyUnread(account?.gap ?? account?.unseen?.['identity']) : undefined)
    const shown = reach?.all ?? []
    const regions = { read: regionsWhere(shown, true), unreadable: regionsWhere(shown, false) }
    yield {
      id,
      ...(names[id] === undefined ? {} : { name: names[id] }),
      ...(account?.value?.State === undefined ? {} : { awsState: account.value.State }),
      state,
      ...(because === undefined ? {} : { because }),
      ...(state === 'assessed' ? { regions } : {}),
    }
  }
}

function regionsWhere(all: readonly ShownIn[], read: boolean): readonly string[] {
  return all.filter(({ shown }) => (shown.value !== undefined) === read).map(({ region }) => region).sort()
}

function whyUnread(gap: { readonly call: string; readonly code?: string; readonly message: string } | undefined): string {
  return gap === undefined ? 'the reading ended before it' : `${gap.call}: ${gap.code === undefined ? '' : `${gap.code}: `}${gap.message}`
}

/** Who asked: the caller of each segment, and the identity that each account's configuration was read with. */
export function* callersText(snapshot: Snapshot): Generator<string> {
  const headers = snapshot.segments.map(({ header }) => header)
  const callers = headers.map(({ segment, takenAt, tool, partition, caller }) => ({ segment, takenAt, tool, partition, caller }))
  const identities = [...snapshot.accounts].flatMap(([id, { account }]) => {
    return account?.value?.identity === undefined ? [] : [{ account: id, identity: account.value.identity }]
  })
  yield* documentText({ format: 'trailgate-callers/1', callers }, 'accounts', identities.sort((a, b) => (a.account < b.account ? -1 : 1)))
}
