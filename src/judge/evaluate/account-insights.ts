/** Which types of Insights are analysed for an account (reference 7). */
import type { EventClass } from '../../nouns/event.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Reaching, ReachingTrail } from '../coverage/answer.ts'
import { isRecord } from '../coverage/selector.ts'
import type { Case, Seen } from './case.ts'
import { placementsIn } from './placements.ts'
import { regionsAskedIn } from './regions.ts'
import { recordsSome } from './trail-events.ts'

/** What is analysed in one region: for certain, and perhaps; `anything` where the Insights of a trail could not be seen. */
interface Analysed {
  readonly certain: ReadonlySet<string>
  readonly perhaps: ReadonlySet<string> | 'anything'
  readonly gaps: readonly OpenGap[]
}

/**
 * The types that some trail analyses in every region asked about. `ApiCallRateInsight` is the analysis of management events, the default;
 * `ApiCallRateInsight/Data` that of data events. A type counts where the trail records the events that it needs.
 */
export function insightTypes(of: Case): Seen {
  const account = of.subject.id
  const { all } = regionsAskedIn(of, account)
  const each = placementsIn(of, account).map(({ reaching }) => of.memory.once(reaching, 'insights', () => analysed(of, reaching)))
  const regionGap = of.snapshot.accounts.get(account)?.regions?.gap
  const gaps = [...each.flatMap((one) => one.gaps), ...(all || regionGap === undefined ? [] : [{ account, ...regionGap }])]
  const named = [...new Set(each.flatMap(({ certain, perhaps }) => [...certain, ...(perhaps === 'anything' ? [] : perhaps)]))].sort()
  const inEvery = named.filter((type) => each.every(({ certain }) => certain.has(type)))
  const value = all && each.length > 0 ? inEvery : []
  const anything = each.length > 0 ? each.every(({ perhaps }) => perhaps === 'anything') : !all
  const open = named.filter((type) => !value.includes(type) && each.every((one) => mayHave(one, type)))
  return { value, perhaps: anything ? 'anything' : open, source: 'cloudtrail:GetInsightSelectors', gaps }
}

function mayHave({ certain, perhaps }: Analysed, type: string): boolean {
  return certain.has(type) || perhaps === 'anything' || perhaps.has(type)
}

function analysed(of: Case, reaching: Reaching): Analysed {
  const found = reaching.trails.map((trail) => ofTrail(of, trail, reaching))
  const perhaps = found.flatMap((one) => (one.perhaps === 'anything' ? [] : [one.perhaps]))
  return {
    certain: union(found.map(({ certain }) => certain)),
    perhaps: perhaps.length < found.length ? 'anything' : union(perhaps),
    gaps: found.flatMap(({ gaps }) => gaps),
  }
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]))
}

const nothing: Analysed = { certain: new Set(), perhaps: new Set(), gaps: [] }

/** A trail that only may record there may only analyse there. */
function ofTrail(of: Case, trail: ReachingTrail, reaching: Reaching): Analysed {
  const fact = of.snapshot.insights.get(trail.arn)
  if (fact?.value === null) return nothing
  const hidden = [...trail.doubts.flatMap(({ gap }) => gap ?? []), ...(fact?.gap === undefined ? [] : [fact.gap])]
  if (fact?.value === undefined) return { ...nothing, perhaps: 'anything', gaps: hidden }
  const wanted = (fact.value.InsightSelectors ?? []).flatMap(typesIn)
  const judged = wanted.map(({ name, needs }) => ({ name, records: recordsSome(needs, reaching, trail, of.memory) }))
  const certain = judged.filter(({ records }) => records.truth === true)
  const open = judged.filter(({ records }) => records.truth === undefined)
  const names = (types: typeof judged): ReadonlySet<string> => new Set(types.map(({ name }) => name))
  return { certain: names(certain), perhaps: names(open), gaps: open.flatMap(({ records }) => records.gaps) }
}

interface Wanted {
  readonly name: string
  readonly needs: EventClass
}

function typesIn(selector: unknown): readonly Wanted[] {
  if (!isRecord(selector) || typeof selector['InsightType'] !== 'string') return []
  const type = selector['InsightType']
  const categories = Array.isArray(selector['EventCategories']) ? selector['EventCategories'] : ['Management']
  return categories.map((category) =>
    category === 'Data' ? { name: `${type}/Data`, needs: dataEvents } : { name: type, needs: managementNeeds(type) },
  )
}

const dataEvents: EventClass = { eventCategory: 'Data' }
const managementEvents: EventClass = { eventCategory: 'Management' }
const managementWrites: EventClass = { eventCategory: 'Management', readOnly: false }

/** Call rates are those of write events; errors are looked for in reads and writes (user guide, "Working with CloudTrail Insights"). */
function managementNeeds(type: string): EventClass {
  return type === 'ApiCallRateInsight' ? managementWrites : managementEvents
}
