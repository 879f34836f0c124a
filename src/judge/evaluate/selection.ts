/** Which rules are judged: the policy's choice, or the one that replaces it. */
import type { Framework } from '../../nouns/framework.ts'
import type { Policy } from '../../nouns/policy.ts'
import { severities, type Rule } from '../../nouns/rule.ts'
import type { Graded } from './baseline.ts'
import type { Question } from './question.ts'

/** The sets that a policy or `--only` may name beside frameworks and single rules. */
const ruleSets = {
  recommended: (rule: Rule) => rule.recommended,
  all: () => true,
} as const satisfies Record<string, (rule: Rule) => boolean>

type Choice = Pick<Question, 'policy' | 'only'>

function chosenNames({ policy, only }: Choice): readonly string[] {
  return only ?? policy.rules.map((setting) => setting.value)
}

/** The chosen rules, each once, in the order of `rules`; those that the policy turns off for everybody are left out. */
export function chosenRules(question: Choice & Pick<Question, 'rules'>): readonly Rule[] {
  const names = chosenNames(question)
  return question.rules.filter((rule) => names.some((name) => isChosenBy(rule, name)) && !isOff(rule, question.policy))
}

/** A framework chooses the rules that map to its controls. */
function isChosenBy(rule: Rule, name: string): boolean {
  return name === rule.id || Object.hasOwn(rule.controls, name) || (isRuleSet(name) && ruleSets[name](rule))
}

function isRuleSet(name: string): name is keyof typeof ruleSets {
  return Object.hasOwn(ruleSets, name)
}

/** An override may turn a rule on again for a part of the organization. */
function isOff({ id }: Graded, { severity, overrides }: Policy): boolean {
  return severity[id]?.value === 'off' && overrides.every((one) => (one.severity[id] ?? 'off') === 'off')
}

/** The frameworks that were chosen, each once, in the order of `frameworks`. */
export function chosenFrameworks(question: Choice & Pick<Question, 'frameworks'>): readonly Framework[] {
  const names = chosenNames(question)
  return (question.frameworks ?? []).filter(({ id }) => names.includes(id))
}

/** The severity that the policy gives a rule in general, else the rule's own. */
export function severityOf(rule: Graded, policy: Policy): Rule['severity'] {
  const set = policy.severity[rule.id]?.value
  return severities.find((severity) => severity === set) ?? rule.severity
}
