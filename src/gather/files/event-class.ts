/** A class of events as JSON or YAML text -> the class, or everything that is wrong with it. */
import { eventClass as isEventClass } from '#validators'
import type { EventClass } from '../../nouns/event.ts'
import type { Read } from '../../nouns/place.ts'
import { closedValueMistakes } from './closed-values.ts'
import { mistakesIn } from './mistakes.ts'
import { parseYaml } from './yaml-file.ts'

/** The class that a flag gives, in strict JSON: YAML would take a misplaced quote for a part of a name. */
export function readEventClassJson(text: string, source: string): Read<EventClass> {
  try {
    JSON.parse(text)
  } catch {
    return { ok: false, mistakes: [{ what: `${source} is not JSON`, instead: `write an object, such as {"eventCategory":"Management","readOnly":false}` }] }
  }
  return readEventClass(text, source)
}

/** `source` is what the places of mistakes name: a file, or a flag such as `--class`. */
export function readEventClass(text: string, source: string): Read<EventClass> {
  const yaml = parseYaml(text, source)
  if (!yaml.ok) return yaml
  const shape = mistakesIn(yaml.value, isEventClass, 'the class')
  const eventClass = yaml.value.data as EventClass
  const mistakes = shape.length > 0 ? shape : closedValueMistakes(yaml.value, [], eventClass)
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: eventClass }
}
