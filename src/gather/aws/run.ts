/** One run: what was asked for, and what its steps share. */
import type { Progress } from '../../nouns/progress.ts'
import type { RawAnswer } from '../../nouns/raw-answer.ts'
import type { Shard } from '../../nouns/shard.ts'
import type { Account, AnyFact, Gap, Organization, Regions } from '../../nouns/snapshot.ts'
import type { Ask, Reader } from './ask.ts'
import type { CredentialSource } from './credentials.ts'
import type { Interrupted, Resumed } from './resumed.ts'
import type { TrailSightings } from './trail-sightings.ts'

/** An account, the accounts below a unit, or both at once; and why, as it stands in the account's fact. */
export interface Excluded {
  readonly account?: string
  readonly ou?: string
  readonly skipped: string
}

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
  /** Accounts that are listed and left alone: no call goes to them, but what the caller's own account must answer for the run. */
  readonly exclude?: readonly Excluded[]
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
  /** One of several runs that read the organization together: only the accounts that are its own, and where their trails deliver. */
  readonly shard?: Shard
  /** Goes on with what an earlier run left: without a header, and without what is known. */
  readonly resume?: Interrupted
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
  /** Every account that was listed so far, those to skip and those of other shards included: all, once the accounts are read. */
  readonly accounts: readonly Account[]
  /** Reads the caller's own account. */
  readonly caller: Reader
  /** Undefined for an account that is not part of the run. */
  readonly readerOf: (account: string) => Promise<ReaderOrGap | undefined>
  /** account:ListRegions about the reader's own account, or about another one. */
  readonly listRegions: (reader: Reader, other?: string) => Promise<Regions | Gap>
  readonly resumed: Resumed
  readonly sightings: TrailSightings
  /** Puts a fact on the way to the reader of the snapshot; resolves when there is room for it. */
  readonly emit: (fact: AnyFact) => Promise<void>
}
