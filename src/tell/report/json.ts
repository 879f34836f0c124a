/** The report for programs: the assessment itself, told verdict by verdict. Schema: schemas/assessment.schema.json. */
import type { Assessment, Verdict } from '../../nouns/verdict.ts'
import { harmlessJson } from './harmless.ts'

/** One member per line, and in lists one entry per line; members always in the same order. */
export function* json(assessment: Assessment): Generator<string> {
  const { format, tool, complete, asOf, scope, policy, summary, rules, verdicts, controls, frameworks } = assessment
  yield '{\n'
  const head = { format, tool, complete, asOf, scope, policy, summary }
  for (const [name, value] of Object.entries(head)) yield `  "${name}": ${harmlessJson(value)},\n`
  yield* list('rules', rules, (rule) => rule)
  yield ',\n'
  yield* list('verdicts', verdicts, inOrder)
  yield ',\n'
  yield* list('controls', controls, (control) => control)
  if (frameworks !== undefined) {
    yield ',\n'
    yield* list('frameworks', frameworks, (framework) => framework)
  }
  yield '\n}\n'
}

function* list<T>(name: string, items: readonly T[], entry: (item: T) => unknown): Generator<string> {
  yield `  "${name}": [`
  let before = '\n'
  for (const item of items) {
    yield `${before}    ${harmlessJson(entry(item))}`
    before = ',\n'
  }
  yield items.length === 0 ? ']' : '\n  ]'
}

/** The members in the order of the design's section 4, whatever the order in which they were put together. */
function inOrder(verdict: Verdict): unknown {
  const { rule, severity, subject, outcome, message, evidence, witness, anchor, waiver, gaps } = verdict
  const { kind, id, account, region, name } = subject
  return { rule, severity, subject: { kind, id, account, region, name }, outcome, message, evidence, witness, anchor, waiver, gaps }
}
