/** Whether a bucket lets the public in. Source: S3 guide, "Blocking public access to your Amazon S3 storage". */
import type { BucketAcl, PublicAccessBlock } from '../../nouns/snapshot.ts'
import { readDocument } from './document.ts'
import { publicStatements } from './public-statement.ts'
import { all, any, opposite, type Truth } from './truth.ts'

/** Parts are null where there is none, and undefined where they could not be seen. */
export interface BucketAccess {
  readonly policy?: string | null | undefined
  readonly acl?: BucketAcl | undefined
  readonly publicAccessBlock?: PublicAccessBlock | null | undefined
  readonly accountPublicAccessBlock?: PublicAccessBlock | null | undefined
}

export type AccessPart = keyof BucketAccess

export interface Publicness {
  readonly truth: Truth
  /** Sentences without a full stop: what lets the public in, or may, or what keeps it out. */
  readonly why: readonly string[]
  /** The parts whose absence left it open. */
  readonly missing: readonly AccessPart[]
}

/** A way in: whether it is open in itself, and whether a setting closes it. */
interface Way {
  readonly open: Truth
  readonly closed: Truth
  readonly what: string
  readonly setting: keyof PublicAccessBlock
  readonly part: AccessPart
}

const everybody: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everybody (AllUsers)',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'every AWS account (AuthenticatedUsers)',
}

/**
 * Public by policy unless RestrictPublicBuckets, or by ACL unless IgnorePublicAcls, of the bucket or of its account. BlockPublicPolicy and
 * BlockPublicAcls only refuse new ones, so that they take nothing away from what is there.
 */
export function publicness(access: BucketAccess): Publicness {
  const ways = [policyWay(access), aclWay(access)]
  const truth = any(ways.map(isWayIn))
  const telling = ways.filter((way) => isWayIn(way) === truth)
  const missing = truth === undefined ? telling.flatMap((way) => missingParts(way, access)) : []
  return { truth, why: telling.map(sayWay), missing: [...new Set(missing)] }
}

function isWayIn({ open, closed }: Way): Truth {
  return all([open, opposite(closed)])
}

function policyWay(access: BucketAccess): Way {
  const { open, what } = access.policy === undefined ? { open: undefined, what: 'the policy could not be seen' } : byPolicy(access.policy)
  return { open, what, closed: isSet(access, 'RestrictPublicBuckets'), setting: 'RestrictPublicBuckets', part: 'policy' }
}

function byPolicy(policy: string | null): Pick<Way, 'open' | 'what'> {
  if (policy === null) return { open: false, what: 'there is no bucket policy' }
  const document = readDocument(policy)
  if ('malformed' in document) return { open: undefined, what: document.malformed }
  const found = publicStatements(document.statements)
  const certain = found.filter(({ truth }) => truth === true)
  const telling = certain.length > 0 ? certain : found
  if (telling.length === 0) return { open: false, what: 'the policy names who may come in' }
  return { open: certain.length > 0 || undefined, what: telling.map(({ why }) => why).join('; ') }
}

/** GetBucketAcl tells the permissions in force, so that with IgnorePublicAcls it shows no public ones. */
function aclWay(access: BucketAccess): Way {
  const { open, what } = access.acl === undefined ? { open: undefined, what: 'the ACL could not be seen' } : byAcl(access.acl)
  return { open, what, closed: isSet(access, 'IgnorePublicAcls'), setting: 'IgnorePublicAcls', part: 'acl' }
}

function byAcl(acl: BucketAcl): Pick<Way, 'open' | 'what'> {
  const grants = acl.grants.flatMap(({ grantee, permission }) => {
    const whom = everybody[grantee]
    return whom === undefined ? [] : [`the ACL grants ${permission} to ${whom}`]
  })
  return { open: grants.length > 0, what: grants.length > 0 ? grants.join(' and ') : 'the ACL grants the public nothing' }
}

/** S3 applies the stricter of the bucket's settings and its account's. */
function isSet(access: BucketAccess, setting: keyof PublicAccessBlock): Truth {
  const set = (block: PublicAccessBlock | null | undefined): Truth => (block === undefined ? undefined : block?.[setting] === true)
  return any([set(access.publicAccessBlock), set(access.accountPublicAccessBlock)])
}

function sayWay({ open, closed, what, setting }: Way): string {
  if (closed === true && open !== false) return `${setting} shuts out what a policy or an ACL may let in`
  if (open === false) return what
  return closed === undefined ? `${what}, and whether ${setting} is on could not be seen` : `${what}, and ${setting} is off`
}

function missingParts({ open, closed, part }: Way, access: BucketAccess): readonly AccessPart[] {
  const blocks = (['publicAccessBlock', 'accountPublicAccessBlock'] as const).filter((block) => access[block] === undefined)
  return [...(open === undefined && access[part] === undefined ? [part] : []), ...(closed === undefined ? blocks : [])]
}
