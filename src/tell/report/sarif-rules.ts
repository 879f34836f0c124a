/** The tool and its rules as SARIF wants them (reference 1.1). */
import type { Severity } from '../../nouns/rule.ts'
import type { Assessment, RuleText } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import { escapeMarkdown } from './markdown.ts'
import { notificationDescriptors } from './sarif-run.ts'

type Level = 'error' | 'warning' | 'note'

interface Grade {
  readonly level: Level
  /** The middle of GitHub's band for that severity; a border value is read either way. */
  readonly score: string
  readonly problem: 'error' | 'warning' | 'recommendation'
}

const grades = {
  critical: { level: 'error', score: '9.5', problem: 'error' },
  high: { level: 'error', score: '8.0', problem: 'error' },
  medium: { level: 'warning', score: '5.5', problem: 'warning' },
  low: { level: 'note', score: '2.0', problem: 'recommendation' },
} as const satisfies Record<Severity, Grade>

export function levelOf(severity: Severity): Level {
  return grades[severity].level
}

/** GitHub refuses longer descriptions. */
const longest = 1024

/** GitHub keeps ten tags; two are taken. */
const mostFrameworks = 8

export function driverOf(assessment: Assessment): Readonly<Record<string, unknown>> {
  const { tool, rules } = assessment
  return {
    name: harmless(tool.name),
    semanticVersion: harmless(tool.version),
    rules: rules.map((rule) => ruleOf(rule, assessment)),
    notifications: notificationDescriptors,
  }
}

function ruleOf(rule: RuleText, { controls }: Assessment): unknown {
  const grade = grades[rule.severity]
  const mapped = controls.filter((control) => control.rules.includes(rule.id))
  const frameworks = mapped.map(({ framework, id }) => harmless(`external/${framework}/${id}`))
  const see = rule.references.map(harmless)
  return {
    id: rule.id,
    shortDescription: { text: upTo(longest, harmless(rule.title)) },
    fullDescription: { text: upTo(longest, harmless(rule.why)) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(see[0] === undefined ? {} : { helpUri: encodeURI(see[0]) }),
    defaultConfiguration: { level: grade.level },
    properties: {
      tags: ['security', 'cloudtrail', ...frameworks.slice(0, mostFrameworks)],
      precision: 'very-high',
      'security-severity': grade.score,
      'problem.severity': grade.problem,
    },
  }
}

function helpText({ why, fix, references }: RuleText): string {
  return [`Why: ${harmless(why)}`, `Fix: ${harmless(fix)}`, ...references.map((each) => `See: ${harmless(each)}`)].join('\n')
}

function helpMarkdown({ why, fix, references }: RuleText): string {
  const links = references.map((each) => `- <${encodeURI(harmless(each))}>`)
  const parts = [`**Why.** ${escapeMarkdown(why)}`, `**Fix.** ${escapeMarkdown(fix)}`, links.join('\n')]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** At most that many characters, cut at a word with an ellipsis. */
function upTo(most: number, text: string): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
}
