/** The KMS keys that encrypt the trails' files, read in the account that owns each. */
import type { Fact, Gap, Key, Trail } from '../../nouns/snapshot.ts'
import { membersOf, type Answer } from './answer.ts'
import type { Reader } from './ask.ts'
import { notEntered } from './gap.ts'
import type { Run } from './run.ts'

/** The keys that these trails name by a full key or alias ARN, each once. AWS writes no other form (reference 4.1). */
export function keysOf(trails: readonly Trail[]): readonly string[] {
  const named = trails.flatMap(({ KmsKeyId }) => KmsKeyId ?? [])
  return [...new Set(named.filter((id) => partsOf(id) !== undefined))].sort()
}

function partsOf(arn: string): { readonly region: string; readonly account: string } | undefined {
  const [, region, account] = /^arn:[^:]+:kms:([^:]+):(\d{12}):(?:key|alias)\//.exec(arn) ?? []
  return region === undefined || account === undefined ? undefined : { region, account }
}

/** Asks the key's own account; a key of an account that cannot be read is a gap. */
export async function readKey(run: Run, arn: string): Promise<Fact<'key'>> {
  const { region = '', account = '' } = partsOf(arn) ?? {}
  const key = { fact: 'key', account, region, id: arn } as const
  const role = await run.readerOf(account)
  if (role?.reader === undefined) return { ...key, gap: notEntered('kms:DescribeKey', account, role) }
  const { reader } = role
  const { body, gap } = await run.ask('kms:DescribeKey', reader, region, { KeyId: arn })
  if (gap !== undefined) return { ...key, gap }
  const { KeyMetadata } = membersOf(body)
  if (!isKey(KeyMetadata)) return { ...key, gap: { cause: 'broken', call: 'kms:DescribeKey', message: 'an answer without the key' } }
  return { ...key, ...(await withParts(run, reader, region, KeyMetadata)) }
}

function isKey(metadata: unknown): metadata is Key {
  return typeof (metadata as Partial<Key> | undefined)?.Arn === 'string'
}

/** The policy and the rotation, by the key's own ARN: neither call takes an alias. */
async function withParts(run: Run, reader: Reader, region: string, key: Key): Promise<Pick<SeenKey, 'value' | 'unseen'>> {
  const [policy, rotation] = await Promise.all([
    run.ask('kms:GetKeyPolicy', reader, region, { KeyId: key.Arn, PolicyName: 'default' }),
    run.ask('kms:GetKeyRotationStatus', reader, region, { KeyId: key.Arn }),
  ])
  const parts = { policy: policyIn(policy), rotationEnabled: rotationIn(rotation) }
  const gaps = Object.entries(parts).flatMap(([part, told]) => (isTold(told) ? [] : [[part, told]]))
  const seen = Object.entries(parts).flatMap(([part, told]) => (isTold(told) ? [[part, told]] : []))
  return { value: { ...key, ...Object.fromEntries(seen) }, ...(gaps.length === 0 ? {} : { unseen: Object.fromEntries(gaps) }) }
}

type SeenKey = Fact<'key'> & { readonly value: Key }

function isTold(part: string | boolean | Gap): part is string | boolean {
  return typeof part !== 'object'
}

function policyIn({ output, gap }: Answer<'kms:GetKeyPolicy'>): string | Gap {
  return gap ?? output.Policy ?? { cause: 'broken', call: 'kms:GetKeyPolicy', message: 'an answer without a policy' }
}

/** A key that cannot rotate by itself (not symmetric, or with material from elsewhere) may answer that the operation does not fit it. */
function rotationIn({ output, gap }: Answer<'kms:GetKeyRotationStatus'>): boolean | Gap {
  if (gap !== undefined) return gap.code === 'UnsupportedOperationException' ? false : gap
  const broken: Gap = { cause: 'broken', call: 'kms:GetKeyRotationStatus', message: 'an answer without a status' }
  return output.KeyRotationEnabled ?? broken
}
