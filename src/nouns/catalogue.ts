/** The dated lists that AWS adds to weekly: data resource types, and event sources of network activity events. */
import dataTypes from './catalogue/data-resource-types.json' with { type: 'json' }
import networkSources from './catalogue/network-activity-sources.json' with { type: 'json' }

/** A list of names as one edition of AWS's documentation gave it; `.github/refresh-catalogues.mjs` makes the next one. */
export interface Catalogue {
  /** The month of the edition, `YYYY-MM`. */
  readonly date: string
  /** The pages it was read from, by title. */
  readonly source: string
  /** Sorted by name. */
  readonly entries: readonly CatalogueEntry[]
  /** Names that earlier editions had, with the month of the last one. */
  readonly removed: readonly { readonly name: string; readonly lastSeen: string }[]
}

export interface CatalogueEntry {
  readonly name: string
  /** Where a page gives it: P, R and A stand for partition, region and account, other words in capitals for names. */
  readonly arn?: string
}

/**
 * By name, as the files are called: the values of `resources.type` that a data event selector may name (reference 3.6), and the
 * values of `eventSource` that a network activity selector may name (reference 3.5). "All" of either means: of this edition (A17).
 */
export const catalogues = {
  'data-resource-types': dataTypes,
  'network-activity-sources': networkSources,
} as const satisfies Record<string, Catalogue>

export type CatalogueName = keyof typeof catalogues

/** The names of the catalogues, for schemas. */
export const catalogueNames = Object.keys(catalogues) as readonly CatalogueName[]

/** Every name of a catalogue, in its order. */
export function namesIn(catalogue: CatalogueName): readonly string[] {
  return catalogues[catalogue].entries.map(({ name }) => name)
}

/** What a catalogue lists, in the plural. */
export const catalogueWords: Readonly<Record<CatalogueName, string>> = {
  'data-resource-types': 'data resource types',
  'network-activity-sources': 'network activity event sources',
}
