/** What was worked out once is not worked out again: an organization of thousands of accounts has few distinct configurations. */
import type { Reaching } from '../coverage/answer.ts'
import { isLeaderRegion } from '../coverage/trail.ts'

const notebooks = new WeakMap<object, Map<string, unknown>>()

/**
 * The result of work that hangs on its name and on the trails that reach a place; kept as long as a run's memory lives, which is about
 * one snapshot, so that a trail's ARN stands for its selectors. Account and region in the result are those of the first place asked.
 */
export function rememberedFor<T>(memory: object, name: string, reaching: Reaching, work: () => T): T {
  const notes = notebooks.get(memory) ?? new Map<string, unknown>()
  notebooks.set(memory, notes)
  const key = `${name} ${keyOf(reaching)}`
  if (!notes.has(key)) notes.set(key, work())
  return notes.get(key) as T
}

function keyOf(reaching: Reaching): string {
  const trails = reaching.trails.map(({ arn, certainty, doubts }) => [arn, certainty, doubts])
  return JSON.stringify([reaching.partition, isLeaderRegion(reaching), trails])
}
