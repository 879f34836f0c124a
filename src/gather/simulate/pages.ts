/** Lists that come in pages. */
import { error, value, type Reply } from './reply.ts'

/** How a service asks for the next page of a list: the parameter, what stands in it, and how long a page is. */
export interface Paging {
  readonly parameter: 'NextToken' | 'nextToken'
  readonly token: unknown
  readonly size: number
}

const invalid = error('InvalidInputException', 'You provided a value that does not match the required pattern.')

/** One page; after the first comes an empty one with a token, as AWS says may happen: who stops there loses the rest. */
export function paged(member: string, items: readonly object[], paging: Paging): Reply {
  return pagedAs(member, items, paging, (item) => item)
}

/** The same for items that are spelt out only when their page is asked for. */
export function pagedAs<T>(member: string, items: readonly T[], { parameter, token, size }: Paging, spell: (item: T) => object): Reply {
  if (!(size >= 1)) return invalid
  const full = Math.max(1, Math.ceil(items.length / size))
  const pages = full > 1 ? full + 1 : full
  const page = token === undefined ? 0 : pageIn(member, token)
  if (page === undefined || page >= pages) return invalid
  const start = Math.max(0, page - 1) * size
  const shown = page === 1 ? [] : items.slice(start, start + size)
  return value({ [member]: shown.map(spell), ...(page + 1 < pages ? { [parameter]: tokenOf(member, page + 1) } : {}) })
}

function tokenOf(member: string, page: number): string {
  return Buffer.from(`${member} ${page}`).toString('base64url')
}

function pageIn(member: string, token: unknown): number | undefined {
  const page = Number(Buffer.from(String(token), 'base64url').toString().split(' ')[1])
  return Number.isInteger(page) && page >= 0 && token === tokenOf(member, page) ? page : undefined
}
