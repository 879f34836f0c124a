/** When two reachings have the same answers: what of them a decision depends on, and what only its telling does. */
import type { Selectors } from '../../nouns/snapshot.ts'
import type { Reaching, ReachingTrail } from './answer.ts'
import { countsAsLeader } from './trail.ts'

/**
 * Equal for two reachings of which every `decisionOn` a class is the same: trails with the same selectors, settings and uncertainties, in a
 * partition and, where that counts, a region of the same kind, whatever they are called and whoever owns them.
 */
export function configurationKey(reaching: Reaching): string {
  const { partition, trails } = reaching
  return `${partition} ${countsAsLeader(reaching) ? 'leader' : ''}\n${trails.map(keyOfTrail).join('\n')}`
}

/** A value that begins a bucket's name, in the text of selectors. */
const telling = /:s3:::[^"]|EndsWith/

/**
 * Whether selectors treat buckets by their names, wholly or in part: then what is decided of the objects of one bucket is not so of
 * another's. A suffix may reach back into the name.
 */
export function tellsBucketsApart({ trails }: Reaching): boolean {
  return trails.some(({ selectors, selectorGaps }) => {
    return selectorGaps !== undefined || (selectors !== undefined && telling.test(textOf(selectors)))
  })
}

/** Equal for two reachings of which also the same is told, but for account and region: the names of trails, and why they are uncertain. */
export function namedKey(reaching: Reaching): string {
  const names = reaching.trails.map(({ arn, name, doubts }) => (doubts.length === 0 ? `${arn} ${name}` : JSON.stringify([arn, name, doubts])))
  return [...names, ...reaching.stopped.map(({ arn, name, why }) => `${arn} ${name} ${why}`)].join('\n')
}

function keyOfTrail({ multiRegion, certainty, doubts, globalEvents, recursiveLogging, assumed, selectors, selectorGaps }: ReachingTrail): string {
  const settings = `${multiRegion} ${certainty} ${doubts.length} ${globalEvents} ${recursiveLogging} ${assumed.join(',')}`
  const gaps = selectorGaps === undefined ? '' : JSON.stringify(selectorGaps)
  return `${settings} ${selectors === undefined ? 'unseen' : textOf(selectors)} ${gaps}`
}

const texts = new WeakMap<Selectors, string>()

/** Selectors are shared by many reachings, and long. The answer of GetEventSelectors names the trail, which is no difference. */
export function textOf(selectors: Selectors): string {
  const known = texts.get(selectors)
  if (known !== undefined) return known
  const text = JSON.stringify({ ...selectors, TrailARN: undefined })
  texts.set(selectors, text)
  return text
}
