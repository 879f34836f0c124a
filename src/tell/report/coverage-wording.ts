/** How reports about coverage say where, by whom, and why not. */
import type { CloudTrailEvent } from '../../nouns/event.ts'
import type { CatalogueDates, CoverageAnswer, CoveragePlace, Doubt, Names, SilentTrail } from '../../nouns/coverage.ts'
import { catalogueNames, catalogueWords } from '../../nouns/catalogue.ts'
import { harmless } from './harmless.ts'
import type { Style } from './page.ts'
import { countOf, listSome } from './wording.ts'

/** Regions by name up to this many; beyond it they are counted. */
const mostRegions = 20

/** More recorders than this are counted. */
const mostNames = 6

/** The colour of an answer. */
export const answerStyles = { all: 'pass', some: 'medium', none: 'high', undecided: 'unknown' } as const satisfies Record<CoverageAnswer['answer'], Style>

/** `in us-east-1 of account 111122223333 (payments)`, `in all 17 enabled regions of account …`, `in any region of account …`. */
export function sayPlace(place: CoveragePlace): string {
  const name = place.accountName === undefined ? '' : ` (${harmless(place.accountName)})`
  return `in ${sayExtent(place)} of account ${harmless(place.account)}${name}`
}

function sayExtent({ regions, extent }: CoveragePlace): string {
  const extents = {
    any: 'any region',
    chosen: sayRegions(regions),
    enabled: regions.length === 1 ? `the only enabled region (${sayRegions(regions)})` : `all ${regions.length} enabled regions`,
    seen: regions.length === 0 ? 'regions that nobody could list' : `${countOf(regions.length, 'region')} and others that nobody could list`,
  } as const satisfies Record<CoveragePlace['extent'], string>
  return extents[extent]
}

export function sayRegions(regions: readonly string[]): string {
  return listSome(regions.map(harmless), mostRegions)
}

/** Trails or stores by name; their ARNs where they have none. */
export function sayNames(arns: readonly string[], names: Names): string {
  return listSome([...new Set(arns.map((arn) => harmless(names[arn] ?? arn)))], mostNames)
}

export function sayDoubt({ what, change }: Doubt): string {
  return `${harmless(what)}; to settle it, ${harmless(change)}`
}

export function saySilent({ arn, name, why }: SilentTrail): string {
  return `${isStore(arn) ? 'event data store' : 'trail'} ${harmless(name)} records nothing there: ${harmless(why)}`
}

export function isStore(arn: string): boolean {
  return arn.includes(':eventdatastore/')
}

/** `data resource types of 2026-10, network activity event sources of 2026-10`. */
export function sayCatalogues(dates: CatalogueDates): string {
  return catalogueNames.map((name) => `${catalogueWords[name]} of ${dates[name]}`).join(', ')
}

/** The advanced event selector that records every event of the kind of this one; one such selector is needed for each kind. */
export function selectorFor({ eventCategory, eventSource, resources }: CloudTrailEvent): { readonly FieldSelectors: readonly unknown[] } {
  const type = resources?.[0]?.type
  return {
    FieldSelectors: [
      { Field: 'eventCategory', Equals: [eventCategory ?? 'Management'] },
      ...(eventCategory === 'Data' && type !== undefined ? [{ Field: 'resources.type', Equals: [type] }] : []),
      ...(eventCategory === 'NetworkActivity' ? [{ Field: 'eventSource', Equals: [eventSource ?? ''] }] : []),
    ],
  }
}
