/** The policy at the moment that is judged for, ready to be asked: who is left out, how severe a rule is for whom, what is waived. */
import type { Place } from '../../nouns/place.ts'
import { isOver, sayExclusion, type Exclusion, type Policy, type Waiver } from '../../nouns/policy.ts'
import type { Severity } from '../../nouns/rule.ts'
import type { Fact, Gap, Snapshot } from '../../nouns/snapshot.ts'
import { anchorsOf } from './anchor.ts'
import type { Question } from './question.ts'
import { isFor, unitsIn, type UnitsOf } from './whom.ts'

/** A rule, or a finding of the run, as far as its severity goes. */
export interface Graded {
  readonly id: string
  readonly severity: Severity
}

export interface Baseline {
  readonly units: UnitsOf
  /** Accounts that are left out, each with the exclusion that holds. */
  readonly excluded: ReadonlyMap<string, Exclusion>
  /** The waivers of a rule that hold. */
  readonly waiversOf: (rule: string) => readonly Waiver[]
  /** What the policy makes of a rule, for an account or for what belongs to none. */
  readonly severityOf: (rule: Graded) => ForAccount<Severity | 'off'>
  /** The line of the policy that a rule's finding lands on. */
  readonly anchorOf: (rule: string) => ForAccount<Place>
}

/**
 * Asked for every account and rule of a large organization: a rule is looked up once, and an account only where the policy tells
 * accounts apart.
 */
export type ForAccount<T> = (account: string | undefined) => T

export function baselineOf({ policy, snapshot, asOf }: Pick<Question, 'policy' | 'snapshot' | 'asOf'>): Baseline {
  const units = unitsIn(snapshot)
  const waivers = byRule(policy.waivers.filter((waiver) => !isOver(waiver, asOf)))
  return {
    units,
    excluded: excludedAccounts(policy, snapshot, asOf, units),
    waiversOf: (rule) => waivers.get(rule) ?? [],
    severityOf: (rule) => severityOf(rule, policy, units),
    anchorOf: anchorsOf(policy, units),
  }
}

function byRule(waivers: readonly Waiver[]): ReadonlyMap<string, readonly Waiver[]> {
  const rules = [...new Set(waivers.map(({ rule }) => rule))]
  return new Map(rules.map((rule) => [rule, waivers.filter((waiver) => waiver.rule === rule)]))
}

function excludedAccounts(policy: Policy, snapshot: Snapshot, asOf: string, units: UnitsOf): ReadonlyMap<string, Exclusion> {
  const holding = policy.exclude.filter((exclusion) => !isOver(exclusion, asOf))
  const ids = holding.length === 0 ? [] : [...snapshot.accounts.keys()]
  const found = ids.flatMap((id) => {
    const exclusion = holding.find((one) => isFor(one, id, units))
    return exclusion === undefined ? [] : [[id, exclusion] as const]
  })
  return new Map(found)
}

/** The last override that matches, else what the policy says of the rule, else the rule's own. */
function severityOf(rule: Graded, policy: Policy, units: UnitsOf): ForAccount<Severity | 'off'> {
  const general = policy.severity[rule.id]?.value ?? rule.severity
  const overrides = policy.overrides.filter(({ severity }) => severity[rule.id] !== undefined)
  if (overrides.length === 0) return () => general
  return (account) => overrides.findLast((one) => isFor(one, account, units))?.severity[rule.id] ?? general
}

/**
 * The snapshot as the policy wants it looked at: excluded accounts are skipped, with the reason that every report prints. What they
 * own stays, since a trail of theirs may record others. An account that was left out when it was read, by an exclusion that this
 * policy does not have or that is over, is one that should have been read.
 */
export function withoutExcluded(snapshot: Snapshot, excluded: Baseline['excluded']): Snapshot {
  const changed = [...snapshot.accounts].flatMap(([id, facts]) => {
    const account = settled(id, facts.account, excluded.get(id))
    return account === facts.account ? [] : [[id, { ...facts, ...(account === undefined ? {} : { account }) }] as const]
  })
  return changed.length === 0 ? snapshot : { ...snapshot, accounts: new Map([...snapshot.accounts, ...changed]) }
}

type AccountFact = Fact<'account'> | undefined

function settled(id: string, fact: AccountFact, exclusion: Exclusion | undefined): AccountFact {
  const wasExcluded = fact?.value?.excluded === true
  if (exclusion === undefined ? !wasExcluded : fact?.value?.skipped !== undefined && !wasExcluded) return fact
  const { skipped, excluded: _, ...known } = fact?.value ?? { Id: id, State: 'ACTIVE' as const }
  const key = { fact: 'account', account: id } as const
  if (exclusion !== undefined) return { ...key, value: { ...known, skipped: sayExclusion(exclusion) } }
  return { ...key, value: known, unseen: { identity: leftOut(skipped) } }
}

function leftOut(skipped: string | undefined): Gap {
  return { cause: 'refused', call: 'sts:AssumeRole', message: `not asked, since the account was ${skipped ?? 'excluded'} when it was read` }
}
