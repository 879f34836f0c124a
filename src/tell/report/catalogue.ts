/** The catalogue of rules, for people and programs: rules in, lines out. */
import type { Framework } from '../../nouns/framework.ts'
import type { Rule } from '../../nouns/rule.ts'
import type { Verdict } from '../../nouns/verdict.ts'
import { conditionLines } from './condition-words.ts'

/** A table: id, severity, subject, set, title. */
export function catalogueTable(rules: readonly Rule[]): readonly string[] {
  return table(rules.map((rule) => [rule.id, rule.severity, rule.subject, rule.recommended ? 'recommended' : '', rule.title]))
}

/** The same for the rules that map to a framework, with its controls in place of the set; and how many of them there are. */
export function frameworkTable(rules: readonly Rule[], { id, title, version, loggingControls }: Framework): readonly string[] {
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.subject, (rule.controls[id] ?? []).join(', '), rule.title])
  const mapped = new Set(rules.flatMap(({ controls }) => controls[id] ?? []))
  const known = loggingControls.filter((control) => mapped.has(control.id)).length
  return [...table(rows), '', `${title} ${version}: ${known} of ${loggingControls.length} logging controls mapped`]
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}

/**
 * The same as one JSON document, with why, fix, parameters and controls; `origin` says whether a rule is built in or local, `place`
 * where a local one stands. With a framework, `with` are the parameters that the framework gives.
 */
export function catalogueJson(rules: readonly Rule[], local: ReadonlySet<string>, framework?: Framework): readonly string[] {
  const told = rules.map((rule) => {
    const { id, title, severity, recommended, subject, sources, why, fix, references, parameters, controls, place } = rule
    const from = local.has(id) ? { origin: 'local', ...(place === undefined ? {} : { place }) } : { origin: 'built-in' }
    const given = framework?.with?.[id]
    const words = { id, title, severity, recommended, subject, sources, why, fix, references, parameters, controls, ...from }
    return given === undefined ? words : { ...words, with: given }
  })
  return [JSON.stringify(told, undefined, 2)]
}

/** What is told of a rule beside the rule itself. */
export interface Beside {
  readonly local: ReadonlySet<string>
  readonly frameworks: readonly Framework[]
  /** A verdict that fails, from the rule's own examples. */
  readonly example: Verdict | undefined
}

/** One rule in words: what a person needs before he turns it on, or when it woke him. */
export function ruleInWords(rule: Rule, { local, frameworks, example }: Beside): readonly string[] {
  const file = local.has(rule.id) ? (rule.place?.file ?? '') : ''
  return [
    `${rule.id}: ${rule.title}`,
    `${rule.severity}, judged once per ${rule.subject}${rule.recommended ? ', recommended' : ''}${sourcesOf(rule)}${file === '' ? '' : `, from ${file}`}`,
    '',
    ...(rule.when === undefined ? [] : ['Judged when', ...conditionLines(rule.when, rule.subject).map((line) => `  ${line}`), '']),
    'Holds when',
    ...conditionLines(rule.must, rule.subject).map((line) => `  ${line}`),
    '',
    `Why  ${rule.why}`,
    `Fix  ${rule.fix}`,
    ...section('Parameters', parameterLines(rule)),
    ...section('Controls', Object.entries(rule.controls).map(([id, controls]) => `${id} ${controls.join(', ')}${givenBy(rule, id, frameworks)}`)),
    ...section('A failure, for example', example === undefined ? [] : [example.message]),
    ...section('References', rule.references),
  ]
}

function sourcesOf({ sources }: Rule): string {
  return sources.length === 1 && sources[0] === 'live' ? ', on a live organization or a snapshot' : ''
}

/** `, with events ["CreateTrail", …]`, where the framework judges by parameters of its own. */
function givenBy({ id: rule }: Rule, id: string, frameworks: readonly Framework[]): string {
  const given = Object.entries(frameworks.find((framework) => framework.id === id)?.with?.[rule] ?? {})
  return given.length === 0 ? '' : `, with ${given.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function parameterLines(rule: Rule): readonly string[] {
  return Object.entries(rule.parameters).map(([name, { meaning, default: value }]) => `${name} (default ${JSON.stringify(value)}): ${meaning}`)
}
