/** What a run would ask, before it does: calls, time, and what must be allowed. */

/** Calls by `service:Operation`, with how often each is asked. */
export type PlannedCalls = Readonly<Record<string, number>>

export interface Plan {
  /** Null for an account that is in none, or is asked alone. */
  readonly organization: string | null
  /** The account whose credentials ask. */
  readonly caller: string
  readonly accounts: { readonly listed: number; readonly read: number; readonly skipped: number }
  /** How many regions are counted for each account, and whether an account may have more. */
  readonly regions: { readonly count: number; readonly mayBeMore: boolean }
  readonly calls: {
    /** In each account that is entered by its role, that included; the caller's own account has no role to assume. */
    readonly member: PlannedCalls
    /** Once: about the organization, for one organization trail, and in the accounts that own what it delivers to. */
    readonly once: PlannedCalls
    readonly total: number
  }
  /** Seconds. `bound` is what no run can be faster than, by what it is `boundBy`; `expected` is what this one should take. */
  readonly time: {
    readonly bound: number
    readonly boundBy: 'the longest chain of calls' | 'requests at once' | "this machine's work on each call" | "AWS's rates"
    readonly expected: number
    /** Milliseconds for an answer, as assumed. */
    readonly latency: number
    readonly concurrency: number
  }
  /** IAM actions: of the role in each account, and of the caller beside those. */
  readonly actions: { readonly role: readonly string[]; readonly caller: readonly string[] }
}
