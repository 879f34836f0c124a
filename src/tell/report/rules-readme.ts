/** rules/README.md: the catalogue as a document, a section for each rule, which alerts link to. */
import { severities, type Rule } from '../../nouns/rule.ts'
import { conditionLines } from './condition-words.ts'
import { capital } from './wording.ts'

/** Lines of Markdown. The document is generated; a test compares it with what stands in the folder. */
export function rulesReadme(rules: readonly Rule[]): readonly string[] {
  return [
    '# The rules',
    '',
    `${rules.length} rules, one YAML file each; the folder is the kind of subject. **R** marks the recommended set. This page is printed by`,
    '`trailgate rules list --markdown`; do not edit it by hand.',
    '',
    '| rule | subject | severity | | holds when |',
    '| --- | --- | --- | --- | --- |',
    ...sorted(rules).map(row),
    ...sorted(rules).flatMap(section),
  ]
}

/** By severity, then by id. */
function sorted(rules: readonly Rule[]): readonly Rule[] {
  return rules.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1))
}

function row(rule: Rule): string {
  return `| [\`${rule.id}\`](#${rule.id}) | ${rule.subject} | ${rule.severity} | ${rule.recommended ? '**R**' : ''} | ${cell(rule.title)} |`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function section(rule: Rule): readonly string[] {
  return [
    '',
    `## ${rule.id}`,
    '',
    `**${rule.title}.** ${capital(rule.severity)}, judged once per ${rule.subject}${rule.recommended ? ', recommended' : ''}${liveOnly(rule)}.`,
    '',
    rule.why,
    '',
    `**What to do.** ${rule.fix}`,
    '',
    '```text',
    ...(rule.when === undefined ? [] : ['when', ...conditionLines(rule.when, rule.subject).map(indented)]),
    'must',
    ...conditionLines(rule.must, rule.subject).map(indented),
    '```',
    ...parameters(rule),
    ...controls(rule),
    '',
    ...rule.references.map((reference) => `<${reference}>`),
  ]
}

function liveOnly(rule: Rule): string {
  return rule.sources.join() === 'live' ? ', on a live organization or a snapshot' : ''
}

function indented(line: string): string {
  return `  ${line}`
}

function parameters(rule: Rule): readonly string[] {
  const rows = Object.entries(rule.parameters).map(([name, { meaning, default: value }]) => `* \`${name}\` (default \`${JSON.stringify(value)}\`): ${meaning}`)
  return rows.length === 0 ? [] : ['', 'Parameters:', '', ...rows]
}

function controls(rule: Rule): readonly string[] {
  const entries = Object.entries(rule.controls).map(([framework, ids]) => `${framework} ${ids.join(', ')}`)
  return entries.length === 0 ? [] : ['', `Controls: ${entries.join('; ')}.`]
}
