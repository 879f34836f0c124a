/** A configuration that today's tools get wrong, and the classes of events that show it. */
import type { Answer, ReachingTrail } from '../../../src/judge/coverage/answer.ts'
import type { EventClass } from '../../../src/nouns/event.ts'

export const management: EventClass = { eventCategory: 'Management' }
export const ofKms: EventClass = { eventCategory: 'Management', eventSource: 'kms.amazonaws.com' }
export const objects: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }
export const objectReads: EventClass = { ...objects, readOnly: true }
export const objectWrites: EventClass = { ...objects, readOnly: false }
export const lambdas: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::Lambda::Function' }

export function bucket(name: string, events = objects): EventClass {
  return { ...events, 'resources.ARN': { StartsWith: `arn:aws:s3:::${name}/` } }
}

export function s3(...Values: readonly string[]): Record<string, unknown> {
  return { Type: 'AWS::S3::Object', Values }
}

export const data = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }
export const managed = { eventCategory: ['Management'] }

export interface Trap {
  readonly trap: string
  readonly what: string
  readonly trails: readonly ReachingTrail[]
  readonly asked: readonly (readonly [EventClass, Answer['answer']])[]
  /** What peers say. */
  readonly wrong: string
}
