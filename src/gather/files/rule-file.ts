/** A parsed rule file -> the rule, or everything that is wrong with it. */
import {
  ruleAccount,
  ruleBucket,
  ruleEventDataStore,
  ruleKey,
  ruleLogGroup,
  ruleOrganization,
  ruleTrail,
  type Validator,
} from '#validators'
import type { EventClass } from '../../nouns/event.ts'
import type { Mistake, Read } from '../../nouns/place.ts'
import type { Condition, Parameter, Rule, SubjectKind } from '../../nouns/rule.ts'
import { closedValueMistakes } from './closed-values.ts'
import { mistakesIn } from './mistakes.ts'
import { builtIn, parametersIn } from '../../nouns/expansion.ts'
import { meantInstead } from './nearest.ts'
import { wrongParameter, wrongValue } from './parameter.ts'
import { sketchMistakes } from './sketch.ts'
import { keyPlaceOf, placeOf, type Path, type YamlFile } from './yaml-file.ts'

/** A rule file's own shape, once the schema has accepted it: what has a default may be absent. */
type WrittenRule = Omit<Rule, 'place' | Defaulted> & Partial<Pick<Rule, Defaulted>>

type Defaulted = 'recommended' | 'sources' | 'parameters' | 'controls'

const validators: Readonly<Record<SubjectKind, Validator>> = {
  organization: ruleOrganization,
  account: ruleAccount,
  trail: ruleTrail,
  bucket: ruleBucket,
  key: ruleKey,
  'log-group': ruleLogGroup,
  'event-data-store': ruleEventDataStore,
}

/** The rule in a file that is called `name` and lies in the folder of `kind`. */
export function ruleIn(yaml: YamlFile, kind: SubjectKind, name: string): Read<Rule> {
  const shape = mistakesIn(yaml, validators[kind], 'the rule')
  const mistakes = shape.length > 0 ? shape : ruleMistakes(yaml, yaml.data as WrittenRule, kind, name)
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: ruleOf(yaml, yaml.data as WrittenRule) }
}

function ruleOf(yaml: YamlFile, written: WrittenRule): Rule {
  const defaults = { recommended: false, sources: ['live'], parameters: {}, controls: {} } as const
  return { ...defaults, ...written, place: { file: yaml.file, line: 1, column: 1 } }
}

function ruleMistakes(yaml: YamlFile, rule: WrittenRule, kind: SubjectKind, name: string): readonly Mistake[] {
  const id = { what: `the id is '${rule.id}', the file '${name}.yaml'`, place: placeOf(yaml, ['id']), instead: 'make them equal' }
  const subject = { what: `a rule about the subject '${rule.subject}' in the folder ${kind}`, place: placeOf(yaml, ['subject']) }
  const misplaced = [...(rule.id === name ? [] : [id]), ...(rule.subject === kind ? [] : [subject])]
  const classes = [...classMistakes(yaml, rule.when, ['when']), ...classMistakes(yaml, rule.must, ['must'])]
  return [...misplaced, ...defaultMistakes(yaml, rule), ...referenceMistakes(yaml, rule), ...classes, ...exampleMistakes(yaml, rule)]
}

function defaultMistakes(yaml: YamlFile, { parameters = {} }: WrittenRule): readonly Mistake[] {
  return Object.entries(parameters).flatMap(([name, parameter]: [string, Parameter]) => {
    const instead = wrongValue(parameter, parameter.default)
    const place = placeOf(yaml, ['parameters', name, 'default'])
    return instead === undefined ? [] : [{ what: `the default of '${name}' does not fit its type`, place, instead }]
  })
}

/** Every parameter that a condition names must be there, and every one that is there must be named. */
function referenceMistakes(yaml: YamlFile, rule: WrittenRule): readonly Mistake[] {
  const known = Object.keys(rule.parameters ?? {})
  const references = [...referencesIn(rule.when, ['when']), ...referencesIn(rule.must, ['must'])]
  const unknown = references.filter(({ name }) => !known.includes(name))
  const unused = known.filter((name) => !references.some((reference) => reference.name === name))
  return [
    ...unknown.map(({ name, path, atKey }) => {
      const place = (atKey ? keyPlaceOf : placeOf)(yaml, path)
      return { what: `there is no parameter '${name}'`, place, instead: meantInstead(name, known) ?? 'declare it under parameters' }
    }),
    ...unused.map((name) => ({ what: `nothing uses the parameter '${name}'`, place: keyPlaceOf(yaml, ['parameters', name]) })),
  ]
}

/** The classes of events that a condition asks about, wherever they stand in it. */
function classMistakes(yaml: YamlFile, condition: unknown, path: Path): readonly Mistake[] {
  if (typeof condition !== 'object' || condition === null) return []
  return Object.entries(condition).flatMap(([key, value]: [string, unknown]) => {
    const inside = [...path, key]
    const isClass = key === 'recorded' || key === 'unrecorded'
    return isClass ? closedValueMistakes(yaml, inside, value as EventClass) : classMistakes(yaml, value, inside)
  })
}

interface Reference {
  readonly name: string
  readonly path: Path
  readonly atKey: boolean
}

/** `$name` anywhere in a value, and the keys of the word `parameter`; what is built in is nobody's to declare. */
function referencesIn(value: unknown, path: Path): readonly Reference[] {
  if (typeof value === 'string') return declaredBy(parametersIn(value)).map((name) => ({ name, path, atKey: false }))
  if (typeof value !== 'object' || value === null) return []
  const named = declaredBy(Object.keys((value as Condition).parameter ?? {}))
  const asked = named.map((name) => ({ name, path: [...path, 'parameter', name], atKey: true }))
  return [...asked, ...Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, [...path, key]))]
}

function declaredBy(names: readonly string[]): readonly string[] {
  return names.filter((name) => !builtIn.includes(name))
}

function exampleMistakes(yaml: YamlFile, rule: WrittenRule): readonly Mistake[] {
  return (['pass', 'fail', 'unknown'] as const).flatMap((answer) =>
    rule.examples[answer].flatMap((sketch, index) => {
      const at = ['examples', answer, String(index)]
      const wrong = sketchMistakes(yaml, at, sketch)
      return wrong.length > 0 ? wrong : givenMistakes(yaml, rule, at, sketch.with ?? {})
    }),
  )
}

function givenMistakes(yaml: YamlFile, rule: WrittenRule, at: Path, given: Readonly<Record<string, unknown>>): readonly Mistake[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const mistake = wrongParameter({ id: rule.id, parameters: rule.parameters ?? {} }, name, value)
    return mistake === undefined ? [] : [{ ...mistake, place: keyPlaceOf(yaml, [...at, 'with', name]) }]
  })
}
