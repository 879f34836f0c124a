/** A case about one subject of a sketched organization, for tests of what stands at its paths. */
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Case, Seen } from '../../../src/judge/evaluate/case.ts'
import { remembering } from '../../../src/judge/evaluate/memory.ts'
import { readPath } from '../../../src/judge/evaluate/paths.ts'
import type { ParameterValue } from '../../../src/nouns/rule.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import type { Snapshot } from '../../../src/nouns/snapshot.ts'
import type { Subject } from '../../../src/nouns/verdict.ts'

interface Circumstances {
  /** Accounts that the policy marks, by number. */
  readonly marked?: Readonly<Record<string, readonly string[]>>
  readonly parameters?: Readonly<Record<string, ParameterValue>>
}

export function caseOf(source: Sketch | Snapshot, subject: Subject, { marked = {}, parameters = {} }: Circumstances = {}): Case {
  const place = { file: 'trailgate.yaml', line: 1, column: 1 }
  const snapshot = 'segments' in source ? source : sketchSnapshot(source)
  return { snapshot, subject, parameters, memory: remembering(), inventory: Object.entries(marked).map(([id, is]) => ({ id, is, place })) }
}

/** What stands at a path of a bucket. */
export function ofBucket(source: Sketch | Snapshot, name: string, path: string, circumstances?: Circumstances): Seen {
  return readPath(caseOf(source, { kind: 'bucket', id: name }, circumstances), path)
}

/** What stands at a path of a key, by its ARN. */
export function ofKey(source: Sketch | Snapshot, arn: string, path: string): Seen {
  return readPath(caseOf(source, { kind: 'key', id: arn }), path)
}
