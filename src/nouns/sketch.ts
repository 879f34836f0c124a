/**
 * A sketch: an organization written briefly, as rule examples, tests and the demo do. gather/files/sketch.ts makes the
 * snapshot that a complete reading of such an organization would give.
 */
import type { AccountState, Gap, OrganizationalUnit, RegionStatus, TrailStatus } from './snapshot.ts'

export interface Sketch {
  /** Absent: one account that is in no organization. */
  readonly organization?: string
  readonly partition?: string
  /** ISO 8601; default 2026-11-01T09:00:00Z. */
  readonly takenAt?: string
  /** The regions enabled in every account that names none of its own; default us-east-1 and eu-west-1. A mapping gives statuses. */
  readonly regions?: SketchRegions
  readonly units?: readonly OrganizationalUnit[]
  readonly delegatedAdministrators?: readonly string[]
  readonly trustedServices?: readonly string[]
  /** Parts of the organization that could not be seen. */
  readonly unseen?: Readonly<Record<string, Gap>>
  /** The first one is the management account. Default: one account, 111122223333. */
  readonly accounts?: readonly SketchAccount[]
  /** Trails of the first account, for sketches that need no other. */
  readonly trails?: readonly SketchTrail[]
  /** Parameters of the rule that the example is for. */
  readonly with?: Readonly<Record<string, unknown>>
}

export type SketchRegions = readonly string[] | Readonly<Record<string, RegionStatus>>

export interface SketchAccount {
  readonly id: string
  readonly name?: string
  readonly state?: AccountState
  /** Unit ids from the root down. */
  readonly in?: readonly string[]
  readonly regions?: SketchRegions
  readonly buckets?: readonly SketchBucket[]
  readonly keys?: readonly SketchKey[]
  readonly trails?: readonly SketchTrail[]
  readonly eventDataStores?: readonly SketchEventDataStore[]
  /**
   * Calls that this account refuses, `service:Operation` or `service:Operation@region`. `sts:AssumeRole` refuses the role.
   */
  readonly refused?: readonly string[]
  /** As `refused`, with the gap spelt out. */
  readonly gaps?: Readonly<Record<string, Gap>>
  /** Regions by name to names of organization trails whose copy is missing there. */
  readonly missing?: Readonly<Record<string, readonly string[]>>
}

export interface SketchBucket {
  readonly name: string
  readonly region?: string
  readonly policy?: unknown
  readonly publicAccessBlock?: boolean
}

export interface SketchKey {
  /** The key's id (a UUID). */
  readonly id: string
  readonly region: string
  readonly state?: string
}

export interface SketchTrail {
  /** Default `main`. */
  readonly name?: string
  /** Default us-east-1. */
  readonly homeRegion?: string
  /** Default true. */
  readonly multiRegion?: boolean
  readonly organizationTrail?: boolean
  /** Default true; `unseen`: GetTrailStatus was refused. */
  readonly logging?: boolean | 'unseen'
  /** Default true. */
  readonly logFileValidation?: boolean
  readonly kmsKeyId?: string
  /** Default `<account>-trail-logs`. */
  readonly bucket?: string
  readonly recursiveLogging?: boolean
  /** Further members of the trail, in AWS's spelling. */
  readonly raw?: Readonly<Record<string, unknown>>
  /** In AWS's spelling; with neither, the default selector. `unseen`: GetEventSelectors was refused. */
  readonly eventSelectors?: readonly unknown[] | 'unseen'
  readonly advancedEventSelectors?: readonly unknown[]
  readonly tags?: Readonly<Record<string, string>>
  /** The trail's body could not be seen: a gap of cloudtrail:DescribeTrails (AccessDeniedException) stands in its place. */
  readonly unseen?: true
  /** Further members of the status, by region. */
  readonly status?: Readonly<Record<string, TrailStatus>>
}

export interface SketchEventDataStore {
  /** Default `lake`. */
  readonly name?: string
  /** The UUID in its ARN; made up when absent. */
  readonly id?: string
  /** Default us-east-1. */
  readonly region?: string
  /** Default ENABLED. */
  readonly status?: string
  /** Default true. */
  readonly multiRegion?: boolean
  readonly organization?: boolean
  /** In AWS's spelling; absent: all management events. */
  readonly advancedEventSelectors?: readonly unknown[]
  /** Further members, in AWS's spelling. */
  readonly raw?: Readonly<Record<string, unknown>>
}
