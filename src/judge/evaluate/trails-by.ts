/** The trails of a snapshot by what they use: looked up once for each of thousands of buckets and keys. */
import type { Fact, Snapshot, Trail } from '../../nouns/snapshot.ts'

/** A trail whose body was seen. */
export type TrailFact = Fact<'trail'> & { readonly value: Trail }

type Used = 'S3BucketName' | 'KmsKeyId'

type Index = ReadonlyMap<string, readonly TrailFact[]>

const indexes = new WeakMap<Snapshot, Readonly<Record<Used, Index>>>()

/** The trails that were seen, by the name of their bucket or the id of their key; a snapshot does not change. */
export function trailsBy(snapshot: Snapshot, used: Used): Index {
  const known = indexes.get(snapshot)
  if (known !== undefined) return known[used]
  const index = { S3BucketName: indexBy(snapshot, 'S3BucketName'), KmsKeyId: indexBy(snapshot, 'KmsKeyId') }
  indexes.set(snapshot, index)
  return index[used]
}

function indexBy(snapshot: Snapshot, used: Used): Index {
  const index = new Map<string, TrailFact[]>()
  for (const fact of snapshot.trails.values()) {
    const name = fact.value?.[used]
    if (!isSeen(fact) || name === undefined) continue
    const sharing = index.get(name) ?? []
    sharing.push(fact)
    index.set(name, sharing)
  }
  return index
}

function isSeen(fact: Fact<'trail'>): fact is TrailFact {
  return fact.value !== undefined
}
