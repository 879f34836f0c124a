/** What AWS answered to one call, as it came over the wire: kept beside a snapshot as evidence. */

/** One call and its final answer. It holds no credentials: `withheld` names what was left out for that reason. */
export interface RawAnswer {
  /** `service:Operation`, as in nouns/call.ts. */
  readonly call: string
  /** The account that was asked; of sts:GetCallerIdentity, the one that was told. */
  readonly account: string
  readonly region: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** How many requests were sent for this call; the answer is that of the last one. */
  readonly attempt: number
  /** ISO 8601, by the clock of this machine: of the last request. */
  readonly sentAt: string
  /** Absent, as what follows, where nobody answered. */
  readonly receivedAt?: string
  /** Of HTTP. */
  readonly status?: number
  readonly requestId?: string
  /** The Date header, as it came. */
  readonly responseDate?: string
  /** The text as it came. */
  readonly body?: string
  /** What happened where nobody answered, or not to the end. */
  readonly error?: string
  /** Names of what was left out, sorted. */
  readonly withheld?: readonly string[]
}
