/**
 * GitHub Actions' workflow commands: annotations on the lines where findings land (outputs reference 5). GitHub shows ten of each level per
 * step, first come first served; what is more is counted in the tenth. The last line, the verdict on the run, is plain text.
 */
import { counts, type Assessment } from '../../nouns/verdict.ts'
import type { Severity } from '../../nouns/rule.ts'
import { detailsOf } from './details.ts'
import { findingsOf, type Finding, type RuleFindings } from './grouping.ts'
import { harmless } from './harmless.ts'
import { pathSegments } from './repository-path.ts'
import { sayIncomplete, sayNarrowed } from './scope.ts'
import { accountNames, saySubjects, type AccountNames } from './subject.ts'
import { countOf, listSome, verdictLine } from './wording.ts'

type Level = 'error' | 'warning' | 'notice'

interface Annotation {
  readonly level: Level
  readonly title: string
  readonly message: string
  readonly at?: { readonly file: string; readonly line: number; readonly column: number }
}

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'notice' } as const satisfies Record<Severity, Level>

/** Of each level. */
const shown = 10

/** One line per command, the most severe first. */
export function* github(assessment: Assessment): Generator<string> {
  const annotations = [...annotationsOf(assessment)]
  for (const level of ['error', 'warning', 'notice'] as const) {
    const all = annotations.filter((annotation) => annotation.level === level)
    const told = all.length > shown ? all.slice(0, shown - 1) : all
    for (const annotation of told) yield command(annotation)
    if (told.length < all.length) yield command(more(level, all.length - told.length))
  }
  yield `${verdictLine(assessment)}\n`
}

function* annotationsOf(assessment: Assessment): Generator<Annotation> {
  const narrowed = sayNarrowed(assessment.scope)
  const reasons = sayIncomplete(assessment)
  if (narrowed !== undefined) yield { level: 'notice', title: 'Narrowed', message: narrowed }
  if (reasons.length > 0) yield { level: 'warning', title: 'Not complete', message: `complete: false. ${listSome(reasons, 5, '; ')}` }
  const names = accountNames(assessment)
  for (const outcome of ['fail', 'unknown'] as const) {
    for (const group of findingsOf(assessment, outcome)) {
      for (const finding of group.findings) yield annotationOf(group, finding, assessment, names)
    }
  }
}

function annotationOf(group: RuleFindings, { first, all }: Finding, { policy }: Assessment, names: AccountNames): Annotation {
  const unsure = first.outcome === 'unknown'
  const counted = counts(first.severity, policy.gate.failOn)
  const name = group.rule === undefined ? '' : `: ${harmless(group.rule.title)}`
  const event = detailsOf(first).filter(({ label }) => label === 'event').map(({ text }) => `Event: ${text}.`)
  const fix = group.rule === undefined || unsure ? [] : [`Fix: ${harmless(group.rule.fix)}`]
  return {
    level: counted ? (unsure ? 'warning' : levels[first.severity]) : 'notice',
    title: `${unsure ? 'could not tell' : first.severity} ${harmless(group.id)}${name}`,
    message: [`${saySubjects(all.map(({ subject }) => subject), names, 5)}: ${harmless(first.message)}`, ...event, ...fix].join('\n'),
    at: first.anchor ?? { file: policy.file, line: 1, column: 1 },
  }
}

function more(level: Level, count: number): Annotation {
  return { level, title: `and ${count} more`, message: `${countOf(count, `more ${level}`)} of this run: see its text, SARIF or JSON report` }
}

function command({ level, title, message, at }: Annotation): string {
  const place = at === undefined ? '' : `file=${property(path(at.file))},line=${Math.max(1, at.line)},col=${Math.max(1, at.column)},`
  return `::${level} ${place}title=${property(title)}::${data(message)}\n`
}

function path(file: string): string {
  return harmless(pathSegments(file).join('/'))
}

/** GitHub's own escapes: of what ends a line, and in a property also of what ends the property. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
