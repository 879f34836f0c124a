/** The paths of a trail; their meanings are in judge/evaluate/trail-paths.ts. Times are those of its home region. */
import type { PathEntry } from './path.ts'

export const trailPaths = {
  name: { type: 'string', wording: 'the name' },
  homeRegion: { type: 'string', wording: 'the home region' },
  multiRegion: { type: 'boolean', wording: 'the multi-region setting' },
  organizationTrail: { type: 'boolean', wording: 'the organization trail setting' },
  logFileValidation: { type: 'boolean', wording: 'log file validation' },
  kmsKeyId: { type: 'string', wording: 'the KMS key' },
  bucket: { type: 'string', wording: 'the bucket' },
  logGroup: { type: 'string', wording: 'the CloudWatch Logs group' },
  topic: { type: 'string', wording: 'the SNS topic' },
  tags: { type: 'strings', wording: 'the keys of its tags' },
  logging: { type: 'boolean', wording: 'logging in its home region' },
  loggingSince: { type: 'time', wording: 'the start of logging' },
  lastDelivery: { type: 'time', wording: 'the last delivery of a log file in the home region' },
  lastDigest: { type: 'time', wording: 'the last delivery of a digest file in the home region' },
  lastLogsDelivery: { type: 'time', wording: 'the last delivery to CloudWatch Logs in the home region' },
  deliveryErrors: { type: 'strings', wording: 'the delivery errors, with the region and the account that show them' },
  missingDestinations: { type: 'strings', wording: 'what it names and does not exist' },
  selectorFaults: { type: 'strings', wording: 'what its selectors say and do not mean' },
  recordsDataEvents: { type: 'boolean', wording: 'recording of data events' },
  managementEventsInBucket: { type: 'boolean', wording: 'management events in the bucket it delivers to' },
  recordsOwnDeliveries: { type: 'boolean', wording: 'a delivery of this trail is recorded by itself, or by a trail that feeds back to it' },
} as const satisfies Record<string, PathEntry>
