/** What each kind of subject has: paths with values, lists of other subjects, and references to them. Meanings live in judge/evaluate. */
import { accountPaths } from './paths/account.ts'
import { bucketPaths } from './paths/bucket.ts'
import { eventDataStorePaths } from './paths/event-data-store.ts'
import { keyPaths } from './paths/key.ts'
import { logGroupPaths } from './paths/log-group.ts'
import { organizationPaths } from './paths/organization.ts'
import type { PathEntry } from './paths/path.ts'
import { trailPaths } from './paths/trail.ts'
import type { SubjectKind } from './rule.ts'

/** The paths of each kind of subject. */
export const paths = {
  organization: organizationPaths,
  account: accountPaths,
  trail: trailPaths,
  bucket: bucketPaths,
  key: keyPaths,
  'log-group': logGroupPaths,
  'event-data-store': eventDataStorePaths,
} as const satisfies Record<SubjectKind, Record<string, PathEntry>>

export interface ListEntry {
  readonly of: SubjectKind
  /** In the plural, without an article. */
  readonly wording: string
}

/** The lists of each kind of subject, for the words `some` and `every`: their members are subjects themselves. */
export const lists = {
  organization: {
    members: { of: 'account', wording: 'active accounts of the organization' },
    trails: { of: 'trail', wording: 'trails of the management account' },
  },
  account: { trails: { of: 'trail', wording: 'trails that reach the account' } },
  trail: {},
  bucket: { trails: { of: 'trail', wording: 'trails that deliver to the bucket' } },
  key: { trails: { of: 'trail', wording: 'trails that encrypt with the key' } },
  'log-group': { trails: { of: 'trail', wording: 'trails that deliver to the log group' } },
  'event-data-store': {},
} as const satisfies Record<SubjectKind, Record<string, ListEntry>>

/** What each kind of subject refers to: `trail` has `kmsKey`, so that a path of the key is a path of the trail, `kmsKey.state`. */
export const references = {
  organization: {},
  account: {},
  trail: { bucket: 'bucket', kmsKey: 'key', logGroup: 'log-group' },
  bucket: {},
  key: {},
  'log-group': {},
  'event-data-store': {},
} as const satisfies Record<SubjectKind, Record<string, SubjectKind>>

/** By name; none for most kinds. */
export function listsOf(kind: SubjectKind): Readonly<Record<string, ListEntry>> {
  return lists[kind]
}

const everyPath = new Map<SubjectKind, Readonly<Record<string, PathEntry>>>()

/** Every path that a condition about this kind may name: its own, and those of what it refers to. */
export function pathsOf(kind: SubjectKind): Readonly<Record<string, PathEntry>> {
  const known = everyPath.get(kind) ?? { ...paths[kind], ...referredPaths(kind) }
  everyPath.set(kind, known)
  return known
}

function referredPaths(kind: SubjectKind): Readonly<Record<string, PathEntry>> {
  const referred = Object.entries(references[kind] as Readonly<Record<string, SubjectKind>>)
  const entries = referred.flatMap(([name, of]) => Object.entries<PathEntry>(paths[of]).map(([path, entry]) => [`${name}.${path}`, entry]))
  return Object.fromEntries(entries)
}
