/** A parsed policy file -> the policy with the place of every setting, or everything that is wrong with it. */
import { policy as isPolicy } from '#validators'
import type { Mistake, Place, Read } from '../../nouns/place.ts'
import type { Exclusion, InventoryAccount, Override, Policy, RuleSetting, Waiver } from '../../nouns/policy.ts'
import type { ParameterValue, Severity } from '../../nouns/rule.ts'
import { mistakesIn } from './mistakes.ts'
import { nearest } from './nearest.ts'
import { entryMistakes } from './policy-entries.ts'
import { accountWords } from './policy-schema.ts'
import { keyPlaceOf, placeOf, type Path, type YamlFile } from './yaml-file.ts'

/** A policy file's own shape, once the schema has accepted it. */
export interface WrittenPolicy {
  readonly organization?: string
  readonly rules?: readonly string[]
  readonly with?: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>
  readonly severity?: Readonly<Record<string, Severity | 'off'>>
  readonly accounts?: readonly { readonly id: string; readonly name?: string; readonly is?: readonly string[] }[]
  readonly overrides?: readonly Omit<Override, 'place' | 'inside'>[]
  readonly exclude?: readonly Omit<Exclusion, 'place'>[]
  readonly waivers?: readonly Omit<Waiver, 'place' | 'inside'>[]
}

/** Keys that the policy file will have one day: a policy that relies on one must not be half obeyed. */
const later = ['iac']

/** The policy in a file. An empty file is a policy that sets nothing. Folders of rules are still as they are written. */
export function policyIn(yaml: YamlFile): Read<Policy> {
  const data = yaml.data ?? {}
  const early = laterKeys(data)
  const known = early.length === 0 ? data : Object.fromEntries(Object.entries(data).filter(([key]) => !early.includes(key)))
  const mistakes = [...early.map((key) => notYet(yaml, key)), ...shapeMistakes(yaml, known)]
  const inside = mistakes.length > 0 ? [] : entryMistakes(yaml, known)
  if (mistakes.length + inside.length > 0) return { ok: false, mistakes: [...mistakes, ...inside].sort(byPlace) }
  return { ok: true, value: policyOf(yaml, known) }
}

function laterKeys(data: unknown): readonly string[] {
  return typeof data === 'object' && data !== null ? later.filter((key) => Object.hasOwn(data, key)) : []
}

function notYet(yaml: YamlFile, key: string): Mistake {
  return { what: `'${key}' is not supported yet by this version`, place: keyPlaceOf(yaml, [key]), instead: 'take it out' }
}

function shapeMistakes(yaml: YamlFile, data: unknown): readonly Mistake[] {
  return mistakesIn(yaml, isPolicy, 'the policy', { at: [], data }).map((mistake) => {
    const word = /\.is\[\d+\] is '(.*)'$/.exec(mistake.what)?.[1]
    const meant = word === undefined ? undefined : nearest(word, accountWords)
    return meant === undefined ? mistake : Object.assign({}, mistake, { instead: `did you mean '${meant}'?` })
  })
}

function byPlace(a: Mistake, b: Mistake): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
}

function policyOf(yaml: YamlFile, written: WrittenPolicy): Policy {
  const { organization } = written
  const top: Place = { file: yaml.file, line: 1, column: 1 }
  const rules = written.rules?.map((value, index) => ({ value, place: placeOf(yaml, ['rules', String(index)]) }))
  return {
    file: yaml.file,
    written: true,
    ...(organization === undefined ? {} : { organization: { value: organization, place: keyPlaceOf(yaml, ['organization']) } }),
    rules: rules ?? [{ value: 'recommended', place: top }],
    with: settings(yaml, 'with', written.with ?? {}, (id, parameters) => placesInside(yaml, ['with', id], parameters)),
    severity: settings(yaml, 'severity', written.severity ?? {}),
    accounts: (written.accounts ?? []).map((account, index) => inventoryAccount(yaml, account, index)),
    overrides: placed(yaml, 'overrides', written.overrides, ({ severity }, path) => placesInside(yaml, [...path, 'severity'], severity)),
    exclude: placed(yaml, 'exclude', written.exclude),
    waivers: placed(yaml, 'waivers', written.waivers, (waiver, path) => placesInside(yaml, path, waiver)),
  }
}

function settings<T>(
  yaml: YamlFile,
  section: string,
  values: Readonly<Record<string, T>>,
  inside?: (id: string, value: T) => Readonly<Record<string, Place>>,
): Readonly<Record<string, RuleSetting<T>>> {
  const entries = Object.entries(values).map(([id, value]) => {
    const place = keyPlaceOf(yaml, [section, id])
    return [id, { value, place, ...(inside === undefined ? {} : { inside: inside(id, value) }) }] as const
  })
  return Object.fromEntries(entries)
}

function placesInside(yaml: YamlFile, path: Path, value: object): Readonly<Record<string, Place>> {
  return Object.fromEntries(Object.keys(value).map((key) => [key, keyPlaceOf(yaml, [...path, key])]))
}

interface Placed {
  readonly place: Place
  readonly inside?: Readonly<Record<string, Place>>
}

/** The entries of a list of mappings, each with where it stands. */
function placed<T>(
  yaml: YamlFile,
  section: string,
  entries: readonly T[] = [],
  inside?: (entry: T, path: Path) => Readonly<Record<string, Place>>,
): readonly (T & Placed)[] {
  return entries.map((entry, index) => {
    const path = [section, String(index)]
    return { ...entry, place: placeOf(yaml, path), ...(inside === undefined ? {} : { inside: inside(entry, path) }) }
  })
}

function inventoryAccount(yaml: YamlFile, account: NonNullable<WrittenPolicy['accounts']>[number], index: number): InventoryAccount {
  const { id, name, is = [] } = account
  return { id, is, place: placeOf(yaml, ['accounts', String(index)]), ...(name === undefined ? {} : { name }) }
}
