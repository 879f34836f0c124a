/** What a schema cannot say of a policy's entries: accounts listed twice, exceptions for nobody, days that are not in the calendar. */
import type { Mistake, Place } from '../../nouns/place.ts'
import type { WrittenPolicy } from './policy-file.ts'
import { placeOf, type YamlFile } from './yaml-file.ts'

/** Every such mistake of a policy whose shape is right. */
export function entryMistakes(yaml: YamlFile, written: WrittenPolicy): readonly Mistake[] {
  return [
    ...repeatedAccounts(yaml, written),
    ...forNobody(yaml, 'overrides', written.overrides, ['account', 'ou']),
    ...forNobody(yaml, 'exclude', written.exclude, ['account', 'ou']),
    ...forNobody(yaml, 'waivers', written.waivers, ['account', 'ou', 'trail', 'region', 'bucket']),
    ...noDays(yaml, 'exclude', written.exclude),
    ...noDays(yaml, 'waivers', written.waivers),
  ]
}

function repeatedAccounts(yaml: YamlFile, { accounts = [] }: WrittenPolicy): readonly Mistake[] {
  const first = new Map<string, number>()
  return accounts.flatMap(({ id }, index) => {
    const before = first.get(id)
    if (before === undefined) {
      first.set(id, index)
      return []
    }
    const [place, earlier] = [index, before].map((position) => placeOf(yaml, ['accounts', String(position), 'id'])) as [Place, Place]
    return [{ what: `account ${id} is listed twice`, place, instead: `it stands on line ${earlier.line}` }]
  })
}

/** An entry that says for whom by none of its keys would be for everybody. */
function forNobody(yaml: YamlFile, section: string, entries: readonly object[] = [], keys: readonly string[]): readonly Mistake[] {
  return entries.flatMap((entry, index) => {
    if (keys.some((key) => Object.hasOwn(entry, key))) return []
    const choices = `${keys.slice(0, -1).join(', ')} or ${keys.at(-1)}`
    const place = placeOf(yaml, [section, String(index)])
    return [{ what: `${section}[${index}] does not say for whom`, place, instead: `add ${choices}` }]
  })
}

function noDays(yaml: YamlFile, section: string, entries: readonly { readonly until: string }[] = []): readonly Mistake[] {
  return entries.flatMap(({ until }, index) => {
    if (isDay(until)) return []
    const place = placeOf(yaml, [section, String(index), 'until'])
    return [{ what: `${section}[${index}].until is '${until}', and there is no such day`, place, instead: 'write year-month-day' }]
  })
}

/** Parsing alone takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
