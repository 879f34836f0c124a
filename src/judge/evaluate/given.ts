/** The parameters that somebody gives to a rule: the policy, and the frameworks that choose it. */
import type { Framework } from '../../nouns/framework.ts'
import type { ParameterValue, Rule } from '../../nouns/rule.ts'
import { parametersOf } from './parameters.ts'
import type { Question } from './question.ts'
import { chosenFrameworks } from './selection.ts'

type Values = Readonly<Record<string, ParameterValue>>
type Asked = Pick<Question, 'policy' | 'only' | 'frameworks'>

/**
 * What the rule is given: the parameters of the frameworks that were chosen, and over them, one by one, those of the policy. Of
 * frameworks that disagree the first one counts here; the controls of the others cannot be told then.
 */
export function givenTo({ id }: Pick<Rule, 'id'>, asked: Asked): Values {
  const standards = chosenFrameworks(asked).map((framework) => framework.with?.[id] ?? {})
  return Object.assign({}, ...standards.toReversed(), asked.policy.with[id]?.value) as Values
}

/**
 * The parameters with which the rule was judged otherwise than this framework means it: its own, or the rule's defaults. A verdict
 * about something else says nothing about the framework's control.
 */
export function judgedOtherwise(rule: Pick<Rule, 'id' | 'parameters'>, framework: Framework, asked: Asked): readonly string[] {
  const meant = parametersOf(rule, framework.with?.[rule.id]).parameters
  const used = parametersOf(rule, givenTo(rule, asked)).parameters
  return Object.keys(used).filter((name) => !isSame(used[name], meant[name]))
}

/** In a list the order says nothing, and neither does what stands there twice. */
function isSame(one: ParameterValue | undefined, other: ParameterValue | undefined): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other
  const [a, b] = [new Set<string>(one), new Set<string>(other)]
  return a.size === b.size && [...a].every((name) => b.has(name))
}
