/** Whether a value fits a rule's parameter. */
import type { Parameter, ParameterType, Rule } from '../../nouns/rule.ts'
import { meantInstead } from './nearest.ts'

const wanted: Readonly<Record<ParameterType, string>> = {
  boolean: 'write true or false',
  string: 'write text',
  number: 'write a number',
  strings: 'write a list of texts, at least one',
}

/** What a parameter takes. */
type Taker = Pick<Parameter, 'type' | 'catalogue' | 'default'>

/** What is wrong with a value of such a parameter, as what to write instead; undefined when it fits. */
export function wrongValue(parameter: Taker, value: unknown): string | undefined {
  if (fits(parameter, value)) return undefined
  const instead = mayBeEmpty(parameter) ? 'write a list of texts' : wanted[parameter.type]
  if (parameter.catalogue === undefined) return instead
  return `${instead}, or the word all in place of the list`
}

/** An empty list would make a rule ask about nothing, unless that is its default; in a list, `all` would be a name like any other. */
function fits(parameter: Taker, value: unknown): boolean {
  const { type, catalogue } = parameter
  if (type !== 'strings') return typeof value === type && value !== ''
  if (catalogue !== undefined && value === 'all') return true
  const isName = (item: unknown): boolean => typeof item === 'string' && item !== '' && (catalogue === undefined || item !== 'all')
  return Array.isArray(value) && (value.length > 0 || mayBeEmpty(parameter)) && value.every(isName)
}

/** The rule says by its default that it knows what to do with an empty list. */
function mayBeEmpty({ default: given }: Taker): boolean {
  return Array.isArray(given) && given.length === 0
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
  const instead = wrongValue(parameter, value)
  return instead === undefined ? undefined : { what: `the parameter '${name}' of ${rule.id} cannot have this value`, instead }
}
