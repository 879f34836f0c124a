/** What stands at the paths of a key (nouns/paths/key.ts). */
import type { keyPaths } from '../../nouns/paths/key.ts'
import type { Case, Reading, Seen } from './case.ts'
import { seenIn } from './fact-reading.ts'
import { encryptActions, inRegionOfBuckets, isBoundToOwn, keyOf, letsCloudTrailEncrypt, readKeyPolicy } from './key-use.ts'
import { grantsCloudTrail } from './policy-binding.ts'

/** A key of which KMS says that it does not exist has no state. */
function stateOf(of: Case): Seen {
  const fact = keyOf(of)
  const source = 'kms:DescribeKey'
  if (fact?.gap?.code === 'NotFoundException') return { value: null, source, why: ['the key does not exist'] }
  return seenIn(fact, source, 'KeyState', ({ KeyState: state }) => state)
}

function isGranted(of: Case): Seen {
  return readKeyPolicy(of, (policy) => {
    const value = grantsCloudTrail(policy, encryptActions)
    const why = value === undefined ? 'the key policy is malformed' : `${value ? 'a' : 'no'} statement of it lets CloudTrail encrypt`
    return { value, source: 'kms:GetKeyPolicy', why: [why] }
  })
}

/** A path without a reading, or a reading without a path, does not compile. */
export const keyReadings = {
  state: stateOf,
  spec: (of) => seenIn(keyOf(of), 'kms:DescribeKey', 'KeySpec', ({ KeySpec: spec }) => spec),
  inRegionOfBuckets,
  letsCloudTrailEncrypt,
  grantsCloudTrail: isGranted,
  boundToOwnTrails: isBoundToOwn,
  rotation: (of) => seenIn(keyOf(of), 'kms:GetKeyRotationStatus', 'rotationEnabled', ({ rotationEnabled }) => rotationEnabled),
} as const satisfies Record<keyof typeof keyPaths, Reading>
