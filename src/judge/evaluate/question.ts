/** What is asked of evaluate. */
import type { Framework } from '../../nouns/framework.ts'
import type { Policy } from '../../nouns/policy.ts'
import type { Rule, Source } from '../../nouns/rule.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Gate } from '../../nouns/verdict.ts'

/** Everything a judgement depends on; nothing else does it look at. */
export interface Question {
  readonly snapshot: Snapshot
  readonly policy: Policy
  /** Every rule there is; the policy (or `only`) chooses. */
  readonly rules: readonly Rule[]
  /** Every framework there is; absent: none. */
  readonly frameworks?: readonly Framework[]
  /** Rule ids, sets and frameworks that replace the policy's `rules`. */
  readonly only?: readonly string[]
  readonly source: Source
  /** ISO 8601. */
  readonly asOf: string
  /** Days after which a snapshot is stale. */
  readonly maxAge: number
  readonly gate: Gate
  readonly tool: { readonly name: string; readonly version: string }
  /** Whether a report draws what is recorded where (nouns/verdict.ts Assessment.coverage). */
  readonly drawn?: boolean
}
