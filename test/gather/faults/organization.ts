/** The organization that is collected under faults, small enough to be collected many times; and what must never change. */
import type { Fault } from '../../../src/gather/simulate/faults.ts'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import { factsIn, isFooter, type AnyFact, type Footer, type SnapshotLine } from '../../../src/nouns/snapshot.ts'
import type { Collected } from '../aws/simulated.ts'

/** `npm run test:long` draws more points in time, and waits as long as AWS would let one wait. */
export const long = process.env['TRAILGATE_LONG'] !== undefined

const keyId = '11111111-2222-4333-8444-555555555555'
export const caller = '111111111111'
const archive = '222222222222'

function member(id: string, index: number): SketchAccount {
  const bucket = `logs-of-${id}`
  const own = { name: 'own', bucket, tags: { team: `team ${index}` }, insights: ['ApiCallRateInsight'], multiRegion: index % 2 === 0 }
  return { id, name: `member ${index}`, buckets: [{ name: bucket }], trails: index % 3 === 0 ? [own] : [] }
}

/** Ten accounts in three regions: an organization trail with everything a trail may have, some trails of members, refusals that stay. */
export const organization: Sketch = {
  organization: 'o-example0001',
  regions: ['us-east-1', 'eu-west-1', 'ap-south-1'],
  units: [{ Id: 'r-0001', Name: 'Root' }, { Id: 'ou-0001-a', Name: 'a', ParentId: 'r-0001' }],
  accounts: [
    {
      id: caller,
      name: 'management',
      logGroups: [{ name: 'trail' }],
      roles: ['cloudtrail-logs'],
      trails: [
        {
          name: 'org',
          organizationTrail: true,
          bucket: 'the-logs',
          kmsKeyId: `arn:aws:kms:us-east-1:${archive}:key/${keyId}`,
          logGroup: 'trail',
          advancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
        },
      ],
    },
    { id: archive, name: 'log archive', buckets: [{ name: 'the-logs' }], keys: [{ id: keyId, region: 'us-east-1' }] },
    ...Array.from({ length: 6 }, (_, index) => member(String(300000000000 + index), index)),
    { id: '444444444444', name: 'refuses', refused: ['cloudtrail:DescribeTrails@eu-west-1'] },
    { id: '555555555555', name: 'no role', refused: ['sts:AssumeRole'] },
    { id: '666666666666', name: 'closed', state: 'CLOSED' },
  ],
}

/** A share of all requests that ends like this, drawn anew for each seed. */
export function shareOf(answer: Fault['answer'], share: number, seed: number): Fault {
  return { answer, share, seed, ...(answer === 'delay' ? { delay: long ? 30_000 : 6000 } : {}) }
}

/** The facts of a run by their keys, without what hangs on the moment. */
export function factsOf({ got }: Collected): readonly AnyFact[] {
  return factsIn(got)
}

export function footerOf(lines: readonly SnapshotLine[]): Footer | undefined {
  return lines.find(isFooter)
}

/** Whole numbers below `size`, the same for the same seed. */
export function numbersBelow(size: number, count: number, seed: number): readonly number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % size
  })
}
