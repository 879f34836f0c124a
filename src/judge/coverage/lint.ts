/** Selectors that do not mean what they say: AWS refuses them, they cannot match, exclude nothing, or reach too far (reference 3.2). */
import type { Gap, Selectors } from '../../nouns/snapshot.ts'
import type { Doubt } from './answer.ts'
import { advancedFaults } from './lint-advanced.ts'
import { basicFaults } from './lint-basic.ts'
import { isRecord, labelOf } from './selector.ts'
import { readSelectors } from './selectors.ts'

/** Sentences without a full stop; the doubts are about what AWS does not say, or what could not be seen. */
export interface SelectorFaults {
  readonly faults: readonly string[]
  readonly doubts: readonly Doubt[]
}

/** Limits of PutEventSelectors (reference 2.5, 3.3). */
const most = { basic: 5, dataResources: 250, values: 500 }

/** The faults of all selectors of a trail. `gaps` are the parts that are not known, by path, as in a fact's `unseen`. */
export function selectorFaults(raw: Selectors, partition: string, gaps: Readonly<Record<string, Gap>> = {}): SelectorFaults {
  const faults = [
    ...overLimit(raw),
    ...labelled(raw.EventSelectors, (each) => basicFaults(each, partition)),
    ...labelled(raw.AdvancedEventSelectors, (each) => advancedFaults(each, partition)),
  ]
  const doubts = readSelectors(raw, partition, gaps).flatMap(({ label, doubts: own }) =>
    own.filter(({ what }) => !isFault(what)).map((doubt) => Object.assign({}, doubt, { what: `${label}: ${doubt.what}` })),
  )
  return { faults, doubts }
}

/** A bucket without a slash is undecided for coverage (A10), and a fault in any case. */
function isFault(what: string): boolean {
  return what.includes('(A10)')
}

type Selector = Readonly<Record<string, unknown>>

function labelled(selectors: readonly unknown[] | undefined, find: (selector: Selector) => readonly string[]): readonly string[] {
  return (selectors ?? []).flatMap((selector, index) =>
    isRecord(selector) ? find(selector).map((fault) => `${labelOf(index, selector['Name'])} ${fault}`) : [],
  )
}

function overLimit({ EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] }: Selectors): readonly string[] {
  const named = basic.filter(isRecord).flatMap((selector) => listed(selector['DataResources']).filter(isRecord))
  const resources = named.flatMap(({ Values }) => listed(Values))
  const fields = advanced.filter(isRecord).flatMap((selector) => listed(selector['FieldSelectors']).filter(isRecord))
  const values = fields.flatMap((field) => Object.values(field).flatMap(listed))
  return [
    ...(basic.length > most.basic ? [`there are ${basic.length} basic selectors, and AWS takes ${most.basic}`] : []),
    ...(resources.length > most.dataResources ? [`there are ${resources.length} data resources, and AWS takes ${most.dataResources}`] : []),
    ...(values.length > most.values ? [`there are ${values.length} values in the advanced selectors, and AWS takes ${most.values}`] : []),
  ]
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
