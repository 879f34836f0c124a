/** Which words of a condition look at nothing but the configuration of an account. */
import type { accountPaths } from '../../nouns/paths/account.ts'
import type { Condition } from '../../nouns/rule.ts'
import { modifiers, type Word } from '../../nouns/vocabulary.ts'

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

/** Whether the condition comes to the same for all accounts that are configured alike. */
export function isConfiguration(condition: Condition): boolean {
  return Object.entries(condition).every(([key, wanted]) => {
    if (Object.hasOwn(modifiers, key)) return true
    if (Object.hasOwn(words, key)) return meaningOf(key as Word)(wanted as never, condition)
    return Object.hasOwn(paths, key) && paths[key as keyof typeof paths]
  })
}
