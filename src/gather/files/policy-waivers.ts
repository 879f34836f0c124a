/** Whether a waiver fits what its rule is about. */
import type { Mistake } from '../../nouns/place.ts'
import type { Waiver } from '../../nouns/policy.ts'
import type { Rule, SubjectKind } from '../../nouns/rule.ts'
import type { RunFinding } from '../../nouns/verdict.ts'
import { listed } from './nearest.ts'

/** The keys by which a waiver says for whom. */
const keys = ['account', 'ou', 'trail', 'region', 'bucket'] as const

type Key = (typeof keys)[number]

/**
 * Which of them can match a subject of each kind. The organization is its management account's. A trail has one region, its home; an
 * account has many, and a waiver takes one of them out of the question.
 */
const fitting: Readonly<Record<SubjectKind, readonly Key[]>> = {
  organization: ['account'],
  account: ['account', 'ou', 'region'],
  trail: ['account', 'ou', 'trail', 'region'],
  bucket: ['account', 'ou', 'region', 'bucket'],
  key: ['account', 'ou', 'region'],
  'log-group': ['account', 'ou', 'region'],
  'event-data-store': ['account', 'ou', 'region'],
}

/** The findings of the run that can be waived, and what to do about the others. */
const findings: Readonly<Record<RunFinding, readonly Key[] | string>> = {
  'account-not-in-inventory': ['account', 'ou'],
  'inventory-account-missing': ['account'],
  'account-not-assessed': 'list the account under exclude, if it need not be read',
  'snapshot-stale': 'collect again, or accept the age with --max-age',
  'waiver-expired': 'renew what has expired, or take it out',
  'waiver-unused': 'take out what is not used',
}

/** What is wrong with a waiver of a rule, or a finding of the run, that is there. */
export function waiverMistakes(waiver: Waiver, rules: readonly Rule[]): readonly Mistake[] {
  const subject = rules.find(({ id }) => id === waiver.rule)?.subject
  const fits = subject === undefined ? (findings[waiver.rule as RunFinding] ?? []) : fitting[subject]
  if (typeof fits === 'string') return [{ what: `${waiver.rule} cannot be waived`, place: placeOf(waiver, 'rule'), instead: fits }]
  const about = subject === undefined ? 'an account' : aboutWhat[subject]
  const unfit = keys.filter((key) => waiver[key] !== undefined && !fits.includes(key))
  return [...unfit.map((key) => doesNotFit(waiver, key, about, fits)), ...notItsHome(waiver)]
}

const aboutWhat: Readonly<Record<SubjectKind, string>> = {
  organization: 'the organization',
  account: 'an account',
  trail: 'a trail',
  bucket: 'a bucket',
  key: 'a key',
  'log-group': 'a log group',
  'event-data-store': 'an event data store',
}

function doesNotFit(waiver: Waiver, key: Key, about: string, fits: readonly Key[]): Mistake {
  const what = `${waiver.rule} is about ${about}, so '${key}' cannot match`
  return { what, place: placeOf(waiver, key), instead: `write ${listed(fits)}` }
}

/** A trail is judged at its home: with another region beside its ARN, the waiver would never match. */
function notItsHome(waiver: Waiver): readonly Mistake[] {
  const home = waiver.trail?.split(':')[3]
  if (home === undefined || waiver.region === undefined || waiver.region === home) return []
  const what = `the home of this trail is ${home}, not ${waiver.region}`
  return [{ what, place: placeOf(waiver, 'region'), instead: 'take the region out' }]
}

function placeOf(waiver: Waiver, key: string): NonNullable<Mistake['place']> {
  return waiver.inside?.[key] ?? waiver.place
}
