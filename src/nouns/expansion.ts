/** Parameters in the text of a rule: `$name` as a whole value, and inside a longer text. */
import type { ParameterValue } from './rule.ts'

/** Parameters that every rule has without declaring them: the partition of the snapshot, and the source of the configuration. */
export const builtIn: readonly string[] = ['partition', 'source']

const name = /\$([A-Za-z][A-Za-z0-9]*)/g

/** The names of the parameters in a text. */
export function parametersIn(text: string): readonly string[] {
  return [...text.matchAll(name)].map((match) => match[1] as string)
}

/**
 * The value with parameters put in. A `$name` that is the whole text becomes the parameter's value; inside a longer text it becomes
 * that text, and a parameter that is a list makes a list of texts, one for each of its members. Lists inside lists become one.
 */
export function withParameters<T>(value: T, parameters: Readonly<Record<string, ParameterValue>>): T {
  if (typeof value === 'string') return expand(value, parameters) as T
  if (Array.isArray(value)) return value.flatMap((item) => withParameters(item as unknown, parameters)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withParameters(item as unknown, parameters)])) as T
}

function expand(text: string, parameters: Readonly<Record<string, ParameterValue>>): ParameterValue {
  const [whole] = parametersIn(text)
  if (whole !== undefined && text === `$${whole}`) return parameters[whole] ?? text
  // A split by a pattern with one group: texts at even places, names between them.
  const pieces = text.split(name).map((piece, index) => (index % 2 === 0 ? piece : (parameters[piece] ?? `$${piece}`)))
  const several = pieces.some((piece) => Array.isArray(piece))
  const texts = pieces.reduce<readonly string[]>((made, piece) => made.flatMap((start) => textsOf(piece).map((end) => start + end)), [''])
  return several ? texts : (texts[0] ?? text)
}

function textsOf(value: ParameterValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)]
}
