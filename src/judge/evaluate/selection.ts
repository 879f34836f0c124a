/** Which rules are judged: the policy's choice, or the one that replaces it. */
import type { Policy } from '../../nouns/policy.ts'
import { severities, type Rule } from '../../nouns/rule.ts'

/** The sets that a policy or `--only` may name beside single rules. */
export const ruleSets = {
  recommended: (rule: Rule) => rule.recommended,
  all: () => true,
} as const satisfies Record<string, (rule: Rule) => boolean>

/** The chosen rules, each once, in the order of `rules`; those whose severity is `off` are left out. */
export function chosenRules(rules: readonly Rule[], policy: Policy, only?: readonly string[]): readonly Rule[] {
  const names = only ?? policy.rules.map((setting) => setting.value)
  return rules.filter((rule) => names.some((name) => isChosenBy(rule, name)) && policy.severity[rule.id]?.value !== 'off')
}

function isChosenBy(rule: Rule, name: string): boolean {
  return name === rule.id || (isRuleSet(name) && ruleSets[name](rule))
}

function isRuleSet(name: string): name is keyof typeof ruleSets {
  return Object.hasOwn(ruleSets, name)
}

/** The severity that the policy gives a rule, else the rule's own. Rules that are `off` never come here. */
export function severityOf(rule: Rule, policy: Policy): Rule['severity'] {
  const set = policy.severity[rule.id]?.value
  return severities.find((severity) => severity === set) ?? rule.severity
}
