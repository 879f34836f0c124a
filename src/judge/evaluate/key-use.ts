/** Whether a key can do its work for every trail that encrypts with it (reference 6). */
import { all } from '../access/truth.ts'
import type { Fact, Key, Trail } from '../../nouns/snapshot.ts'
import { partOf } from './bucket-fact.ts'
import { caseAbout, type Case, type Seen } from './case.ts'
import { askPolicy, assumedBy, encryptContext, writerOf } from './cloudtrail-requests.ts'
import { openGap, unseen } from './fact-reading.ts'
import { judgeBinding } from './policy-binding.ts'
import { trailsBy } from './trails-by.ts'

/** What CloudTrail asks of a key. */
export const encryptActions = ['kms:GenerateDataKey']

const policyCall = 'kms:GetKeyPolicy'

export function keyOf({ snapshot, subject }: Case): Fact<'key'> | undefined {
  return snapshot.keys.get(subject.id)
}

/** The trails that name the key, by the subject's id or by the key's own ARN. */
function encryptingTrails(of: Case): readonly Trail[] {
  const arns = new Set([of.subject.id, keyOf(of)?.value?.Arn ?? of.subject.id])
  const byKey = trailsBy(of.snapshot, 'KmsKeyId')
  return [...arns].flatMap((arn) => byKey.get(arn) ?? []).map(({ value }) => value)
}

/** The policy's text, or what is said where it could not be seen. */
export function readKeyPolicy(of: Case, judge: (policy: string, key: Key) => Seen): Seen {
  const fact = keyOf(of)
  const gap = fact?.gap ?? fact?.unseen?.['policy']
  if (fact?.value?.policy === undefined || gap !== undefined) return unseen(policyCall, gap, fact)
  return judge(fact.value.policy, fact.value)
}

export function letsCloudTrailEncrypt(of: Case): Seen {
  return readKeyPolicy(of, (policy, key) => {
    const may = askPolicy(of.snapshot, policy)
    const needs = encryptingTrails(of).map((trail) => {
      const context = encryptContext(trail, writerOf(of.snapshot, trail))
      const decisions = encryptActions.map((action) => may(trail)({ action, resource: key.Arn, context }))
      return { trail, truth: all(decisions.map(({ truth }) => truth)), why: decisions.map(({ why }) => why).join(', ') }
    })
    const value = all(needs.map(({ truth }) => truth))
    const why = needs.filter(({ truth }) => truth === value).slice(0, 6).map((need) => sayNeed(need.trail, need.truth, need.why))
    return { value, source: policyCall, why, assumed: assumedBy(policy) }
  })
}

function sayNeed({ Name: name, TrailARN: arn }: Trail, truth: boolean | undefined, why: string): string {
  const trail = `encrypt for trail ${name ?? arn}`
  if (truth === undefined) return `whether CloudTrail may ${trail} cannot be told: ${why}`
  return `CloudTrail may ${truth ? '' : 'not '}${trail}: ${why}`
}

export function isBoundToOwn(of: Case): Seen {
  return readKeyPolicy(of, (policy, key) => {
    const thing = { actions: encryptActions, resources: [key.Arn], contextFor: encryptContext }
    return judgeBinding(of, policy, thing, encryptingTrails(of), policyCall)
  })
}

/** A key can only encrypt what lies in its own region. */
export function inRegionOfBuckets(of: Case): Seen {
  const source = 's3:GetBucketLocation'
  const [, , , region = ''] = of.subject.id.split(':')
  const buckets = [...new Set(encryptingTrails(of).flatMap(({ S3BucketName: name }) => name ?? []))]
  const seen = buckets.map((name) => ({ name, region: partOf(caseAbout(of, { kind: 'bucket', id: name }), 'region') }))
  const value = all(seen.map((bucket) => (bucket.region === undefined ? undefined : bucket.region === region)))
  const elsewhere = seen.filter((bucket) => bucket.region !== region)
  const gaps = value === undefined ? elsewhere.flatMap(({ name }) => gapOf(of, name)) : []
  const told = elsewhere.filter((bucket) => value !== false || bucket.region !== undefined)
  const where = told.map(({ name, region: other }) =>
    other === undefined ? `and the region of bucket ${name} could not be seen` : `bucket ${name} in ${other}`,
  )
  return { value, source, gaps, why: [`the key is in ${region}, ${where.length === 0 ? 'where its buckets are' : where.join(', ')}`] }
}

function gapOf({ snapshot }: Case, bucket: string): NonNullable<Seen['gaps']> {
  const fact = snapshot.buckets.get(bucket)
  const gap = fact?.gap ?? fact?.unseen?.['owner'] ?? fact?.unseen?.['region']
  return gap === undefined ? [] : [openGap(gap, { account: fact?.account ?? '' })]
}
