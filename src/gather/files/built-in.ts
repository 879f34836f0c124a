/** What the build has read already: the built-in rules and frameworks, as JSON. Nothing is loaded here but what it takes to parse them. */
import type { Framework } from '../../nouns/framework.ts'
import type { Examples, Rule } from '../../nouns/rule.ts'

/**
 * The rules that the build wrote (dist/rules.json): read and checked before they were shipped. Their examples stand in a file of
 * their own (dist/rule-examples.json), since only `rules test` asks for them; without it a rule has none.
 */
export function builtInRules(text: string, examples = '{}'): readonly Rule[] {
  const byRule = JSON.parse(examples) as Readonly<Record<string, Examples>>
  const rules = JSON.parse(text) as readonly Omit<Rule, 'examples'>[]
  return rules.map((rule) => Object.assign({}, rule, { examples: byRule[rule.id] ?? none }))
}

const none: Examples = { pass: [], fail: [], unknown: [] }

/** The frameworks that the build wrote (dist/frameworks.json). */
export function builtInFrameworks(text: string): readonly Framework[] {
  return JSON.parse(text) as readonly Framework[]
}
