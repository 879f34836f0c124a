/** How a reading takes a value out of a fact: what is unseen is told apart from what is absent. */
import type { Fact, FactKind, FactValues, Gap } from '../../nouns/snapshot.ts'
import type { Scalar } from '../../nouns/rule.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Seen } from './case.ts'

/** A member of a fact's value; `undefined` where the fact, or that part of it, could not be seen, null where it has no such member. */
export function seenIn<K extends FactKind>(
  fact: Fact<K> | undefined,
  source: string,
  part: string,
  take: (value: FactValues[K]) => Seen['value'],
): Seen {
  const gap = fact?.gap ?? fact?.unseen?.[part]
  if (fact?.value === undefined || gap !== undefined) return unseen(source, gap, fact)
  return { value: take(fact.value) ?? null, source }
}

/** A value that could not be seen, with the gap that says why. */
export function unseen(source: string, gap: Gap | undefined, where?: { readonly account?: string; readonly region?: string }): Seen {
  return { value: undefined, source, gaps: gap === undefined ? [] : [openGap(gap, where)] }
}

/** The gap with the account and region that it is about. */
export function openGap(gap: Gap, where: { readonly account?: string; readonly region?: string } = {}): OpenGap {
  const { account, region } = where
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }), ...gap }
}

export function scalarOf(value: unknown): Scalar | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** A flag that AWS leaves out when it is off is false when absent. */
export function flagOf(value: unknown): boolean {
  return value === true
}

/** Epoch seconds, as on the wire, in ISO 8601. */
export function timeOf(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString()
}

/** AWS's codes for what is not there (KMS, CloudWatch Logs, S3, IAM, SNS; some differ between the wire and the SDK). */
const notThere: ReadonlySet<string> = new Set([
  'NotFound',
  'NotFoundException',
  'ResourceNotFoundException',
  'NoSuchBucket',
  'NoSuchEntity',
  'NoSuchEntityException',
])

/** Whether a refusal says that there is no such thing, rather than that it could not be seen. */
export function isNotThere(gap: Gap | undefined): boolean {
  return notThere.has(gap?.code ?? '')
}
