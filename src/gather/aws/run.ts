/** One run: what was asked for, and what its steps share. */
import type { Progress } from '../../nouns/progress.ts'
import type { RawAnswer } from '../../nouns/raw-answer.ts'
import type { Account, AnyFact, Gap, Organization } from '../../nouns/snapshot.ts'
import type { Ask, Reader } from './ask.ts'
import type { CentralRegions } from './central-regions.ts'
import type { CredentialSource } from './credentials.ts'
import type { TrailSightings } from './trail-sightings.ts'

export interface CollectOptions {
  /** Default: the ordinary AWS chain, with `profile` where it is given. */
  readonly credentials?: CredentialSource
  readonly profile?: string
  /** Where STS is asked, and Organizations. Default: AWS_REGION, AWS_DEFAULT_REGION, the profile's, us-east-1. */
  readonly region?: string
  /** Instead of AWS's own endpoints. Default: AWS_ENDPOINT_URL, as the SDK honours it. */
  readonly endpoint?: string
  /** Only the caller's own account, with the caller's own credentials. */
  readonly thisAccount?: boolean
  /** Only these accounts. */
  readonly accounts?: readonly string[]
  /** Only the accounts below these organizational units. */
  readonly units?: readonly string[]
  /** Only what these regions show. Trails that are homed elsewhere are still read at home. */
  readonly regions?: readonly string[]
  /** Also the event data stores of CloudTrail Lake: one more call for each region, and one for each store. */
  readonly withEventDataStores?: boolean
  readonly roleName: string
  readonly externalId?: string
  /** Requests in flight. */
  readonly concurrency: number
  /** Accounts that are likely to own the buckets. */
  readonly logArchive?: readonly string[]
  /** The organization that is expected; credentials of another end the run. */
  readonly organization?: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly now: () => Date
  /** Id of the segment. */
  readonly segment: string
  readonly onProgress?: (progress: Progress) => void
  /** Keeps what every call was answered with, as it came but for credentials; what it rejects with ends the run. */
  readonly onRaw?: (answer: RawAnswer) => Promise<void>
  /** Leave out the documented rates, for an endpoint that has none. */
  readonly unthrottled?: boolean
  /** Requests for one call, the first one included. Default: AWS_MAX_ATTEMPTS, 8. */
  readonly attempts?: number
  /** Milliseconds to wait for one answer. Default 15000. */
  readonly timeout?: number
}

/** Who reads an account, or why its role could not be assumed. */
export type ReaderOrGap = { readonly reader: Reader; readonly gap?: never } | { readonly gap: Gap; readonly reader?: never }

/** What the steps of a run share. */
export interface Run {
  readonly options: CollectOptions
  readonly ask: Ask
  readonly partition: string
  /** A region that every account of the partition has: for calls about no region in particular. */
  readonly alwaysOnRegion: string
  readonly organization: Organization
  /** Whether other accounts than those listed belong to the organization. */
  readonly partial: boolean
  /** Every account that is listed, those to skip included. */
  readonly accounts: readonly Account[]
  /** Undefined for an account that is not part of the run. */
  readonly readerOf: (account: string) => Promise<ReaderOrGap | undefined>
  readonly centralRegions: CentralRegions
  readonly sightings: TrailSightings
  /** Puts a fact on the way to the reader of the snapshot; resolves when there is room for it. */
  readonly emit: (fact: AnyFact) => Promise<void>
}
