/** What a validator found wrong, one sentence a spot: a path, and words that a person can act on. */
import type { ErrorObject } from 'ajv'
import type { Validator } from '#validators'
import { listed, meantInstead } from './nearest.ts'
import type { Path } from './yaml-file.ts'

/** Something wrong at a path. `atKey`: the key itself is wrong, not its value. */
export interface Wrong {
  readonly path: Path
  readonly atKey: boolean
  readonly what: string
  readonly instead?: string
}

/** What a validator finds wrong with `data`, which is called `whole`. */
export function wrongs(validator: Validator, data: unknown, whole: string, written?: (path: Path) => string | undefined): readonly Wrong[] {
  if (validator(data)) return []
  return wrongsOf(validator.errors ?? [], { data, whole, ...(written === undefined ? {} : { written }) })
}

/** What was checked, what it is called as a whole, and how a scalar is written, where its value has lost that. */
interface Checked {
  readonly data: unknown
  readonly whole: string
  readonly written?: (path: Path) => string | undefined
}

/** The errors of one spot. */
type Group = readonly [ErrorObject, ...ErrorObject[]]

/** Errors that only say that something below them failed, or that a condition did not hold. */
const echoes = new Set(['anyOf', 'oneOf', 'allOf', 'if'])

/** Errors that say what a value should have been; the branches of an anyOf each give their own. */
const wishes = new Set(['type', 'const', 'enum'])

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  array: 'a list',
  object: 'a mapping',
  null: 'null',
}

/** Folds ajv's errors (allErrors; verbose, so that they carry the schema around them) to one for each spot, in the order found. */
function wrongsOf(errors: readonly ErrorObject[], checked: Checked): readonly Wrong[] {
  const spots = new Map<string, Group>()
  for (const error of errors) {
    if (echoes.has(error.keyword) || isOtherBranch(error, errors)) continue
    const spot = spotOf(error).join('/')
    const group = spots.get(spot)
    spots.set(spot, group === undefined ? [error] : [...group, error])
  }
  return [...spots.values()].map((group) => sayGroup(group, checked))
}

/** A branch of an anyOf that asked for another type, when the branch of the right type found more to say. */
function isOtherBranch(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  if (!wishes.has(error.keyword)) return false
  const here = error.instancePath
  return errors.some(({ instancePath, keyword }) => {
    if (instancePath === here) return !wishes.has(keyword) && !echoes.has(keyword)
    return instancePath.startsWith(`${here}/`)
  })
}

/** The path of what is wrong: for a key that is too many or missing, with that key. */
function spotOf(error: ErrorObject): Path {
  const path = error.instancePath.split('/').slice(1).map(unescape)
  const key = (error.params as Record<string, string>)[keyParameter[error.keyword] ?? '']
  return key === undefined ? path : [...path, key]
}

const keyParameter: Readonly<Record<string, string>> = {
  additionalProperties: 'additionalProperty',
  required: 'missingProperty',
  dependencies: 'missingProperty',
}

function unescape(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

function sayGroup(group: Group, checked: Checked): Wrong {
  const error = group.find(({ keyword }) => !wishes.has(keyword)) ?? group[0]
  if (wishes.has(error.keyword)) return sayWish(group, checked)
  const path = spotOf(error)
  const parent = sayPath(path.slice(0, -1), checked)
  const key = path.at(-1) ?? ''
  switch (error.keyword) {
    case 'additionalProperties':
      return wrong(path, `unknown key '${key}' in ${parent}`, meantInstead(key, knownKeys(error)), true)
    case 'required':
      return wrong(path.slice(0, -1), `${parent} has no '${key}'`)
    case 'dependencies':
      return wrong(path.slice(0, -1), `${parent} has '${String(error.params['property'])}' without '${key}'`)
    default:
      return wrong(path, `${sayPath(path, checked)} ${sayBound(error, valueAt(checked.data, path))}`, descriptionOf(error))
  }
}

function wrong(path: Path, what: string, instead?: string, atKey = false): Wrong {
  return { path, atKey, what, ...(instead === undefined ? {} : { instead }) }
}

/** What is wrong with a value of the right type. */
function sayBound(error: ErrorObject, value: unknown): string {
  switch (error.keyword) {
    case 'pattern':
      return `is ${show(value)}`
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return 'is empty'
    case 'uniqueItems':
      return 'names the same twice'
    case 'false schema':
      return 'must not be there'
    default:
      return error.message ?? 'is wrong'
  }
}

function sayWish(group: Group, checked: Checked): Wrong {
  const path = spotOf(group[0])
  const value = valueAt(checked.data, path)
  const what = `${sayPath(path, checked)} is ${show(value)}`
  const wantsText = group.some(({ keyword, params }) => keyword === 'type' && [params['type']].flat().includes('string'))
  if (wantsText && ['number', 'boolean'].includes(typeof value)) {
    return wrong(path, `${what}, not text`, `write it in quotes: "${checked.written?.(path) ?? String(value)}"`)
  }
  return wrong(path, what, sayWanted(group, value))
}

/** The choices, with the nearest one first where there is one; else the types. */
function sayWanted(group: Group, value: unknown): string {
  const enumeration = group.find(({ keyword }) => keyword === 'enum')
  const choices = enumeration === undefined ? [] : (enumeration.params['allowedValues'] as readonly unknown[]).map(String)
  const meant = typeof value === 'string' ? meantInstead(value, choices) : undefined
  const wanted = group.flatMap(({ keyword, params }) => {
    if (keyword === 'enum') return choices
    if (keyword === 'const') return [show(params['allowedValue'])]
    return [params['type'] as string | readonly string[]].flat().map((type) => typeWords[type] ?? type)
  })
  const all = `write ${listed([...new Set(wanted)])}`
  return meant?.startsWith('did you mean') === true ? `${meant} (${all})` : all
}

/** A value as a person would recognise it, short. */
function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a mapping'
}

/** `accounts[2].id`; the top is what the whole is called. */
function sayPath(path: Path, { data, whole }: Checked): string {
  const steps = path.map((step, index) => (Array.isArray(valueAt(data, path.slice(0, index))) ? `[${step}]` : `.${step}`))
  return steps.length === 0 ? whole : steps.join('').replace(/^\./, '')
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], data)
}

/** The keys that the schema knows where this error was found. */
function knownKeys(error: ErrorObject): readonly string[] {
  return Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {})
}

/** A schema's description says what a pattern wants. */
function descriptionOf(error: ErrorObject): string | undefined {
  const description: unknown = error.keyword === 'pattern' ? error.parentSchema?.['description'] : undefined
  return typeof description === 'string' ? description : undefined
}
