/** What came of each control of a framework, by the verdicts of the rules that map to it (design section 6). */
import type { ControlStatus, Framework, LoggingControl } from '../../nouns/framework.ts'
import type { Rule } from '../../nouns/rule.ts'
import type { Control, FrameworkCoverage, Outcome, Verdict } from '../../nouns/verdict.ts'
import type { Baseline } from './baseline.ts'
import { judgedOtherwise } from './given.ts'
import type { Question } from './question.ts'
import { accountsInScope } from './subjects.ts'

/** An assessment, as far as controls hang on it. `whole`: no account or region that should have been assessed was not. */
export interface Assessed {
  readonly question: Question
  readonly baseline: Baseline
  readonly verdicts: readonly Verdict[]
  readonly whole: boolean
}

/** The framework's logging controls, in its order, and those that only a rule names. */
export function controlsOf(framework: Framework, assessed: Assessed): readonly Control[] {
  const mapping = assessed.question.rules.filter((rule) => rule.controls[framework.id] !== undefined)
  const listed = framework.loggingControls.map((control) => controlOf(framework, control, mapping, assessed))
  const known = new Set(framework.loggingControls.map(({ id }) => id))
  const others = new Set(mapping.flatMap((rule) => rule.controls[framework.id] ?? []).filter((id) => !known.has(id)))
  return [...listed, ...[...others].sort().map((id) => controlOf(framework, { id, shownByConfiguration: true }, mapping, assessed))]
}

type Named = Pick<LoggingControl, 'id' | 'shownByConfiguration' | 'note'> & { readonly title?: string }

function controlOf(framework: Framework, control: Named, mapping: readonly Rule[], assessed: Assessed): Control {
  const { id, title, shownByConfiguration } = control
  const rules = mapping.filter((rule) => rule.controls[framework.id]?.includes(id))
  const unmapped = shownByConfiguration ? 'not mapped' : 'not decidable from configuration'
  const otherwise = rules.filter((rule) => judgedOtherwise(rule, framework, assessed.question).length > 0)
  const notes = [...(control.note === undefined ? [] : [control.note]), ...otherwise.map((rule) => sayOtherwise(rule, framework, assessed.question))]
  return {
    framework: framework.id,
    id,
    ...(title === undefined ? {} : { title }),
    status: rules.length === 0 ? unmapped : statusOf(rules, otherwise, assessed),
    rules: rules.map((rule) => rule.id),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  }
}

function sayOtherwise(rule: Rule, framework: Framework, question: Question): string {
  return `${rule.id} was judged with other ${judgedOtherwise(rule, framework, question).join(', ')} than the standard's`
}

/**
 * Met only with at least one pass and nothing against it. A waived fail is a fail that somebody answers for; what the policy turned
 * off, or what could not be looked at (a rule that this source does not show is one), might have failed. What was judged `otherwise`
 * than the standard means it shows nothing, neither way.
 */
function statusOf(rules: readonly Rule[], otherwise: readonly Rule[], { question, baseline, verdicts, whole }: Assessed): ControlStatus {
  const ids = new Set(rules.filter((rule) => !otherwise.includes(rule)).map(({ id }) => id))
  const found = verdicts.filter(({ rule }) => ids.has(rule))
  const has = (wanted: Outcome, was?: 'fail' | 'unknown'): boolean => found.some(({ outcome, waiver }) => outcome === wanted && waiver?.was === was)
  if (has('fail')) return 'not met'
  if (has('waived', 'fail')) return 'not met: waived'
  const unseen = !whole || otherwise.length > 0 || rules.some((rule) => !rule.sources.includes(question.source))
  if (unseen || has('unknown') || has('waived', 'unknown')) return 'could not tell'
  if (rules.some((rule) => isOffForSomebody(rule, question, baseline))) return 'not met: turned off'
  return has('pass') ? 'met' : 'not met: nothing there'
}

function isOffForSomebody(rule: Rule, { snapshot }: Question, { severityOf }: Baseline): boolean {
  return [undefined, ...accountsInScope(snapshot)].map(severityOf(rule)).includes('off')
}

/** How much of a framework rules map to, whatever the policy makes of them. */
export function coverageOf({ id, title, version, source, loggingControls }: Framework, rules: readonly Rule[]): FrameworkCoverage {
  const known = new Set(rules.flatMap((rule) => rule.controls[id] ?? []))
  const mapped = loggingControls.filter((control) => known.has(control.id))
  return { id, title, version, source, mapped: mapped.length, of: loggingControls.length }
}
