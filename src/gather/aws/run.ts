/** One reading of an organization: what was asked for, and what its steps share. */
import type { Progress } from '../../nouns/progress.ts'
import type { Account, AnyFact, Gap, Organization } from '../../nouns/snapshot.ts'
import type { Ask, Seat } from './ask.ts'
import type { Gallery } from './gallery.ts'
import type { Credentials } from './passing.ts'

export interface CollectOptions {
  /** Default: the ordinary AWS chain, with `profile` where it is given. */
  readonly credentials?: () => Promise<Credentials>
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
  readonly roleName: string
  readonly externalId?: string
  /** Requests in flight. */
  readonly concurrency: number
  /** Accounts that are likely to own the buckets. */
  readonly logArchive?: readonly string[]
  /** The organization that is expected; meeting another ends the run. */
  readonly organization?: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly now: () => Date
  /** Id of the segment. */
  readonly segment: string
  readonly onProgress?: (progress: Progress) => void
  /** Leave out the documented rates, for an endpoint that has none. */
  readonly unthrottled?: boolean
  /** Requests for one call, the first one included. Default 8. */
  readonly attempts?: number
  /** Milliseconds to wait for one answer. Default 15000. */
  readonly timeout?: number
}

/** The way into an account: a seat, the refusal of its role, or undefined when it is not part of the run. */
export type Entry = { readonly seat: Seat; readonly gap?: never } | { readonly gap: Gap; readonly seat?: never } | undefined

/** What the steps of a reading share. */
export interface Run {
  readonly options: CollectOptions
  readonly ask: Ask
  readonly partition: string
  /** The region that was configured: for calls to one's own STS, and Organizations. */
  readonly region: string
  /** A region that every account of the partition has: for calls about no region in particular. */
  readonly leader: string
  readonly caller: Seat
  readonly organization: Organization
  /** Whether other accounts than those listed belong to the organization. */
  readonly partial: boolean
  /** Every account that is listed, those to skip included. */
  readonly accounts: readonly Account[]
  readonly enter: (account: string) => Promise<Entry>
  readonly gallery: Gallery
  readonly tell: (fact: AnyFact) => Promise<void>
}
