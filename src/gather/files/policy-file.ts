/** A parsed policy file -> the policy with the place of every setting, or everything that is wrong with it. */
import { policy as isPolicy } from '#validators'
import type { Mistake, Place, Read } from '../../nouns/place.ts'
import type { InventoryAccount, Policy, RuleSetting } from '../../nouns/policy.ts'
import type { ParameterValue, Severity } from '../../nouns/rule.ts'
import { mistakesIn } from './mistakes.ts'
import { nearest } from './nearest.ts'
import { accountWords } from './policy-schema.ts'
import { keyPlaceOf, placeOf, type Path, type YamlFile } from './yaml-file.ts'

/** A policy file's own shape, once the schema has accepted it. */
interface WrittenPolicy {
  readonly organization?: string
  readonly rules?: readonly string[]
  readonly with?: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>
  readonly severity?: Readonly<Record<string, Severity | 'off'>>
  readonly accounts?: readonly { readonly id: string; readonly name?: string; readonly is?: readonly string[] }[]
}

/** Keys that the policy file will have one day: a policy that relies on one must not be half obeyed. */
const later = ['overrides', 'exclude', 'waivers', 'iac']

/** The policy in a file. An empty file is a policy that sets nothing. */
export function policyIn(yaml: YamlFile): Read<Policy> {
  const data = yaml.data ?? {}
  const early = laterKeys(data)
  const known = early.length === 0 ? data : Object.fromEntries(Object.entries(data).filter(([key]) => !early.includes(key)))
  const mistakes = [...early.map((key) => notYet(yaml, key)), ...shapeMistakes(yaml, known)]
  const repeated = mistakes.length > 0 ? [] : repeatedAccounts(yaml, known)
  if (mistakes.length + repeated.length > 0) return { ok: false, mistakes: [...mistakes, ...repeated].sort(byPlace) }
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

function repeatedAccounts(yaml: YamlFile, { accounts = [] }: WrittenPolicy): readonly Mistake[] {
  return accounts.flatMap(({ id }, index) => {
    const first = accounts.findIndex((account) => account.id === id)
    if (first === index) return []
    const [place, earlier] = [index, first].map((position) => placeOf(yaml, ['accounts', String(position), 'id'])) as [Place, Place]
    return [{ what: `account ${id} is listed twice`, place, instead: `it stands on line ${earlier.line}` }]
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

function inventoryAccount(yaml: YamlFile, account: NonNullable<WrittenPolicy['accounts']>[number], index: number): InventoryAccount {
  const { id, name, is = [] } = account
  return { id, is, place: placeOf(yaml, ['accounts', String(index)]), ...(name === undefined ? {} : { name }) }
}
