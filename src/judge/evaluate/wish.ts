/** Whether a value is what a rule wishes for, and how that is said. */
import type { SubjectKind, Wish } from '../../nouns/rule.ts'
import type { Evidence, Json, Subject } from '../../nouns/verdict.ts'
import { pathsOf } from '../../nouns/subject-paths.ts'
import type { WishWord } from '../../nouns/vocabulary.ts'
import { clockDoubt } from './age.ts'
import type { Case, Seen } from './case.ts'
import type { Judgement, Truth } from './judgement.ts'
import { shared } from './shared-judgement.ts'
import { wishMeanings, type Known, type WishMeaning } from './wish-meanings.ts'
import { sayGap } from './wording.ts'

/** A wish made ready: what of it is the same for every subject is worked out once. */
export interface ReadyWish {
  readonly holds: (seen: Known, of: Case) => Truth
  /** What was wanted, in words that stand beside what was seen. */
  readonly wanted: string | number | boolean
  /** A plain yes or no says it. */
  readonly plain: boolean
  /** It is about the age of a moment. */
  readonly aged: boolean
  /** What was judged, by the value that was seen: thousands of subjects have the same. */
  readonly judged: Map<Seen['value'], readonly Held[]>
}

/** The judgement of every subject of a kind in which the same call told the same at the same path, for the same reason. */
interface Held {
  readonly kind: Subject['kind']
  readonly path: string
  readonly source: string
  readonly why: string | undefined
  readonly judgement: Judgement
}

/** So many values are held of a wish, and so many judgements of a value: where there are more, each subject has its own. */
const mostValues = 32
const mostOfValue = 4

export function readyWish(wish: Wish): ReadyWish {
  const judged = new Map<Seen['value'], readonly Held[]>()
  if (typeof wish !== 'object') {
    return { holds: ({ value }) => value === wish, wanted: wish, plain: typeof wish === 'boolean', aged: false, judged }
  }
  const [[word, wanted] = ['exists', true]] = Object.entries(wish)
  const meaning: WishMeaning = wishMeanings[word as WishWord]
  return {
    holds: (seen, of) => meaning.holds(seen, wanted as never, of),
    wanted: meaning.say(wanted as never),
    plain: 'exists' in wish,
    aged: 'within' in wish,
    judged,
  }
}

/** The judgement of one path's value against one wish; the same object for all subjects of a kind in which the same was seen. */
export function judgeWish(of: Case, path: string, seen: Seen, wish: ReadyWish): Judgement {
  if (wish.aged || !isPlain(seen)) return judgeAnew(of, path, seen, wish)
  const { source, why: [why] = [] } = seen
  const value = typeof seen.value === 'object' && seen.value !== null ? emptyList : seen.value
  const { kind } = of.subject
  const held = wish.judged.get(value) ?? []
  const known = held.find((each) => each.kind === kind && each.path === path && each.source === source && each.why === why)
  if (known !== undefined) return known.judgement
  const judgement = judgeAnew(of, path, seen, wish)
  if (held.length < mostOfValue && (held.length > 0 || wish.judged.size < mostValues)) {
    wish.judged.set(value, [...held, { kind, path, source, why, judgement: shared(judgement) }])
  }
  return judgement
}

/** Stands for all of them. */
const emptyList: readonly string[] = []

/** Whether nothing more was seen than one value, or none, and perhaps a reason. */
function isPlain({ value, why, gaps = [], perhaps, assumed, witness }: Seen): boolean {
  if ((perhaps ?? assumed ?? witness) !== undefined || gaps.length > 0) return false
  return (typeof value !== 'object' || value === null || value.length === 0) && (why === undefined || why.length === 1)
}

function judgeAnew(of: Case, path: string, seen: Seen, wish: ReadyWish): Judgement {
  const truth = isKnown(seen) ? wish.holds(seen, of) : undefined
  const said = seen.why ?? [sentence(of, path, seen, wish)]
  const why = truth === undefined && wish.aged ? [...said, ...doubts(of, seen)] : said
  const gaps = truth === undefined ? (seen.gaps ?? []) : []
  const judgement = { truth, why, evidence: [evidenceOf(path, seen, wish)], gaps }
  return seen.witness === undefined ? judgement : Object.assign(judgement, { witness: seen.witness })
}

function evidenceOf(path: string, seen: Seen, { wanted }: ReadyWish): Evidence {
  const evidence = { path, seen: jsonOf(seen), wanted, source: seen.source }
  const { assumed = [] } = seen
  return assumed.length === 0 ? evidence : Object.assign(evidence, { assumed })
}

/** Why a moment that was seen does not tell. */
function doubts({ snapshot }: Case, { value }: Seen): readonly string[] {
  return typeof value === 'string' ? [clockDoubt(value, snapshot)].filter((doubt) => doubt !== undefined) : []
}

function isKnown(seen: Seen): seen is Known {
  return seen.value !== undefined
}

/** Where a plain yes or no does not say it, what was wanted is said as well. */
function sentence({ subject }: Case, path: string, seen: Seen, { wanted, plain }: ReadyWish): string {
  const { wording = path, type } = pathsOf(subject.kind as SubjectKind)[path] ?? {}
  const told = plain || seen.value === undefined ? '' : `, wanted ${wanted}`
  return `${wording}${type === 'strings' ? ':' : ' is'} ${sayValue(seen)}${told}`
}

function jsonOf({ value, perhaps }: Seen): Json {
  if (value === undefined) return 'could not be seen'
  return perhaps === undefined || perhaps.length === 0 ? value : { known: value, perhaps }
}

function sayValue({ value, perhaps, gaps }: Seen): string {
  if (value === undefined) return `not known${sayGap(gaps?.[0])}`
  if (typeof value === 'object' && value !== null) return sayList(value, perhaps, gaps)
  if (value === null) return 'not set'
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
}

function sayList(value: readonly string[], perhaps: Seen['perhaps'], gaps: Seen['gaps']): string {
  const known = value.length === 0 ? 'none' : value.join(', ')
  if (perhaps === undefined || perhaps.length === 0) return known
  return `${known}, and it is not known whether also ${perhaps === 'anything' ? 'others' : perhaps.join(', ')}${sayGap(gaps?.[0])}`
}
