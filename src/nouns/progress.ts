/** How far a reading has come: told by gather, shown by tell. */

/** `all` is unknown until the last page of accounts came. */
export interface Progress {
  readonly accountsDone: number
  readonly accountsAll?: number
  readonly calls: number
  /** Answers other than the one asked for: refusals, throttles that outlasted the retries, broken answers. */
  readonly refusals: number
  /** The account that was just done, where this is what happened. */
  readonly done?: { readonly id: string; readonly name?: string; readonly gaps: number }
}
