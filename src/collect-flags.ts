/** The flags of `collect` that mean something only together, or only apart. */
import { badInput, type Mistake } from './nouns/place.ts'
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

interface Mixed {
  readonly demo: boolean
  readonly plan: boolean
  readonly json: boolean
  readonly out?: string | undefined
  readonly resume?: string | undefined
  readonly raw?: string | undefined
  readonly shard?: string | undefined
  readonly 'this-account': boolean
}

/** Throws a mistake for flags that do not go together. */
export function refuseMixed({ demo, plan, json, out, raw, resume, shard, 'this-account': alone }: Mixed): void {
  const asked = [out !== undefined, resume !== undefined, plan].filter(Boolean).length
  const mistakes = [
    ...(asked === 0 ? [{ what: 'nothing says where the snapshot goes', instead: 'give --out FILE, or --out - for stdout; --resume FILE and --plan do without' }] : []),
    ...(asked > 1 ? [{ what: 'collect does one thing at a time', instead: 'give one of --out FILE, --resume FILE and --plan' }] : []),
    ...(demo && resume !== undefined ? apart('--resume', '--demo') : []),
    ...(demo && plan ? apart('--plan', '--demo') : []),
    ...(plan && raw !== undefined ? apart('--raw', '--plan') : []),
    ...(demo && shard !== undefined ? apart('--shard', '--demo') : []),
    ...(alone && shard !== undefined ? apart('--shard', '--this-account') : []),
    ...(json && !plan ? [{ what: '--json is for --plan: a snapshot is JSON in any case', instead: 'leave it out' }] : []),
  ]
  if (mistakes.length > 0) throw badInput(...mistakes)
}

function apart(flag: string, other: string): readonly Mistake[] {
  return [{ what: `${flag} does not go with ${other}`, instead: 'leave one of them out' }]
}
