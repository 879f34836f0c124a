/** Whether a value fits a rule's parameter. */
import type { ParameterType, Rule } from '../../nouns/rule.ts'
import { meantInstead } from './nearest.ts'

const wanted: Readonly<Record<ParameterType, string>> = {
  boolean: 'write true or false',
  string: 'write text',
  number: 'write a number',
  strings: 'write a list of texts, at least one',
}

/** What is wrong with a value of a parameter of this type, as what to write instead; undefined when it fits. */
export function wrongValue(type: ParameterType, value: unknown): string | undefined {
  return fits(type, value) ? undefined : wanted[type]
}

/** An empty list would make a rule ask about nothing, and so pass. */
function fits(type: ParameterType, value: unknown): boolean {
  if (type !== 'strings') return typeof value === type && value !== ''
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && item !== '')
}

/** What is wrong with one parameter that somebody gives to a rule; undefined when nothing is. */
export function wrongParameter(
  rule: Pick<Rule, 'id' | 'parameters'>,
  name: string,
  value: unknown,
): { readonly what: string; readonly instead?: string } | undefined {
  const parameter = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined
  if (parameter === undefined) {
    const instead = meantInstead(name, Object.keys(rule.parameters)) ?? `${rule.id} has no parameters`
    return { what: `${rule.id} has no parameter '${name}'`, instead }
  }
  const instead = wrongValue(parameter.type, value)
  return instead === undefined ? undefined : { what: `the parameter '${name}' of ${rule.id} cannot have this value`, instead }
}
