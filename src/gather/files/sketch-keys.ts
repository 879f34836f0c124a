/** The keys of a sketch, read as a collector would. */
import type { SketchKey } from '../../nouns/sketch.ts'
import type { Fact, Gap, Key } from '../../nouns/snapshot.ts'
import { denied, refusedBy, type DrawnAccount } from './sketch-accounts.ts'
import { keyPolicy } from './sketch-cloudtrail-policies.ts'
import { ownerOf, policyText, type Destinations } from './sketch-destinations.ts'

/** One fact for each key that the trails told of name by a full ARN. */
export function keyFacts(destinations: Destinations): readonly Fact<'key'>[] {
  const named = new Set(destinations.told.flatMap(({ body }) => (body.KmsKeyId === undefined ? [] : [body.KmsKeyId])))
  return [...named].flatMap((id) => {
    const [, region, account] = /^arn:[^:]+:kms:([^:]+):(\d{12}):(?:key|alias)\//.exec(id) ?? []
    return account === undefined || region === undefined ? [] : [keyFact(destinations, id, account, region)]
  })
}

function keyFact(destinations: Destinations, arn: string, account: string, region: string): Fact<'key'> {
  const key = { fact: 'key', account, region, id: arn } as const
  const { owner, gap } = ownerOf(destinations.accounts, account, 'kms:DescribeKey', region)
  if (gap !== undefined) return { ...key, gap }
  const declared = owner.sketch.keys?.find((candidate) => candidate.region === region && arn.endsWith(`:key/${candidate.id}`))
  if (declared !== undefined) return { ...key, ...describedKey(destinations, arn, owner, declared) }
  return { ...key, gap: { cause: 'refused', call: 'kms:DescribeKey', code: 'NotFoundException', message: `Key '${arn}' does not exist` } }
}

interface Told {
  readonly value: Key
  readonly unseen?: Readonly<Record<string, Gap>>
}

function describedKey(destinations: Destinations, arn: string, owner: DrawnAccount, key: SketchKey): Told {
  const parts = [
    ['policy', 'kms:GetKeyPolicy', policyOf(destinations, arn, owner, key)],
    ['rotationEnabled', 'kms:GetKeyRotationStatus', key.rotation ?? isSymmetric(key)],
  ] as const
  const told = parts.map(([part, call, value]) => [part, value, refusalOf(key, owner, part, call)] as const)
  const seen = Object.fromEntries(told.flatMap(([part, value, gap]) => (gap === undefined ? [[part, value]] : [])))
  const unseen = Object.fromEntries(told.flatMap(([part, , gap]) => (gap === undefined ? [] : [[part, gap]])))
  const value = { ...keyMetadata(arn, owner.id, key), ...seen }
  return Object.keys(unseen).length === 0 ? { value } : { value, unseen }
}

function refusalOf(key: SketchKey, owner: DrawnAccount, part: string, call: string): Gap | undefined {
  return key.unseen?.includes(part) === true ? denied(owner.identity, call) : refusedBy(owner, call, key.region)
}

function policyOf({ drawn, world }: Destinations, arn: string, owner: DrawnAccount, key: SketchKey): string {
  const using = drawn.filter(({ body }) => body.KmsKeyId === arn)
  return policyText(key.policy, () => keyPolicy(owner.id, using, world)) ?? ''
}

/** Only such a key rotates by itself (AWS KMS, "GetKeyRotationStatus"). */
function isSymmetric({ spec = 'SYMMETRIC_DEFAULT' }: SketchKey): boolean {
  return spec === 'SYMMETRIC_DEFAULT'
}

function keyMetadata(arn: string, account: string, key: SketchKey): Key {
  const state = key.state ?? 'Enabled'
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: arn,
    KeyState: state,
    Enabled: state === 'Enabled',
    KeyManager: 'CUSTOMER',
    KeySpec: key.spec ?? 'SYMMETRIC_DEFAULT',
    MultiRegion: false,
  }
}
