/** A class of events in words that fit "all … are recorded". */
import type { EventClass, FieldWish } from '../../nouns/event.ts'

const categories: Readonly<Record<string, string>> = { Management: 'management events', Data: 'data events', NetworkActivity: 'network activity events' }

/** `write management events of kms.amazonaws.com (errorCode absent)`. */
export function sayClass({ eventCategory, eventSource, readOnly, ...others }: EventClass): string {
  const category = typeof eventCategory === 'string' ? (categories[eventCategory] ?? `${eventCategory} events`) : 'events'
  const rest = Object.entries({ ...(typeof eventCategory === 'object' ? { eventCategory } : {}), ...others })
  const further = rest.map(([field, wish]) => `${field} ${sayWish(wish)}`)
  return `${sayReadOnly(readOnly)}${category}${saySources(eventSource)}${further.length === 0 ? '' : ` (${further.join(', ')})`}`
}

function sayReadOnly(readOnly: FieldWish | undefined): string {
  if (readOnly === undefined) return ''
  return readOnly === true || readOnly === 'true' ? 'read ' : 'write '
}

function saySources(wish: FieldWish | undefined): string {
  if (wish === undefined) return ''
  if (typeof wish === 'object' && wish !== null && !Array.isArray(wish)) {
    const { NotEquals, ...others } = wish as Record<string, string | readonly string[]>
    if (NotEquals !== undefined && Object.keys(others).length === 0) return ` (${[NotEquals].flat().join(' and ')} aside)`
  }
  return typeof wish === 'string' || Array.isArray(wish) ? ` of ${sayWish(wish)}` : ` whose eventSource is ${sayWish(wish)}`
}

function sayWish(wish: FieldWish): string {
  if (wish === null) return 'absent'
  if (Array.isArray(wish)) return listed(wish.map(String))
  if (typeof wish !== 'object') return String(wish)
  return Object.entries(wish)
    .map(([operator, values]) => `${operator} ${listed([values].flat().map(String))}`)
    .join(' and ')
}

function listed(values: readonly string[]): string {
  return values.length > 6 ? `${values.slice(0, 6).join(', ')} and ${values.length - 6} more` : values.join(', ')
}
