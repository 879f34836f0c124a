/** Verdicts of one rule and outcome that say the same, put together, so that a person need read only one. */
import type { OpenGap, Verdict } from '../../nouns/verdict.ts'
import { isValue } from './details.ts'
import { accountOf } from './subject.ts'

/** Verdicts that differ in their subject (and in the account of their witness) only. */
export interface Finding {
  readonly first: Verdict
  readonly all: readonly Verdict[]
}

/** A finding that is still being put together. */
interface Open extends Finding {
  /** The first of those that name the most assumptions: what it says holds for all. */
  first: Verdict
  assumed: number
  readonly all: Verdict[]
}

/** What is read of evidence, once for all verdicts that share it. */
interface Said {
  /** The values that people are shown, by the number of their text. */
  readonly values: number
  /** The finding of the verdict before that had this evidence, and neither gaps nor a waiver. */
  finding?: Open
}

interface Grouping {
  /** By likeness. */
  readonly findings: Map<string, Open>
  readonly said: Map<Verdict['evidence'], Said>
  /** Long texts, which many share, stand for themselves by a number. */
  readonly numbers: Map<string, number>
}

/** Accounts that are configured alike share their evidence, thousands of them: it is told by the object, before any words are compared. */
export function alike(verdicts: readonly Verdict[]): readonly Finding[] {
  const grouping: Grouping = { findings: new Map(), said: new Map(), numbers: new Map() }
  for (const verdict of verdicts) {
    const said = saidBy(verdict.evidence, grouping)
    const before = said.finding
    const finding = before !== undefined && saysTheSame(before.first, verdict) ? before : findingFor(verdict, said, grouping)
    finding.all.push(verdict)
  }
  return [...grouping.findings.values()]
}

/** Of two verdicts with one evidence, the first with neither gaps nor a waiver. */
function saysTheSame(one: Verdict, { message, severity, subject, gaps, waiver }: Verdict): boolean {
  return one.message === message && one.severity === severity && one.subject.kind === subject.kind && gaps === undefined && waiver === undefined
}

/** The finding that the verdict is like, found by what it says. */
function findingFor(verdict: Verdict, said: Said, { findings, numbers }: Grouping): Open {
  const key = likeness(verdict, said, numbers)
  const assumed = assumedBy(verdict.evidence)
  const finding = findings.get(key) ?? { first: verdict, assumed, all: [] }
  findings.set(key, finding)
  if (assumed > finding.assumed) Object.assign(finding, { first: verdict, assumed })
  if (verdict.gaps === undefined && verdict.waiver === undefined) said.finding = finding
  return finding
}

/** How many assumptions are named. */
function assumedBy(evidence: Verdict['evidence']): number {
  return new Set(evidence.flatMap((piece) => piece.assumed ?? [])).size
}

/** What two verdicts share when a person need read only one. */
function likeness({ message, severity, gaps = [], waiver, subject }: Verdict, { values }: Said, numbers: Map<string, number>): string {
  const said = `${subject.kind} ${severity} ${numberOf(message, numbers)} ${values}`
  return gaps.length === 0 && waiver === undefined ? said : said + JSON.stringify([openIn(gaps, accountOf(subject)), waiver])
}

/** AWS's messages name the caller's session, so they do not count. */
function openIn(gaps: readonly OpenGap[], own: string | undefined): readonly unknown[] {
  return gaps.map((gap) => [gap.cause, gap.call, gap.code, gap.region, gap.account === own ? undefined : gap.account])
}

function saidBy(evidence: Verdict['evidence'], { said, numbers }: Grouping): Said {
  const before = said.get(evidence)
  if (before !== undefined) return before
  const values = evidence.reduce((text, piece) => (isValue(piece) ? text + JSON.stringify([piece.path, piece.seen, piece.wanted]) : text), '')
  const read: Said = { values: numberOf(values, numbers) }
  said.set(evidence, read)
  return read
}

function numberOf(text: string, numbers: Map<string, number>): number {
  const known = numbers.get(text)
  if (known === undefined) numbers.set(text, numbers.size)
  return known ?? numbers.size - 1
}
