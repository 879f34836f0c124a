/** S3 and S3 Control (REST XML, path style): an account's buckets, and what guards each of them. */
import type { Bucket, Fact } from '../../nouns/snapshot.ts'
import { error, gapReply, notHeld, value, type Reply } from './reply.ts'
import { namespace, replies } from './s3-configuration.ts'
import { textOf, type Ask } from './world.ts'

export const s3 = {
  ListBuckets: listBuckets,
  GetBucketLocation: ofBucket('region', replies.region),
  GetBucketPolicy: ofBucket('policy', replies.policy),
  GetPublicAccessBlock: ofBucket('publicAccessBlock', replies.publicAccessBlock),
  GetBucketAcl: ofBucket('acl', replies.acl),
  GetBucketVersioning: ofBucket('versioning', replies.versioning),
  GetBucketLogging: ofBucket('accessLogBucket', replies.accessLogBucket),
  GetObjectLockConfiguration: ofBucket('objectLock', replies.objectLock),
  GetBucketLifecycleConfiguration: ofBucket('lifecycle', replies.lifecycle),
  GetBucketRequestPayment: ofBucket('payer', replies.payer),
}

export const s3control = { GetPublicAccessBlock: getAccountBlock }

const refused = error('AccessDenied', 'Access Denied')

/** Only buckets that some trail delivers to are in a snapshot; the account may have others. */
function listBuckets({ world, account, parameters }: Ask): Reply {
  const facts = world.bucketsOf.get(account) ?? []
  const gap = facts.find((fact) => fact.gap?.call === 's3:ListBuckets')?.gap
  if (gap !== undefined) return gapReply(gap)
  const names = facts.flatMap((fact) => fact.value ?? []).filter(({ Name }) => Name > textOf(parameters['continuation-token']))
  const sorted = names.sort((a, b) => (a.Name < b.Name ? -1 : 1))
  const page = sorted.slice(0, Number(parameters['max-buckets'] ?? 10_000))
  const items = page.map((bucket) => ({ Name: bucket.Name, CreationDate: world.header.takenAt, BucketRegion: bucket.region }))
  const more = page.length < sorted.length ? { ContinuationToken: page.at(-1)?.Name } : {}
  return value({ [`ListAllMyBucketsResult ${namespace}`]: { Owner: { ID: account }, Buckets: { Bucket: items }, ...more } })
}

type Part = Exclude<keyof Bucket, 'Name' | 'owner'>
type Seen<P extends Part> = Required<Bucket>[P]

/** One part of a bucket, told to its owner alone. */
function ofBucket<P extends Part>(part: P, reply: (of: Seen<P>) => Reply): (ask: Ask) => Reply {
  return ({ world, account, parameters, region }) => {
    const fact = world.snapshot.buckets.get(textOf(parameters['Bucket']))
    if (fact === undefined) return error('NoSuchBucket', 'The specified bucket does not exist')
    if (fact.value?.owner !== account) return refused
    if (part !== 'region' && fact.value.region !== undefined && fact.value.region !== region) return elsewhere(fact.value.region)
    return partReply(fact, part, reply)
  }
}

/** Only a bucket's location is told in every region; for the rest one is sent to the bucket's own. */
function elsewhere(region: string): Reply {
  const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.'
  return { kind: 'error', code: 'PermanentRedirect', message, status: 301, headers: { 'x-amz-bucket-region': region } }
}

function partReply<P extends Part>(fact: Fact<'bucket'>, part: P, reply: (of: Seen<P>) => Reply): Reply {
  const gap = fact.unseen?.[part]
  if (gap !== undefined) return gapReply(gap)
  const seen = fact.value?.[part]
  return seen === undefined ? notHeld(`${part} of ${String(fact.id)}`) : reply(seen as Seen<P>)
}

/** The account's own block stands in the facts of each of its buckets; the first that knows it answers. */
function getAccountBlock({ world, account, parameters }: Ask): Reply {
  if (parameters['AccountId'] !== account) return refused
  const part = 'accountPublicAccessBlock'
  const facts = (world.bucketsOf.get(account) ?? []).filter((fact) => fact.value !== undefined)
  const known = facts.find((fact) => fact.value?.[part] !== undefined) ?? facts.find((fact) => fact.unseen?.[part] !== undefined)
  return known === undefined ? notHeld(`the public access block of ${account}`) : partReply(known, part, replies.publicAccessBlock)
}
