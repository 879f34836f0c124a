/** What waivers make of a verdict. */
import type { Waiver } from '../../nouns/policy.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Outcome, Subject, Verdict } from '../../nouns/verdict.ts'
import type { Baseline } from './baseline.ts'
import type { Case } from './case.ts'
import { askedRegions } from './subjects.ts'
import { isFor } from './whom.ts'

/** A verdict, and the waivers that had a part in it. */
interface Waived {
  readonly verdict: Verdict
  readonly waivedBy: readonly Waiver[]
}

/** Verdicts, and the waivers that had a part in them. */
export interface Judged {
  readonly verdicts: readonly Verdict[]
  readonly waivedBy: readonly Waiver[]
}

/** Each verdict as the policy's waivers leave it; `again` asks about some regions of its subject. */
export function waiveEach(
  verdicts: readonly Verdict[],
  again: (verdict: Verdict, regions: NonNullable<Case['regions']>) => Verdict,
  snapshot: Snapshot,
  baseline: Baseline,
): Judged {
  const waived = verdicts.map((verdict) => waive(verdict, (regions) => again(verdict, regions), snapshot, baseline))
  return { verdicts: waived.map(({ verdict }) => verdict), waivedBy: waived.flatMap(({ waivedBy }) => waivedBy) }
}

/** The same rule on the same subject, asked of some of its regions. */
type Again = (regions: NonNullable<Case['regions']>) => Verdict

type Waivable = NonNullable<Verdict['waiver']>['was']

/** A fail, or where a waiver accepts it an unknown, becomes waived; a waived region leaves the question, and the rest is judged again. */
function waive(verdict: Verdict, again: Again, snapshot: Snapshot, baseline: Baseline): Waived {
  const was = verdict.outcome
  if (was !== 'fail' && was !== 'unknown') return { verdict, waivedBy: [] }
  const found = baseline.waiversOf(verdict.rule).filter((waiver) => isAbout(waiver, verdict.subject, snapshot, baseline))
  const regional = found.filter((waiver) => waiver.region !== undefined && verdict.subject.kind === 'account')
  const whole = found.filter((waiver) => !regional.includes(waiver) && takes(waiver, was))
  if (whole.length > 0) return { verdict: { ...verdict, outcome: 'waived', waiver: reasonOf(whole, was) }, waivedBy: whole }
  return regional.length === 0 ? { verdict, waivedBy: [] } : waiveRegions({ ...verdict, outcome: was }, regional, again, snapshot)
}

/** Whether a waiver is about this subject; on an account rule, perhaps about one of its regions. The organization is the management account's. */
export function isAbout(waiver: Waiver, subject: Subject, snapshot: Snapshot, { units }: Pick<Baseline, 'units'>): boolean {
  const account = subject.kind === 'organization' ? snapshot.organization?.value?.MasterAccountId : subject.account
  return (
    isFor(waiver, account, units) &&
    (waiver.trail === undefined || (subject.kind === 'trail' && subject.id === waiver.trail)) &&
    (waiver.bucket === undefined || (subject.kind === 'bucket' && subject.id === waiver.bucket)) &&
    (waiver.region === undefined || subject.kind === 'account' || subject.region === waiver.region)
  )
}

/** Whether a waiver takes back an outcome. */
function takes({ accepts }: Pick<Waiver, 'accepts'>, outcome: Outcome): boolean {
  return outcome === 'fail' || (outcome === 'unknown' && accepts === 'unknown')
}

/** Only regions that are not in order by themselves leave the question: what a waiver does not take back stays in it. */
function waiveRegions(verdict: Verdict & { readonly outcome: Waivable }, waivers: readonly Waiver[], again: Again, snapshot: Snapshot): Waived {
  const asked = askedRegions(snapshot, verdict.subject.id)
  const waivedBy = waivers.filter(({ region = '', ...waiver }) => {
    return asked.regions.includes(region) && takes(waiver, again({ only: [region] }).outcome)
  })
  if (waivedBy.length === 0) return { verdict, waivedBy }
  const without = [...new Set(waivedBy.map(({ region = '' }) => region))].sort()
  const waiver = reasonOf(waivedBy, verdict.outcome)
  const all = asked.all && asked.regions.every((region) => without.includes(region))
  return { verdict: all ? { ...verdict, outcome: 'waived', waiver } : withRest(verdict, again({ without }), without, waiver), waivedBy }
}

/** Waived where the rest holds; else what is wrong with the rest. */
function withRest(verdict: Verdict, rest: Verdict, without: readonly string[], waiver: NonNullable<Verdict['waiver']>): Verdict {
  const where = without.join(', ')
  if (rest.outcome === 'fail' || rest.outcome === 'unknown') {
    return { ...rest, message: `Without ${where} (waived by ${waiver.owner} until ${waiver.until}): ${rest.message}` }
  }
  const message = `${verdict.message} Waived for ${where}; without: ${rest.message}`
  return { ...verdict, outcome: 'waived', message, evidence: [...verdict.evidence, ...rest.evidence], waiver }
}

/** Several waivers speak together, and hold no longer than the first that ends. */
function reasonOf(waivers: readonly Waiver[], was: Waivable): NonNullable<Verdict['waiver']> {
  const all = (key: 'because' | 'owner'): string => [...new Set(waivers.map((waiver) => waiver[key]))].join('; ')
  const [until = ''] = waivers.map((waiver) => waiver.until).sort()
  return { because: all('because'), owner: all('owner'), until, was }
}
