/** What is in each list of a subject: the meanings of the lists that nouns/vocabulary.ts names. */
import type { SubjectKind } from '../../nouns/rule.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { lists } from '../../nouns/subject-paths.ts'
import type { Case, Listed, ListReading } from './case.ts'
import { openGap } from './fact-reading.ts'
import { regionsAskedIn } from './regions.ts'
import { accountsInScope, accountSubject, trailSubject } from './subjects.ts'
import { trailsTo } from './trail-events.ts'

/** Accounts that are neither skipped nor on their way in or out. */
function members({ snapshot }: Case): Listed {
  const active = accountsInScope(snapshot).filter((id) => (snapshot.accounts.get(id)?.account?.value?.State ?? 'ACTIVE') === 'ACTIVE')
  const gap = snapshot.organization?.gap
  return { members: active.map((id) => accountSubject(snapshot, id)), gaps: gap === undefined ? [] : [gap] }
}

/** The trails with the management account in their ARN; where a region of that account was not read there may be more. */
function managementTrails({ snapshot }: Case): Listed {
  const management = snapshot.organization?.value?.MasterAccountId
  if (management === undefined) return { members: [], gaps: snapshot.organization?.gap === undefined ? [] : [snapshot.organization.gap] }
  const owned = [...snapshot.trails].filter(([, { account }]) => account === management).map(([arn]) => arn)
  return { members: subjects(snapshot, owned), gaps: unreadRegions(snapshot, management) }
}

function unreadRegions(snapshot: Snapshot, account: string): readonly OpenGap[] {
  const facts = snapshot.accounts.get(account)
  const entry = facts?.account?.gap ?? facts?.account?.unseen?.['identity']
  const regional = (facts?.reach.all ?? []).flatMap(({ region, shown: { gap } }) => (gap === undefined ? [] : [openGap(gap, { account, region })]))
  return [...(entry === undefined ? [] : [openGap(entry, { account })]), ...regional]
}

/** The trails that show in the regions asked about, those included that record nothing there. */
function reachingTrails(of: Case): Listed {
  const account = of.subject.account ?? of.subject.id
  const facts = of.snapshot.accounts.get(account)
  const { regions } = regionsAskedIn(of, account)
  const shown = regions.flatMap((region) => Object.keys(facts?.reach.at(region)?.shown.value?.trails ?? {}))
  return { members: subjects(of.snapshot, [...new Set(shown)].sort()), gaps: unreadRegions(of.snapshot, account) }
}

function deliveringTrails({ snapshot, subject }: Case): Listed {
  return { members: subjects(snapshot, trailsTo(snapshot, subject.id)), gaps: bodilessTrails(snapshot) }
}

/** The trails that name the subject in this member of theirs. */
function trailsNaming(member: string): ListReading {
  return ({ snapshot, subject }) => {
    const naming = [...snapshot.trails].filter(([, { value }]) => value?.[member] === subject.id).map(([arn]) => arn)
    return { members: subjects(snapshot, naming), gaps: bodilessTrails(snapshot) }
  }
}

/** A trail whose settings could not be seen may name anything. */
function bodilessTrails(snapshot: Snapshot): readonly OpenGap[] {
  return [...snapshot.trails.values()].flatMap(({ gap, account }) => (gap === undefined ? [] : [openGap(gap, { account })]))
}

function subjects(snapshot: Snapshot, arns: readonly string[]): Listed['members'] {
  return arns.map((arn) => trailSubject(arn, snapshot.trails.get(arn)))
}

/** A list without a reading does not compile. */
const readings = {
  organization: { members, trails: managementTrails },
  account: { trails: reachingTrails },
  trail: {},
  bucket: { trails: deliveringTrails },
  key: { trails: trailsNaming('KmsKeyId') },
  'log-group': { trails: trailsNaming('CloudWatchLogsLogGroupArn') },
  'event-data-store': {},
} as const satisfies { readonly [K in SubjectKind]: Record<keyof (typeof lists)[K], ListReading> }

/** The members of this list of the subject. The rule's schema has made sure that it has one of that name. */
export function readList(of: Case, name: string): Listed {
  const table: Readonly<Record<string, ListReading>> = readings[of.subject.kind as SubjectKind]
  const reading = table[name]
  if (reading === undefined) throw new Error(`no list ${name} of ${of.subject.kind}`)
  return reading(of)
}
