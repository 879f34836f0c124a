/** A policy beside the rules: what it says of rules, sets, parameters and subjects that are not there, or that do not fit. */
import type { Framework } from '../../nouns/framework.ts'
import type { Mistake, Place } from '../../nouns/place.ts'
import type { Policy } from '../../nouns/policy.ts'
import type { ParameterValue, Rule } from '../../nouns/rule.ts'
import { runFindings } from '../../nouns/verdict.ts'
import { meantInstead, nearest } from './nearest.ts'
import { wrongParameter } from './parameter.ts'
import { ruleSets } from './policy-schema.ts'
import { waiverMistakes } from './policy-waivers.ts'

/** Whether an entry of `rules` is a folder of local rules rather than a name. */
export function isFolder(name: string): boolean {
  return /[/\\]/.test(name)
}

/** Every such mistake, in the order of the policy's keys. `frameworks`: the ids of those that there are. */
export function checkPolicy(policy: Policy, rules: readonly Rule[], frameworks: readonly string[] = []): readonly Mistake[] {
  const named = policy.rules.map(({ value, place }) => unknownRule(value, rules, frameworks, place))
  const given = Object.entries(policy.with).flatMap(([id, setting]) => parameterMistakes(id, setting, rules))
  const graded = Object.entries(policy.severity).map(([id, { place }]) => unknownId(id, rules, place))
  const overridden = policy.overrides.flatMap(({ severity, place, inside }) => {
    return Object.keys(severity).map((id) => unknownId(id, rules, inside?.[id] ?? place))
  })
  const waived = policy.waivers.flatMap((waiver) => unknownWaived(waiver, rules) ?? waiverMistakes(waiver, rules))
  return [...named, ...given, ...graded, ...overridden, ...waived].filter((mistake) => mistake !== undefined)
}

/** The mistake of naming a rule, set or framework that is not there; undefined when it is. */
export function unknownRule(name: string, rules: readonly Rule[], frameworks: readonly string[] = [], place?: Place): Mistake | undefined {
  const sets = [...ruleSets, ...frameworks]
  if (!isFolder(name)) return unknown('rule or set', name, [...sets, ...rules.map(({ id }) => id)], place)
  const folder = { what: `'${name}' looks like a folder of rules`, instead: 'name it with --rules, or in the policy' }
  return place === undefined ? folder : { ...folder, place }
}

/** The mistake of naming a framework that is not there; undefined when it is. */
export function unknownFramework(name: string, frameworks: readonly string[]): Mistake | undefined {
  return unknown('framework', name, frameworks)
}

/**
 * The mistakes of choosing frameworks together that want one rule judged with different parameters: a rule has one verdict for each
 * subject. Where the policy sets the parameter itself, nothing is open. `place`: where the later of two was named.
 */
export function frameworkConflicts(chosen: readonly Chosen[], { with: given }: Pick<Policy, 'with'>): readonly Mistake[] {
  return chosen.flatMap((later, index) => {
    const wants = wantsOf(later.framework).filter(({ rule, name }) => !Object.hasOwn(given[rule]?.value ?? {}, name))
    const earlier = chosen.slice(0, index)
    return wants.flatMap(({ rule, name, value }) => {
      const other = earlier.find(({ framework }) => differs(framework.with?.[rule]?.[name], value))
      return other === undefined ? [] : [conflict(other, later, rule, name)]
    })
  })
}

/** A framework that somebody chose, and where. */
export interface Chosen {
  readonly framework: Framework
  readonly place?: Place
}

function wantsOf({ with: given = {} }: Framework): readonly { readonly rule: string; readonly name: string; readonly value: ParameterValue }[] {
  return Object.entries(given).flatMap(([rule, values]) => Object.entries(values).map(([name, value]) => ({ rule, name, value })))
}

function differs(one: ParameterValue | undefined, other: ParameterValue): boolean {
  return one !== undefined && sorted(one) !== sorted(other)
}

/** In a list the order says nothing. */
function sorted(value: ParameterValue): string {
  return JSON.stringify(Array.isArray(value) ? [...new Set<string>(value)].sort() : value)
}

function conflict(earlier: Chosen, { framework, place }: Chosen, rule: string, name: string): Mistake {
  const what = `${earlier.framework.id} and ${framework.id} want ${rule} judged with different ${name}`
  const instead = `check one framework at a time, or set ${name} in the policy`
  return { what, instead, ...(place === undefined ? {} : { place }) }
}

/** The names that a rule of one's own may not have: they are sets, frameworks and findings of the run already. */
export function reservedNames(frameworks: readonly string[]): readonly string[] {
  return [...ruleSets, ...frameworks, ...runFindings]
}

function unknownWaived({ rule, place, inside }: Policy['waivers'][number], rules: readonly Rule[]): Mistake | undefined {
  if (!ruleSets.includes(rule)) return unknownId(rule, rules, inside?.['rule'] ?? place)
  return { what: `'${rule}' is a set of rules`, place: inside?.['rule'] ?? place, instead: 'a waiver is for one rule' }
}

/** Findings of the run are graded like rules. */
function unknownId(id: string, rules: readonly Rule[], place: Place): Mistake | undefined {
  const ids = rules.map((rule) => rule.id)
  if ([...ids, ...runFindings].includes(id)) return undefined
  const meant = nearest(id, [...ids, ...runFindings])
  const mistake = unknown('rule', id, ids, place)
  return mistake === undefined || meant === undefined ? mistake : { ...mistake, instead: `did you mean '${meant}'?` }
}

function unknown(kind: string, name: string, choices: readonly string[], place?: Place): Mistake | undefined {
  if (choices.includes(name)) return undefined
  const instead = meantInstead(name, choices) ?? '`trailgate rules list` names them all'
  return { what: `there is no ${kind} '${name}'`, instead, ...(place === undefined ? {} : { place }) }
}

function parameterMistakes(id: string, { value, place, inside }: Policy['with'][string], rules: readonly Rule[]): readonly Mistake[] {
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule === undefined) return [unknownId(id, rules, place) ?? { what: `${id} has no parameters`, place, instead: 'take it out' }]
  return Object.entries(value).flatMap(([name, given]) => {
    const mistake = wrongParameter(rule, name, given)
    return mistake === undefined ? [] : [{ ...mistake, place: inside?.[name] ?? place }]
  })
}
