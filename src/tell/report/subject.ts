/** Whom a verdict is about, in words, and who answers for it. */
import type { Assessment, Scope, Subject } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import { countOf, listFirst } from './wording.ts'

/** Account number to name, harmless. */
export type AccountNames = Pick<ReadonlyMap<string, string>, 'get'>

/** Made harmless when they are asked for: of ten thousand, a report for people names a few. */
export function accountNames({ scope }: Assessment): AccountNames {
  const { names } = scope.accounts
  const told = new Map<string, string>()
  const tell = (id: string): string | undefined => {
    const name = Object.hasOwn(names, id) ? names[id] : undefined
    if (name === undefined) return undefined
    const safe = harmless(name)
    told.set(id, safe)
    return safe
  }
  return { get: (id) => told.get(id) ?? tell(id) }
}

/** `111122223333 (payments)`. */
export function sayAccount(id: string, names: AccountNames): string {
  const name = names.get(id)
  return name === undefined || name === '' ? harmless(id) : `${harmless(id)} (${name})`
}

/** `111122223333 (payments)`, `trail main in 111122223333 (payments) us-east-1`, `organization o-exampleorgid`. */
export function saySubject(subject: Subject, names: AccountNames): string {
  return subject.kind === 'account' ? sayWhich(subject, names) : `${subject.kind} ${sayWhich(subject, names)}`
}

/** The same without its kind, for a list of one kind. */
export function sayWhich(subject: Subject, names: AccountNames): string {
  if (subject.kind === 'account') return sayAccount(subject.id, names)
  const account = accountOf(subject)
  if (account === undefined) return harmless(subject.id)
  const region = subject.region === undefined ? '' : ` ${harmless(subject.region)}`
  return `${harmless(subject.name ?? subject.id)} in ${sayAccount(account, names)}${region}`
}

/** One subject as above; of several of one kind their number, and at most `most` of them: `12 trails: main in 111122223333, …`. */
export function saySubjects(subjects: readonly Subject[], names: AccountNames, most: number): string {
  const [first] = subjects
  if (first === undefined || subjects.length === 1) return first === undefined ? '' : saySubject(first, names)
  return `${countOf(subjects.length, first.kind)}: ${listFirst(subjects, most, (subject) => sayWhich(subject, names), '; ')}`
}

/** The account a subject belongs to, or undefined for the organization, the snapshot, and resources whose file does not tell. */
export function accountOf(subject: Subject): string | undefined {
  if (subject.kind === 'organization' || subject.kind === 'snapshot') return undefined
  return subject.kind === 'account' ? subject.id : subject.account
}

/** Who was examined: the organization, else the single account, else `none` (a file that tells neither). */
export function examined(scope: Scope): string {
  const { assessed, unreadable, skipped } = scope.accounts
  return scope.organization ?? assessed[0] ?? unreadable[0] ?? Object.keys(skipped)[0] ?? 'none'
}

/**
 * Who answers for a verdict: an account, the organization, or a resource whose file tells no account. Stable from run to
 * run, so that fingerprints may rest on it; a snapshot's own id is not.
 */
export function holderOf(subject: Subject, scope: Scope): string {
  const ofRun = subject.kind === 'organization' || subject.kind === 'snapshot'
  return ofRun ? examined(scope) : (accountOf(subject) ?? subject.id)
}
