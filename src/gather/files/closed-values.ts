/** Classes of events that ask a field for a value that it never has, in fields whose values are a closed list. */
import { closedValues, type EventClass, type FieldWish } from '../../nouns/event.ts'
import type { Mistake } from '../../nouns/place.ts'
import { parametersIn } from '../../nouns/expansion.ts'
import { listed, meantInstead } from './nearest.ts'
import { placeOf, type Path, type YamlFile } from './yaml-file.ts'

/** Every such value of the class at `path` of the file, with the nearest value that there is. What a parameter gives is not known here. */
export function closedValueMistakes(yaml: YamlFile, path: Path, eventClass: EventClass): readonly Mistake[] {
  return Object.entries(closedValues).flatMap(([field, choices]) => {
    const wish = eventClass[field as keyof EventClass]
    const asked = wish === undefined ? [] : valuesIn(wish, [...path, field])
    return asked.filter(({ value }) => parametersIn(value).length === 0).flatMap((each) => mistakeIn(yaml, field, choices, each) ?? [])
  })
}

interface Asked {
  readonly value: string
  readonly path: Path
  /** Without `Not`, since it is a mistake as well to leave out what is never there. */
  readonly how: 'Equals' | 'StartsWith' | 'EndsWith'
}

function valuesIn(wish: FieldWish, path: Path, how: Asked['how'] = 'Equals'): readonly Asked[] {
  if (wish === null) return []
  if (typeof wish !== 'object') return [{ value: String(wish), path, how }]
  if (Array.isArray(wish)) return wish.map((value: string | boolean, index) => ({ value: String(value), path: [...path, String(index)], how }))
  return Object.entries(wish).flatMap(([operator, values]: [string, FieldWish]) => {
    return valuesIn(values, [...path, operator], operator.replace(/^Not/, '') as Asked['how'])
  })
}

const fits: Readonly<Record<Asked['how'], (choice: string, value: string) => boolean>> = {
  Equals: (choice, value) => choice === value,
  StartsWith: (choice, value) => choice.startsWith(value),
  EndsWith: (choice, value) => choice.endsWith(value),
}

function mistakeIn(yaml: YamlFile, field: string, choices: readonly string[], { value, path, how }: Asked): Mistake | undefined {
  if (choices.some((choice) => fits[how](choice, value))) return undefined
  const what = how === 'Equals' ? `${field} is never '${value}'` : `no value of ${field} ${how === 'StartsWith' ? 'begins' : 'ends'} with '${value}'`
  const all = `write ${listed(choices)}`
  const meant = meantInstead(value, choices) ?? all
  return { what, place: placeOf(yaml, path), instead: meant === all ? all : `${meant} (${all})` }
}
