/** The gaps of a reading, told together by what they come from, with what to do about each. */
import { isFooter, isHeader, type AnyFact, type Gap, type SnapshotLine } from '../../nouns/snapshot.ts'
import { causeOf, type Advising, type Cause } from './gap-causes.ts'

export interface GapSummary {
  /** Takes each line as it passes. */
  add(line: SnapshotLine): void
  /** How many gaps have passed. */
  count(): number
  /** One line for each cause, those with most gaps first; none where there is no gap. */
  lines(): readonly string[]
}

interface Group extends Cause {
  gaps: number
  /** What is counted: accounts, regions of accounts, or keys of facts. */
  readonly members: Set<string>
}

export function openGapSummary(advising: Advising): GapSummary {
  const groups = new Map<string, Group>()
  let all = 0
  const note = (fact: AnyFact, gap: Gap, part: string): void => {
    all += 1
    const cause = causeOf(gap, advising)
    const group = groups.get(cause.what) ?? { ...cause, gaps: 0, members: new Set() }
    groups.set(cause.what, group)
    group.gaps += 1
    group.members.add(memberOf(fact, part, cause.counted))
  }
  return {
    add(line) {
      if (isHeader(line) || isFooter(line)) return
      if (line.gap !== undefined) note(line, line.gap, '')
      for (const [part, gap] of Object.entries(line.unseen ?? {})) note(line, gap, part)
    },
    count: () => all,
    lines: () => [...groups.values()].sort((a, b) => b.gaps - a.gaps || (a.what < b.what ? -1 : 1)).map(say),
  }
}

function memberOf({ fact, account, region = '', id = '' }: AnyFact, part: string, counted: Cause['counted']): string {
  if (counted === 'account') return account
  return counted === 'region' ? `${account} ${region}` : [fact, account, region, id, part].join(' ')
}

const nouns: Readonly<Record<Cause['counted'], readonly [one: string, many: string]>> = {
  account: ['account', 'accounts'],
  region: ['region of an account', 'regions of accounts'],
  fact: ['fact', 'facts'],
}

function say({ what, advice, counted, members }: Group): string {
  const [one, many] = nouns[counted]
  return `${members.size.toLocaleString('en')} ${members.size === 1 ? one : many}: ${what}: ${advice}`
}
