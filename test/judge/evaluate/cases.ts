/** Cases to judge conditions on: sketched organizations, and subjects in them. */
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Case } from '../../../src/judge/evaluate/case.ts'
import { remembering } from '../../../src/judge/evaluate/memory.ts'
import { subjectsOf } from '../../../src/judge/evaluate/subjects.ts'
import type { SubjectKind } from '../../../src/nouns/rule.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'

/** The first subject of this kind, or the one of this id. */
export function caseOf(kind: SubjectKind, sketch: Sketch, more: Partial<Case> & { readonly id?: string } = {}): Case {
  const snapshot = sketchSnapshot(sketch)
  const { id, ...rest } = more
  const subject = subjectsOf(kind, snapshot).find((each) => id === undefined || each.id === id)
  if (subject === undefined) throw new Error(`the sketch has no ${kind}`)
  return { snapshot, subject, parameters: { partition: 'aws', source: 'live' }, memory: remembering(), inventory: [], ...rest }
}
