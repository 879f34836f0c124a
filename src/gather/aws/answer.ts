/** The answer to one call, and what is read out of it. */
import type { CallName } from '../../nouns/call.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { OutputOf } from './services.ts'

/** The answer as the SDK reads it (`output`) and as it came (`body`), or the gap in its place. */
export type Answer<N extends CallName> =
  | { readonly output: OutputOf<N>; readonly body: string; readonly gap?: never }
  | { readonly gap: Gap; readonly output?: never; readonly body?: never }

/** The members of a raw JSON answer; none where the body holds no object. */
export function membersOf(body: string): Readonly<Record<string, unknown>> {
  const read: unknown = body === '' ? undefined : JSON.parse(body, body.includes('null') ? withoutNulls : undefined)
  return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : {}
}

/** In AWS's JSON protocols a member that is null is not there; a null in a list is kept. */
function withoutNulls(this: unknown, _name: string, value: unknown): unknown {
  return value === null && !Array.isArray(this) ? undefined : value
}

export type Pages<N extends CallName> =
  | { readonly pages: readonly OutputOf<N>[]; readonly gap?: never }
  | { readonly gap: Gap; readonly pages?: never }

/** Every page of a listing, or the gap of the first page that could not be had; `next` finds the token of the page after. */
export async function everyPage<N extends CallName>(
  page: (token: string | undefined) => Promise<Answer<N>>,
  next: (output: OutputOf<N>) => string | undefined,
): Promise<Pages<N>> {
  const pages: OutputOf<N>[] = []
  let token: string | undefined
  do {
    const answer = await page(token)
    if (answer.gap !== undefined) return { gap: answer.gap }
    pages.push(answer.output)
    token = next(answer.output)
  } while (token !== undefined && token !== '')
  return { pages }
}
