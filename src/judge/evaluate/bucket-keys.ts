/** The object keys that trails write below in their bucket: `[prefix/]AWSLogs/[o-…/]<account>/<folder>/<region>/…` (reference 6). */
import { anyText } from '../access/pattern.ts'
import type { Selectors, Snapshot, Trail } from '../../nouns/snapshot.ts'
import { writerOf } from './cloudtrail-requests.ts'
import { organizationOf } from './own-organization.ts'
import { accountsInScope, askedRegions, type AskedRegions } from './subjects.ts'
import type { TrailFact } from './trails-by.ts'

/** Keys that begin alike, up to the region. */
export interface KeyFolder {
  /** `[prefix/]AWSLogs/111122223333/CloudTrail`; of an organization's members the account is `anyText`. */
  readonly path: string
  readonly account: string
  /** Why it is not certain that the trail writes there. */
  readonly doubt: string | undefined
}

interface Kind {
  readonly name: string
  readonly doubt?: string
}

/** Every folder that a trail writes to: the owner's and, for an organization trail, that of all members together. */
export function foldersOf(snapshot: Snapshot, fact: TrailFact): readonly KeyFolder[] {
  const { value: trail, unseen } = fact
  const [base, owner, kinds] = [baseOf(fact), writerOf(snapshot, trail), kindsOf(snapshot, fact)]
  const own = kinds.map(({ name, doubt }) => ({ path: `${base}${owner}/${name}`, account: owner, doubt }))
  const open = unseen?.['IsOrganizationTrail'] === undefined ? undefined : 'whether it is an organization trail could not be seen'
  if (trail.IsOrganizationTrail !== true && open === undefined) return own
  const members = `${base}${organizationOf(snapshot) ?? `o-${anyText}`}/${anyText}`
  return [...own, ...kinds.map(({ name, doubt }) => ({ path: `${members}/${name}`, account: anyText, doubt: open ?? doubt }))]
}

/** `[prefix/]AWSLogs/`; a prefix that could not be seen may be anything. */
function baseOf({ value: { S3KeyPrefix: prefix = '' }, unseen }: TrailFact): string {
  if (unseen?.['S3KeyPrefix'] !== undefined) return `${anyText}AWSLogs/`
  return prefix === '' ? 'AWSLogs/' : `${prefix.replace(/\/+$/, '')}/AWSLogs/`
}

/** CloudTrail always; digests with validation, network activity with a selector for it, Insights where they are enabled. */
function kindsOf(snapshot: Snapshot, fact: TrailFact): readonly Kind[] {
  return [{ name: 'CloudTrail' }, ...digestKind(fact), ...networkKind(snapshot, fact.value), ...insightKind(snapshot, fact.value)]
}

function digestKind({ value: trail, unseen }: TrailFact): readonly Kind[] {
  const name = 'CloudTrail-Digest'
  if (unseen?.['LogFileValidationEnabled'] !== undefined) return [{ name, doubt: 'whether it validates log files could not be seen' }]
  return trail.LogFileValidationEnabled === true ? [{ name }] : []
}

function networkKind(snapshot: Snapshot, { TrailARN: arn, HasCustomEventSelectors: custom }: Trail): readonly Kind[] {
  const fact = snapshot.selectors.get(arn)
  const name = 'CloudTrail-NetworkActivity'
  if (fact === undefined && custom === false) return []
  const isSeen = fact?.value !== undefined && fact.unseen === undefined
  if (!isSeen) return [{ name, doubt: 'whether it records network activity could not be seen' }]
  return selectsNetworkActivity(fact.value) ? [{ name }] : []
}

function selectsNetworkActivity({ AdvancedEventSelectors: selectors = [] }: Selectors): boolean {
  const fields = selectors.flatMap((selector) => (selector as { FieldSelectors?: readonly FieldSelector[] }).FieldSelectors ?? [])
  return fields.some(({ Field, Equals }) => Field === 'eventCategory' && [Equals].flat().includes('NetworkActivity'))
}

interface FieldSelector {
  readonly Field?: unknown
  readonly Equals?: unknown
}

function insightKind(snapshot: Snapshot, { TrailARN: arn, HasInsightSelectors: enabled }: Trail): readonly Kind[] {
  const fact = snapshot.insights.get(arn)
  const name = 'CloudTrail-Insight'
  if (fact === undefined && enabled === false) return []
  if (fact?.value === undefined) return [{ name, doubt: 'whether it has Insights could not be seen' }]
  return (fact.value?.InsightSelectors ?? []).length > 0 ? [{ name }] : []
}

/** The same folder member by member. */
export function memberFolders(snapshot: Snapshot, { path, doubt }: KeyFolder): readonly KeyFolder[] {
  return accountsInScope(snapshot).map((account) => ({ account, doubt, path: path.replace(`/${anyText}/`, `/${account}/`) }))
}

/** The regions from which a trail writes for an account: those it has enabled, or the only one of the trail. */
export function writingRegions(snapshot: Snapshot, trail: Trail, account: string): AskedRegions {
  const home = trail.HomeRegion ?? trail.TrailARN.split(':')[3] ?? ''
  return trail.IsMultiRegionTrail === true ? askedRegions(snapshot, account) : { regions: [home], all: true }
}

/** A key of this folder as CloudTrail makes them; which file it is makes no difference. */
export function exampleKey({ path, account }: KeyFolder, region: string): string {
  const kind = path.split('/').at(-1) ?? ''
  return `${path}/${region}/2026/11/01/${account}_${kind}_${region}_20261101T0905Z_a1B2c3D4e5F6g7H8.json.gz`
}
