/** The catalogue of rules, for people and programs: rules in, lines out. */
import { conditionLines } from './condition-words.ts'
import type { Rule } from '../../nouns/rule.ts'

/** A table: id, severity, subject, set, title. */
export function catalogueTable(rules: readonly Rule[]): readonly string[] {
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.subject, rule.recommended ? 'recommended' : '', rule.title])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}

/** The same as one JSON document, with why, fix, parameters and controls. */
export function catalogueJson(rules: readonly Rule[]): readonly string[] {
  const told = rules.map(({ id, title, severity, recommended, subject, sources, why, fix, references, parameters, controls }) => {
    return { id, title, severity, recommended, subject, sources, why, fix, references, parameters, controls }
  })
  return [JSON.stringify(told, undefined, 2)]
}

/** One rule in words: what a person needs before he turns it on, or when it woke him. */
export function ruleInWords(rule: Rule): readonly string[] {
  return [
    `${rule.id}: ${rule.title}`,
    `${rule.severity}, judged once per ${rule.subject}${rule.recommended ? ', recommended' : ''}`,
    '',
    ...(rule.when === undefined ? [] : ['Judged when', ...conditionLines(rule.when, rule.subject).map((line) => `  ${line}`), '']),
    'Holds when',
    ...conditionLines(rule.must, rule.subject).map((line) => `  ${line}`),
    '',
    `Why  ${rule.why}`,
    `Fix  ${rule.fix}`,
    ...section('Parameters', parameterLines(rule)),
    ...section('Controls', Object.entries(rule.controls).map(([framework, ids]) => `${framework} ${ids.join(', ')}`)),
    ...section('References', rule.references),
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function parameterLines(rule: Rule): readonly string[] {
  return Object.entries(rule.parameters).map(([name, { meaning, default: value }]) => `${name} (default ${JSON.stringify(value)}): ${meaning}`)
}
