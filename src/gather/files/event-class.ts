/** A class of events as JSON or YAML text -> the class, or everything that is wrong with it. */
import { eventClass as isEventClass } from '#validators'
import type { EventClass } from '../../nouns/event.ts'
import type { Read } from '../../nouns/place.ts'
import { mistakesIn } from './mistakes.ts'
import { parseYaml } from './yaml-file.ts'

/** `source` is what the places of mistakes name: a file, or a flag such as `--class`. */
export function readEventClass(text: string, source: string): Read<EventClass> {
  const yaml = parseYaml(text, source)
  if (!yaml.ok) return yaml
  const mistakes = mistakesIn(yaml.value, isEventClass, 'the class')
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: yaml.value.data as EventClass }
}
