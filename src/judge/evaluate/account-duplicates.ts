/** Management events of an account that two trails record in the same region. */
import type { Reaching } from '../coverage/answer.ts'
import { overlapsOf, type Overlap } from '../coverage/overlap.ts'
import { restamp } from '../coverage/restamp.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Case, Seen } from './case.ts'
import { alone, answerFor } from './deciding.ts'
import { openGap } from './fact-reading.ts'
import { placementsIn } from './placements.ts'
import { regionsAskedIn } from './regions.ts'
import { narrowedRegions } from './subjects.ts'
import { sayEvent, sayGap, sayRegions, someOf } from './wording.ts'

/** A pair with the regions in which it is one. */
interface Pair {
  readonly names: string
  readonly overlap: Overlap
  readonly regions: string[]
}

/** The pairs of trails that record a same management event; `perhaps` those that may. */
export function duplicateManagementEvents(of: Case): Seen {
  const account = of.subject.id
  const { total } = regionsAskedIn(of, account)
  const pairs = pairsIn(of, account)
  const certain = pairs.filter(({ overlap }) => overlap.event !== undefined)
  const open = pairs.filter(({ overlap, names }) => overlap.event === undefined && !certain.some((pair) => pair.names === names))
  const gaps = open.flatMap(({ overlap, regions: [region = ''] }) =>
    overlap.doubts.flatMap(({ gap }) => (gap === undefined ? [] : [openGap(gap, { account, region })])),
  )
  const where = (pair: Pair): string => sayRegions(pair.regions.toSorted(), total, narrowedRegions(of.snapshot) !== undefined)
  const witness = certain[0]?.overlap.event
  return {
    value: certain.map(({ names }) => names),
    perhaps: open.map(({ names }) => names),
    source: 'cloudtrail:GetEventSelectors',
    gaps,
    why: certain.length > 0 ? certain.map((pair) => sayPair(pair, where(pair))) : sayOpen(open, gaps[0]),
    ...(witness === undefined ? {} : { witness: restamp(witness, account, certain[0]?.regions[0] ?? '') }),
  }
}

function pairsIn(of: Case, account: string): readonly Pair[] {
  const pairs = new Map<string, Pair>()
  const { memory } = of
  const overlapsIn = (reaching: Reaching): readonly Overlap[] =>
    overlapsOf(reaching, (part, place, trail) => answerFor(part, alone(place, trail, memory), memory).answer)
  for (const { reaching, regions } of placementsIn(of, account)) {
    for (const overlap of memory.once(reaching, 'overlap', () => overlapsIn(reaching))) {
      const names = overlap.trails.map(({ name, arn }) => (arn === '' ? name : `trail ${name}`)).sort().join(' and ')
      const key = `${names} ${overlap.event === undefined ? '' : 'certain'}`
      const pair = pairs.get(key) ?? { names, overlap, regions: [] }
      pair.regions.push(...regions)
      pairs.set(key, pair)
    }
  }
  return [...pairs.values()]
}

function sayPair({ names, overlap: { event } }: Pair, where: string): string {
  return `${where}, ${names} both record some management events${event === undefined ? '' : `; for example, ${sayEvent(event)}`}`
}

function sayOpen(open: readonly Pair[], gap: OpenGap | undefined): readonly string[] {
  if (open.length === 0) return ['no management event is recorded by two trails']
  return [`whether ${someOf(open.map(({ names }) => names))} record the same management events is not known${sayGap(gap)}`]
}
