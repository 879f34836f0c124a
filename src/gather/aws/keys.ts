/** The KMS keys that encrypt the trails' files, read in the account that owns each. */
import type { Fact, Key, Trail } from '../../nouns/snapshot.ts'
import { membersOf } from './answer.ts'
import { notInRun } from './gap.ts'
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
  const reader = (await run.readerOf(account))?.reader
  if (reader === undefined) return { ...key, gap: { ...notInRun('kms:DescribeKey', account), account } }
  const { body, gap } = await run.ask('kms:DescribeKey', reader, region, { KeyId: arn })
  if (gap !== undefined) return { ...key, gap }
  const { KeyMetadata } = membersOf(body)
  if (!isKey(KeyMetadata)) return { ...key, gap: { cause: 'broken', call: 'kms:DescribeKey', message: 'an answer without the key' } }
  return { ...key, value: KeyMetadata }
}

function isKey(metadata: unknown): metadata is Key {
  return typeof (metadata as Partial<Key> | undefined)?.Arn === 'string'
}
