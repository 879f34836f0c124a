/** Which values of an advanced selector do nothing, because no event can have them beside what the selector asks otherwise. */
import type { EventClass } from '../../nouns/event.ts'
import type { Reaching, ReachingTrail } from './answer.ts'
import { decide } from './decide.ts'
import type { FieldSelector } from './lint-advanced.ts'
import type { Category } from './selector.ts'
import { emptyReason } from './universe.ts'

interface Asked {
  readonly category: Category
  readonly fields: readonly FieldSelector[]
  readonly partition: string
}

/** Whether the selector records no event at all. */
export function isNothing({ category, fields, partition }: Asked): boolean {
  return recordsNothing({ eventCategory: category }, fields, partition)
}

/** A value that is asked for and cannot be there, or is excluded and could not be there. */
export function uselessValues({ category, fields, partition }: Asked): readonly string[] {
  return fields.filter(({ field }) => field !== 'eventCategory').flatMap(({ field, asked }) => {
    const others = fields.filter((each) => each.field !== field)
    const chosen = asked.filter(({ operator }) => !operator.startsWith('Not'))
    const narrowed = chosen.length === 0 ? others : [...others, { field, asked: chosen }]
    return asked.flatMap(({ operator, value }) => {
      const isNegative = operator.startsWith('Not')
      const events: EventClass = { eventCategory: category, [field]: { [isNegative ? operator.slice('Not'.length) : operator]: value } }
      if (!recordsNothing(events, isNegative ? narrowed : others, partition)) return []
      const effect = isNegative ? 'excludes nothing' : 'can never match'
      return [`${effect} by ${field} ${operator} ${value}: no event that it could be about has that`]
    })
  })
}

function recordsNothing(events: EventClass, fields: readonly FieldSelector[], partition: string): boolean {
  if (emptyReason(events, partition) !== undefined) return true
  return decide(events, { ...nowhere, partition, trails: [trailOf(fields)] }).answer === 'none'
}

const nowhere: Omit<Reaching, 'partition' | 'trails'> = { account: '', region: '', stopped: [] }

/** A trail with this selector alone. */
function trailOf(fields: readonly FieldSelector[]): ReachingTrail {
  const written = fields.map(({ field, asked }) => {
    const operators = [...new Set(asked.map(({ operator }) => operator))]
    const values = operators.map((operator) => [operator, asked.filter((each) => each.operator === operator).map(({ value }) => value)])
    return { Field: field, ...(Object.fromEntries(values) as object) }
  })
  return {
    arn: '',
    name: '',
    homeRegion: '',
    multiRegion: true,
    organizationTrail: false,
    certainty: 'sure',
    doubts: [],
    selectors: { AdvancedEventSelectors: [{ FieldSelectors: written }] },
    globalEvents: true,
    recursiveLogging: true,
    assumed: [],
  }
}
