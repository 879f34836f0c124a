/** What was looked at and how it ended, in words: the sentences every report owes about the run itself. */
import type { Assessment, Scope, Status } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import { countOf, listFirst, listSome } from './wording.ts'

/** The organization, the source, the time and the accounts, one sentence each. */
export function sayScope(scope: Scope): readonly string[] {
  const { listed, assessed, unreadable } = scope.accounts
  const say = (id: string): string => sayNamed(id, scope)
  const whose = scope.organization === null ? 'no organization' : `organization ${harmless(scope.organization)}`
  const parts = [
    `${assessed.length} of ${countOf(listed, 'account')} assessed`,
    ...(unreadable.length === 0 ? [] : [`${unreadable.length} could not be read: ${listFirst(unreadable, 10, say)}`]),
  ]
  return [
    `${whose}, partition ${harmless(scope.partition)}, ${scope.source}, read ${harmless(scope.takenAt)} by ${harmless(scope.caller)}`,
    parts.join('; '),
    ...saySkipped(scope),
  ]
}

function sayNamed(id: string, { accounts: { names } }: Scope): string {
  return names[id] === undefined ? harmless(id) : `${harmless(id)} (${harmless(names[id])})`
}

/** Which accounts were left out on purpose, by reason; nothing when there are none. */
export function saySkipped(scope: Scope): readonly string[] {
  const byReason = new Map<string, string[]>()
  for (const [id, reason] of Object.entries(scope.accounts.skipped)) {
    const same = byReason.get(reason) ?? []
    byReason.set(reason, same)
    same.push(id)
  }
  return [...byReason].map(([reason, ids]) => `${ids.length} skipped (${harmless(reason)}): ${listFirst(ids, 10, (id) => sayNamed(id, scope))}`)
}

/** What the run was narrowed to, as a sentence, or undefined when it was not. */
export function sayNarrowed(scope: Scope): string | undefined {
  const { narrowed } = scope
  if (narrowed === undefined) return undefined
  const parts = [
    ...(narrowed.thisAccount === true ? ["the caller's own account"] : []),
    ...sayList('account', narrowed.accounts),
    ...sayList('organizational unit', narrowed.units),
    ...sayList('region', narrowed.regions),
    ...sayList('rule', narrowed.rules),
    ...sayList('shard', narrowed.shards),
  ]
  return `only ${parts.join('; ') || 'a part'}. Nothing else was looked at.`
}

function sayList(noun: string, items: readonly string[] | undefined): readonly string[] {
  return items === undefined ? [] : [`${noun}${items.length === 1 ? '' : 's'} ${listSome(items.map(harmless), 10)}`]
}

/** Why the run is not complete, one sentence each; a run that is incomplete without a sentence gets one. Empty when complete. */
export function sayIncomplete(assessment: Assessment): readonly string[] {
  const reasons = assessment.summary.incomplete.map(harmless)
  if (assessment.complete || reasons.length > 0) return reasons
  return [`${countOf(assessment.summary.outcomes.unknown, 'question')} could not be answered`]
}

/** What a status means, as the design's section 4 says. */
export function sayStatus(status: Status): string {
  const meanings = { 0: 'compliant', 1: 'violations', 3: 'could not tell' } as const satisfies Record<Status, string>
  return meanings[status]
}
