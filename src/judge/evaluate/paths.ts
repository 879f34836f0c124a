/** What stands at each path of a subject: the meanings of the paths that nouns/vocabulary.ts names. */
import { recordsOwnDeliveries } from '../coverage/deliveries.ts'
import type { Scalar, SubjectKind } from '../../nouns/rule.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Subject } from '../../nouns/verdict.ts'
import type { paths } from '../../nouns/vocabulary.ts'
import type { Judgement } from './judgement.ts'

/** A value that was seen, absent (null), or unseen: then the gaps say why. What else is known travels with it. */
export interface Seen extends Partial<Pick<Judgement, 'witness' | 'gaps' | 'why'>> {
  readonly value: Scalar | null | undefined
  /** The call that told it. */
  readonly source: string
}

type Reading = (snapshot: Snapshot, subject: Subject) => Seen

/** A member of the trail as DescribeTrails returned it; absent members are null. */
function trailMember(member: string): Reading {
  return (snapshot, subject) => {
    const fact = snapshot.trails.get(subject.id)
    const source = 'cloudtrail:DescribeTrails'
    if (fact?.value === undefined) return { value: undefined, source, gaps: fact?.gap === undefined ? [] : [fact.gap] }
    return { value: scalarOf(fact.value[member]), source }
  }
}

/** A flag that AWS leaves out when it is off is false when absent. */
function trailFlag(member: string): Reading {
  const read = trailMember(member)
  return (snapshot, subject) => {
    const seen = read(snapshot, subject)
    return seen.value === null ? { ...seen, value: false } : seen
  }
}

function scalarOf(value: unknown): Scalar | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function ownDeliveries(snapshot: Snapshot, subject: Subject): Seen {
  const loop = recordsOwnDeliveries(snapshot, subject.id)
  return {
    value: loop.truth,
    source: 'cloudtrail:GetEventSelectors',
    why: [loop.why],
    gaps: loop.gaps,
    ...(loop.witness === undefined ? {} : { witness: loop.witness }),
  }
}

/** A path without a reading, or a reading without a path, does not compile. */
export const readings = {
  account: {},
  trail: {
    name: trailMember('Name'),
    homeRegion: trailMember('HomeRegion'),
    multiRegion: trailFlag('IsMultiRegionTrail'),
    organizationTrail: trailFlag('IsOrganizationTrail'),
    logFileValidation: trailFlag('LogFileValidationEnabled'),
    kmsKeyId: trailMember('KmsKeyId'),
    bucket: trailMember('S3BucketName'),
    recordsOwnDeliveries: ownDeliveries,
  },
} as const satisfies { readonly [K in SubjectKind]: Record<keyof (typeof paths)[K], Reading> }

/** What stands at this path of this subject. The rule's schema has made sure that the path exists. */
export function readPath(snapshot: Snapshot, subject: Subject, path: string): Seen {
  const table: Readonly<Record<string, Reading>> = readings[subject.kind as SubjectKind]
  const reading = table[path]
  if (reading === undefined) throw new Error(`no path ${path} of ${subject.kind}`)
  return reading(snapshot, subject)
}
