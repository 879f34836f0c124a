/** The paths of a key; their meanings are in judge/evaluate/key-paths.ts. */
import type { PathEntry } from './path.ts'

export const keyPaths = {
  state: { type: 'string', wording: 'the state of the key' },
  spec: { type: 'string', wording: 'the kind of key' },
  inRegionOfBuckets: { type: 'boolean', wording: 'a place in the region of every bucket whose logs it encrypts' },
  letsCloudTrailEncrypt: { type: 'boolean', wording: 'permission for CloudTrail to encrypt for every trail that uses the key' },
  grantsCloudTrail: { type: 'boolean', wording: 'permission for CloudTrail to encrypt' },
  boundToOwnTrails: { type: 'boolean', wording: 'the limit of CloudTrail to trails of the own accounts' },
  rotation: { type: 'boolean', wording: 'automatic rotation' },
} as const satisfies Record<string, PathEntry>
