/** Comma-separated values for spreadsheets and scripts: RFC 4180, a header, then one row per verdict in the assessment's order. */
import type { Assessment, RuleText, Verdict } from '../../nouns/verdict.ts'
import { detailsOf } from './details.ts'
import { harmless } from './harmless.ts'
import { sayNarrowed } from './scope.ts'
import { accountNames, accountOf, type AccountNames } from './subject.ts'

interface Row {
  readonly verdict: Verdict
  readonly rule: RuleText | undefined
  readonly names: AccountNames
}

/** Column name to what stands in it. */
const columns: Readonly<Record<string, (row: Row) => string>> = {
  rule: ({ verdict }) => verdict.rule,
  title: ({ rule }) => rule?.title ?? '',
  severity: ({ verdict }) => verdict.severity,
  outcome: ({ verdict }) => verdict.outcome,
  account: ({ verdict }) => accountOf(verdict.subject) ?? '',
  account_name: ({ verdict, names }) => names.get(accountOf(verdict.subject) ?? '') ?? '',
  region: ({ verdict }) => verdict.subject.region ?? '',
  kind: ({ verdict }) => verdict.subject.kind,
  subject: ({ verdict }) => verdict.subject.id,
  message: ({ verdict }) => verdict.message,
  proof: ({ verdict }) => proofOf(verdict),
  file: ({ verdict }) => verdict.anchor?.file ?? '',
  line: ({ verdict }) => String(verdict.anchor?.line ?? ''),
  waived_by: ({ verdict }) => verdict.waiver?.owner ?? '',
  waived_until: ({ verdict }) => verdict.waiver?.until ?? '',
  waived_because: ({ verdict }) => verdict.waiver?.because ?? '',
}

/**
 * The last columns tell of the whole run, in each row, so that a filtered sheet still tells it. A run without any verdict has one row, for
 * the run alone.
 */
export function* csv(assessment: Assessment): Generator<string> {
  const { complete, scope, rules, verdicts } = assessment
  const names = accountNames(assessment)
  const texts = new Map(rules.map((rule) => [rule.id, rule]))
  const ofRun = [String(complete), sayNarrowed(scope) ?? '']
  yield line([...Object.keys(columns), 'complete', 'narrowed'])
  for (const verdict of verdicts) {
    const row = { verdict, rule: texts.get(verdict.rule), names }
    yield line([...Object.values(columns).map((cell) => cell(row)), ...ofRun])
  }
  if (verdicts.length === 0) yield line([...Object.keys(columns).map((name) => (name === 'message' ? 'nothing was judged' : '')), ...ofRun])
}

/** Where it is has columns of its own. */
function proofOf(verdict: Verdict): string {
  const details = detailsOf(verdict).filter(({ label }) => label !== 'at')
  return details.map(({ label, text }) => `${label}: ${text}`).join('; ')
}

function line(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

/** What a spreadsheet takes for a formula or a command (also in full width); an apostrophe before it makes it text. */
const formula = /^[\s'"]*[=+\-@|\uff1d\uff0b\uff0d\uff20]/

function quoted(text: string): string {
  const plain = harmless(text)
  return `"${formula.test(plain) ? "'" : ''}${plain.replaceAll('"', '""')}"`
}
