/** The regions that a question about an account is asked of. */
import type { Case } from './case.ts'
import { askedRegions, type AskedRegions } from './subjects.ts'

/** As `askedRegions`, less what the case leaves out; `total` counts the regions before it chose some of them. */
export function regionsAskedIn(of: Case, account: string): AskedRegions & { readonly total: number } {
  const asked = askedRegions(of.snapshot, account)
  if (of.regions === undefined) return { regions: asked.regions, all: asked.all, total: asked.regions.length }
  const { only, without = [] } = of.regions
  const kept = asked.regions.filter((region) => !without.includes(region))
  if (only === undefined) return { regions: kept, all: asked.all, total: kept.length }
  return { regions: kept.filter((region) => only.includes(region)), all: true, total: kept.length }
}
