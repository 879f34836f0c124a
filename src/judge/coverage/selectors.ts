/** All the selectors of one trail: an event is recorded if any of them matches (reference 2.1, 3.2). */
import type { Gap, Selectors } from '../../nouns/snapshot.ts'
import { readAdvanced } from './advanced.ts'
import { readBasic } from './basic.ts'
import { doubt, equalTo, labelOf, opaque, part, strangers, type Selector } from './selector.ts'

/** Trails share selectors, and the same trail is asked about in many regions. */
const remembered = new WeakMap<Selectors, Map<string, readonly Selector[]>>()

/** The selectors of a trail, read once. `gaps` are the parts that are not known, by path, as in a fact's `unseen`. */
export function readSelectors(raw: Selectors, partition: string, gaps: Readonly<Record<string, Gap>> = {}): readonly Selector[] {
  if (Object.keys(gaps).length > 0) return withGaps(read(raw, partition), raw, gaps)
  const known = remembered.get(raw) ?? new Map<string, readonly Selector[]>()
  const selectors = known.get(partition) ?? read(raw, partition)
  remembered.set(raw, known.set(partition, selectors))
  return selectors
}

function read(raw: Selectors, partition: string): readonly Selector[] {
  const basic = (raw.EventSelectors ?? []).map((selector, index) => readBasic(selector, index, partition))
  const advanced = (raw.AdvancedEventSelectors ?? []).map(readAdvanced)
  const unknown = strangers(raw, ['TrailARN', 'EventSelectors', 'AdvancedEventSelectors'])
  const newer = unknown.map((member) => opaque(`the member ${member} of its selectors`, 'is not known here (A18)', 'use a newer trailgate'))
  if (basic.length + advanced.length === 0) return [neither(), ...newer]
  return [...(basic.length > 0 && advanced.length > 0 ? [...basic, ...advanced].map(oneOfTwoKinds) : [...basic, ...advanced]), ...newer]
}

/** Both lists empty: the default selector, all management events, or nothing at all (A8, reference 2.4). */
function neither(): Selector {
  const what = 'shows no selector of either kind, which is the default (all management events) or nothing (A8)'
  return {
    label: 'its selectors',
    lower: [],
    upper: [[part('eventCategory', equalTo('Management'))]],
    doubts: [doubt(what, 'put an event selector on the trail')],
    refuses: {},
  }
}

/** AWS holds one kind or the other; where both show, it is not known which one counts (reference 2.5). */
function oneOfTwoKinds(selector: Selector): Selector {
  const both = doubt('shows beside selectors of the other kind, and only one kind counts', 'put the selectors again, of one kind')
  return { ...selector, lower: [], doubts: [...selector.doubts, both] }
}

const pathOfOne = /^(EventSelectors|AdvancedEventSelectors)[.[]+(\d+)/

/** A selector of which a part is not known may record anything; so does the trail, where the gap is not inside one selector. */
function withGaps(selectors: readonly Selector[], raw: Selectors, gaps: Readonly<Record<string, Gap>>): readonly Selector[] {
  const opened = [...selectors]
  for (const [path, gap] of Object.entries(gaps)) {
    const [, list, index] = pathOfOne.exec(path) ?? []
    const place = Number(index) + (list === 'AdvancedEventSelectors' ? (raw.EventSelectors?.length ?? 0) : 0)
    const label = opened[place]?.label ?? (list === undefined ? 'its selectors' : labelOf(Number(index)))
    const hidden = opaque(label, `has a part that is not known: ${path} (${gap.message})`, `make ${path} readable`, gap)
    if (list !== undefined && place < selectors.length) opened[place] = hidden
    else opened.push(hidden)
  }
  return opened
}
