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
export function paged(member: string, items: readonly object[], { parameter, token, size }: Paging): Reply {
  if (!(size >= 1)) return invalid
  const starts = Array.from({ length: Math.max(1, Math.ceil(items.length / size)) }, (_, page) => page * size)
  const pages = starts.map((start) => items.slice(start, start + size))
  if (pages.length > 1) pages.splice(1, 0, [])
  const page = token === undefined ? 0 : pages.findIndex((_, index) => token === tokenOf(member, index))
  if (page < 0) return invalid
  return value({ [member]: pages[page], ...(page + 1 < pages.length ? { [parameter]: tokenOf(member, page + 1) } : {}) })
}

function tokenOf(member: string, page: number): string {
  return Buffer.from(`${member} ${page}`).toString('base64url')
}
