/** Whether a bucket's policy lets CloudTrail write everything that the trails deliver there (reference 6). */
import type { Decision } from '../access/may-do.ts'
import { anyText } from '../access/pattern.ts'
import { all } from '../access/truth.ts'
import type { Trail } from '../../nouns/snapshot.ts'
import { bucketCalls } from '../../nouns/call.ts'
import { trailsInto, partOf, unseenParts } from './bucket-fact.ts'
import { exampleKey, foldersOf, memberFolders, writingRegions, type KeyFolder } from './bucket-keys.ts'
import type { Case, Seen } from './case.ts'
import { askPolicy, assumedBy, putContext, type MayCloudTrail } from './cloudtrail-requests.ts'
import { isListedWhole } from './own-organization.ts'
import type { TrailFact } from './trails-by.ts'

/** One thing that a trail needs CloudTrail to be allowed, and what the policy says to it: to write to a folder, or else to read the ACL. */
interface Need extends Decision {
  readonly trail: Trail
  readonly folder?: KeyFolder
}

/** Sentences are cut after this many. */
const most = 6

export function acceptsDelivery(of: Case): Seen {
  const policy = partOf(of, 'policy')
  if (policy === undefined) return unseenParts(of, ['policy'])
  const trails = trailsInto(of)
  const may = askPolicy(of.snapshot, policy)
  const needs = trails.flatMap((trail) => needsOf(of, trail, may(trail.value)))
  const value = all(needs.map(({ truth }) => truth))
  const deciding = needs.filter(({ truth }) => truth === value)
  return { value, source: bucketCalls.policy, why: value === true ? [sayAccepted(trails)] : sayNeeds(deciding), assumed: assumedBy(policy) }
}

/** The check of the ACL first, then each folder. */
function needsOf(of: Case, fact: TrailFact, may: MayCloudTrail): readonly Need[] {
  const { value: trail } = fact
  const arn = `arn:${trail.TrailARN.split(':', 2)[1] ?? 'aws'}:s3:::${of.subject.id}`
  const { truth, why } = may({ action: 's3:GetBucketAcl', resource: arn, context: { 's3:x-amz-acl': null } })
  const context = putContext(trail)
  const put = (key: string): Decision => may({ action: 's3:PutObject', resource: `${arn}/${key}`, context })
  const folders = foldersOf(of.snapshot, fact).map((folder) => folderNeed(trail, folder, mayWriteTo(of, trail, folder, put)))
  return [{ trail, truth, why }, ...folders]
}

/** What is not certainly needed is not certainly missed. */
function folderNeed(trail: Trail, folder: KeyFolder, { truth, why }: Decision): Need {
  const { doubt } = folder
  if (doubt === undefined || truth !== false) return { trail, folder, truth, why }
  return { trail, folder, truth: undefined, why: `${doubt}, and ${why}` }
}

/** All keys of a folder at once; where the policy looks further, member by member, and region by region. */
function mayWriteTo(of: Case, trail: Trail, folder: KeyFolder, put: (key: string) => Decision): Decision {
  const whole = put(`${folder.path}/${anyText}`)
  if (whole.truth !== undefined) return whole
  if (folder.account !== anyText) return inRegions(of, trail, folder, put, whole)
  const members = memberFolders(of.snapshot, folder).map((member) => mayWriteTo(of, trail, member, put))
  return together(members, isListedWhole(of.snapshot), whole)
}

function inRegions(of: Case, trail: Trail, folder: KeyFolder, put: (key: string) => Decision, whole: Decision): Decision {
  const { regions, all: complete } = writingRegions(of.snapshot, trail, folder.account)
  return together(regions.map((region) => inRegion(folder, region, put)), complete, whole)
}

/** Where it cannot be told of every key of the region, one that is refused is proof enough. */
function inRegion(folder: KeyFolder, region: string, put: (key: string) => Decision): Decision {
  const whole = put(`${folder.path}/${region}/${anyText}`)
  if (whole.truth !== undefined) return { ...whole, why: `${whole.why} (${region})` }
  const example = put(exampleKey(folder, region))
  return example.truth === false ? { ...example, why: `${example.why} (${region})` } : whole
}

function together(parts: readonly Decision[], complete: boolean, whole: Decision): Decision {
  const truth = parts.length === 0 ? undefined : all(parts.map((part) => part.truth))
  if (truth === true && !complete) return whole
  return parts.find((part) => part.truth === truth) ?? whole
}

function sayAccepted(trails: readonly TrailFact[]): string {
  const names = trails.slice(0, most).map(({ value }) => nameOf(value))
  const more = trails.length > most ? ` and ${trails.length - most} more` : ''
  const who = trails.length === 1 ? `trail ${names[0]} delivers` : `trails ${names.join(', ')}${more} deliver`
  return `the policy lets CloudTrail write all that ${who}`
}

function sayNeeds(needs: readonly Need[]): readonly string[] {
  const said = needs.slice(0, most).map((need) => {
    const { truth, why } = need
    const what = sayNeed(need)
    return truth === undefined ? `whether CloudTrail may ${what} cannot be told: ${why}` : `CloudTrail may not ${what}: ${why}`
  })
  return needs.length > most ? [...said, `and ${needs.length - most} more`] : said
}

/** `write to AWSLogs/111122223333/CloudTrail/ for trail main`. */
function sayNeed({ trail, folder }: Need): string {
  return `${folder === undefined ? "read the bucket's ACL" : `write to ${sayPath(folder.path)}/`} for trail ${nameOf(trail)}`
}

/** `*` for what may be anything. */
function sayPath(path: string): string {
  return path.replaceAll(anyText, '*')
}

function nameOf({ Name: name, TrailARN: arn }: Trail): string {
  return name ?? arn.split(':trail/')[1] ?? arn
}
