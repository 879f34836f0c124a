/** How rules did on their own examples, for whoever writes them: what failed and why, then the count. */
import type { ExampleResult } from '../../nouns/example.ts'
import { sayPlace } from '../../nouns/place.ts'
import { harmless } from './harmless.ts'
import { countOf } from './wording.ts'

/** Whether the rule answered as the example says. */
export function isRight({ wanted, shown }: ExampleResult): boolean {
  return wanted === shown
}

/** One line for each rule, more where an example came out otherwise; the last line counts. */
export function exampleLines(results: readonly ExampleResult[]): readonly string[] {
  const rules = [...new Set(results.map((result) => result.rule))]
  const wrong = results.filter((result) => !isRight(result))
  const summary = `${countOf(rules.length, 'rule')}, ${countOf(results.length, 'example')}, ${wrong.length} wrong`
  return [...rules.flatMap((rule) => ruleLines(results.filter((result) => result.rule === rule))), summary]
}

function ruleLines(results: readonly ExampleResult[]): readonly string[] {
  const [first] = results
  if (first === undefined) return []
  const wrong = results.filter((result) => !isRight(result))
  const heading = `${wrong.length === 0 ? 'ok    ' : 'WRONG '} ${first.rule.id} (${countOf(results.length, 'example')})`
  return [heading, ...wrong.flatMap(wrongLines)]
}

function wrongLines({ rule, wanted, number, shown, verdicts }: ExampleResult): readonly string[] {
  const where = rule.place === undefined ? '' : ` of ${sayPlace(rule.place)}`
  const told = verdicts.map((verdict) => `         ${verdict.outcome}  ${harmless(verdict.subject.id)}: ${harmless(verdict.message)}`)
  return [`       examples.${wanted}[${number - 1}]${where} is ${shown ?? 'about nothing: it holds no subject of this rule'}`, ...told]
}
