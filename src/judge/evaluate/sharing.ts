/** One judgement for all accounts that are configured alike, told of each in its own name. */
import type { accountPaths } from '../../nouns/paths/account.ts'
import type { Condition, Rule } from '../../nouns/rule.ts'
import type { Verdict } from '../../nouns/verdict.ts'
import { modifiers, type Word } from '../../nouns/vocabulary.ts'
import { restamp } from '../coverage/restamp.ts'
import { alikeTo, type Alike } from './alike.ts'
import { numbersIn, replaceEach } from './alike-trails.ts'
import type { Case } from './case.ts'

/** A verdict without what the policy makes of it. */
export type Found = Pick<Verdict, 'outcome' | 'message' | 'evidence' | 'witness' | 'gaps'>

/** What was found of the account that was judged; as text, where it names that account. */
interface Shared {
  readonly from: Alike
  readonly found: Found
  readonly text?: string
}

/** `judge`, for the subjects of one rule: of accounts that are alike only the first is judged. */
export function sharedFor(rule: Rule, judge: (of: Case) => Found): (of: Case) => Found {
  if (!isShareable(rule)) return judge
  const named = numbersIn(JSON.stringify(rule))
  return (of) => {
    const { id } = of.subject
    const alike = of.regions !== undefined || named.has(id) ? undefined : alikeTo(of, id)
    if (alike === undefined) return judge(of)
    return toldOf(of.memory.once(alike.configuration, rule.id, () => sharedOf(judge(of), alike)), alike)
  }
}

function sharedOf(found: Found, from: Alike): Shared {
  const { witness: _, ...rest } = found
  const text = JSON.stringify(rest)
  return text.includes(from.account) ? { from, found, text } : { from, found }
}

function toldOf({ from, found, text }: Shared, to: Alike): Found {
  if (from === to) return found
  const { witness } = found
  const told = text === undefined ? found : (JSON.parse(inNameOf(text, from, to)) as Found)
  return witness === undefined ? told : { ...told, witness: restamp(witness, to.account, witness.awsRegion ?? '') }
}

function inNameOf(text: string, from: Alike, to: Alike): string {
  const trails = from.trails.map((arn, index) => [arn, to.trails[index] ?? ''] as const)
  return replaceEach(text, trails).replaceAll(from.account, to.account)
}

function isShareable({ subject, when, must }: Rule): boolean {
  return subject === 'account' && (when === undefined || isConfiguration(when)) && isConfiguration(must)
}

type Test = (wanted: never, condition: Condition) => boolean

const recorded: Test = (_wanted, { by }) => by !== 'stores'

/** Whether a word looks at nothing of an account but what `alikeTo` compares. */
const words = {
  all: (parts: readonly Condition[]) => parts.every(isConfiguration),
  any: (parts: readonly Condition[]) => parts.every(isConfiguration),
  not: (part: Condition) => isConfiguration(part),
  // Members are looked at in every way, times included.
  some: () => false,
  every: () => false,
  parameter: () => true,
  recorded,
  unrecorded: recorded,
  alarmed: () => true,
} as const satisfies Record<Word, Test>

const paths: Readonly<Record<keyof typeof accountPaths, boolean>> = {
  joined: false,
  organizationTrail: true,
  insightTypes: true,
  duplicateManagementEvents: true,
}

function meaningOf(word: Word): Test {
  return words[word]
}

function isConfiguration(condition: Condition): boolean {
  return Object.entries(condition).every(([key, wanted]) => {
    if (Object.hasOwn(modifiers, key)) return true
    if (Object.hasOwn(words, key)) return meaningOf(key as Word)(wanted as never, condition)
    return Object.hasOwn(paths, key) && paths[key as keyof typeof paths]
  })
}
