/** What `--shard I/N` says. */
import { badInput } from './nouns/place.ts'
import type { Shard } from './nouns/shard.ts'

/** More shards than this would each list more accounts than they read. */
const most = 1000

/** The shard that was asked for, if one was. Throws a mistake for what is none. */
export function shardAsked(text: string | undefined): { readonly shard?: Shard } {
  if (text === undefined) return {}
  const [, index = '', of = ''] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []
  const shard = { index: Number(index), of: Number(of) }
  if (index !== '' && shard.index <= shard.of && shard.of <= most) return { shard }
  throw badInput({ what: `--shard ${text} is no share of a whole`, instead: `write I/N, such as 1/4 to 4/4; N is at most ${most}` })
}
