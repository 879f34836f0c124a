/** Cases to judge conditions on, and to read paths of: sketched organizations, and subjects in them. */
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Case, Seen } from '../../../src/judge/evaluate/case.ts'
import { remembering } from '../../../src/judge/evaluate/memory.ts'
import { readPath } from '../../../src/judge/evaluate/paths.ts'
import { subjectsOf } from '../../../src/judge/evaluate/subjects.ts'
import type { ParameterValue, SubjectKind } from '../../../src/nouns/rule.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import type { Snapshot } from '../../../src/nouns/snapshot.ts'
import type { Subject } from '../../../src/nouns/verdict.ts'

function caseAbout(snapshot: Snapshot, subject: Subject, more: Partial<Case>): Case {
  return { snapshot, subject, parameters: { partition: 'aws', source: 'live' }, memory: remembering(), inventory: [], ...more }
}

/** The first subject of this kind, or the one of this id. */
export function caseOf(kind: SubjectKind, sketch: Sketch, more: Partial<Case> & { readonly id?: string } = {}): Case {
  const snapshot = sketchSnapshot(sketch)
  const { id, ...rest } = more
  const subject = subjectsOf(kind, snapshot).find((each) => id === undefined || each.id === id)
  if (subject === undefined) throw new Error(`the sketch has no ${kind}`)
  return caseAbout(snapshot, subject, rest)
}

interface Circumstances {
  /** Accounts that the policy marks, by number. */
  readonly marked?: Readonly<Record<string, readonly string[]>>
  readonly parameters?: Readonly<Record<string, ParameterValue>>
}

/** What stands at a path of a bucket, whether it was read or not. */
export function ofBucket(source: Sketch | Snapshot, name: string, path: string, { marked = {}, parameters = {} }: Circumstances = {}): Seen {
  const place = { file: 'trailgate.yaml', line: 1, column: 1 }
  const inventory = Object.entries(marked).map(([id, is]) => ({ id, is, place }))
  return readPath(caseAbout(snapshotIn(source), { kind: 'bucket', id: name }, { parameters, inventory }), path)
}

/** What stands at a path of a key, by its ARN. */
export function ofKey(source: Sketch | Snapshot, arn: string, path: string): Seen {
  return readPath(caseAbout(snapshotIn(source), { kind: 'key', id: arn }, {}), path)
}

function snapshotIn(source: Sketch | Snapshot): Snapshot {
  return 'segments' in source ? source : sketchSnapshot(source)
}
