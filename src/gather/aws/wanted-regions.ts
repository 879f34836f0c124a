/** The regions that a run is narrowed to must be there: a misspelt one would read nothing, and miss nothing. */
import { regionsCall } from '../../nouns/region.ts'
import { badInput } from '../../nouns/place.ts'
import type { Regions } from '../../nouns/snapshot.ts'
import { partitionIn } from './arn.ts'
import type { Ask, Reader } from './ask.ts'
import { isGap } from './gap.ts'
import { listRegions } from './regions.ts'

/** The regions that the caller's own account knows of, undefined where it may not be asked. Throws a mistake for each other one. */
export async function knownRegions(ask: Ask, caller: Reader, region: string, wanted: readonly string[]): Promise<Regions | undefined> {
  if (regionsCall(partitionIn(caller.identity)) !== 'account:ListRegions') return undefined
  const known = await listRegions(ask, caller, region)
  if (isGap(known)) return undefined
  const unknown = wanted.filter((name) => !Object.hasOwn(known.status, name))
  const instead = `one of ${Object.keys(known.status).join(', ')}`
  if (unknown.length > 0) throw badInput(...unknown.map((name) => ({ what: `there is no region ${name}`, instead })))
  return known
}
