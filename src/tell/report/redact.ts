/**
 * An assessment without the numbers, names and ARNs of whom it is about, for people who may read the findings but not whose they are. Equal
 * things keep equal pseudonyms within a report; what AWS and this tool name (regions, events, rules) stays.
 */
import type { CoverageMap } from '../../nouns/coverage.ts'
import type { Witness } from '../../nouns/event.ts'
import type { Assessment, Json, OpenGap, Scope, Subject, Verdict } from '../../nouns/verdict.ts'
import { pseudonyms, type Pseudonyms } from './pseudonyms.ts'
import type { KnownName } from './redact-names.ts'

/** `known`: the names of the snapshot (redact-names.ts), which a message may mention without saying that they are names. */
export function redacted(assessment: Assessment, known: readonly KnownName[] = []): Assessment {
  const hide = pseudonyms([...known, ...namesTold(assessment)], ordinaryIn(assessment))
  const shared = remembered(hide)
  const { format, tool, complete, asOf, scope, policy, summary, rules, verdicts, controls, frameworks, coverage } = assessment
  // Member by member: one that is added later is left out until somebody has said what to hide in it.
  return {
    format,
    tool,
    complete,
    asOf,
    scope: scopeOf(scope, hide),
    policy: { ...policy, file: hide.text(policy.file) },
    summary: { ...summary, incomplete: summary.incomplete.map(hide.text) },
    rules: rules.map((rule) => Object.assign({}, rule, { title: hide.text(rule.title), why: hide.text(rule.why), fix: hide.text(rule.fix) })),
    verdicts: verdicts.map((verdict) => verdictOf(verdict, hide, shared)),
    controls: controls.map((control) => (control.note === undefined ? control : Object.assign({}, control, { note: hide.text(control.note) }))),
    ...(frameworks === undefined ? {} : { frameworks }),
    ...(coverage === undefined ? {} : { coverage: coverageOf(coverage, hide) }),
  }
}

function coverageOf({ rows }: CoverageMap, hide: Pseudonyms): CoverageMap {
  return { rows: rows.map(({ accounts, cells, all }) => ({ accounts: accounts.map((id) => hide.whole('account', id)), cells, all })) }
}

/** Names that the assessment itself says are names. */
function namesTold({ scope, verdicts }: Assessment): readonly KnownName[] {
  const { assessed, unreadable, skipped, names } = scope.accounts
  const numbers = [...assessed, ...unreadable, ...Object.keys(skipped), ...Object.keys(names)].map((name) => ({ kind: 'account', name }))
  const ofAccounts = Object.entries(names).map(([account, name]) => ({ kind: 'account', name, account }))
  const ofSubjects = verdicts.flatMap(({ subject: { kind, id, name } }) => {
    const bucket = kind === 'bucket' && !id.includes('#') ? [{ kind, name: id }] : []
    return kind === 'account' || name === undefined ? bucket : [...bucket, { kind: kindOf(kind), name }]
  })
  return [...new Map([...numbers, ...ofAccounts, ...ofSubjects].filter(({ name }) => name !== '').map((each) => [JSON.stringify(each), each])).values()]
}

function kindOf(kind: Subject['kind']): string {
  return kind === 'event-data-store' ? 'store' : kind
}

/** A name is an ordinary word when all of its words stand in the rules: `management`, `log archive`. */
function ordinaryIn({ rules }: Assessment): (name: string) => boolean {
  const words = new Set(rules.flatMap(({ id, title, why, fix }) => wordsOf(`${id} ${title} ${why} ${fix}`)))
  return (name) => wordsOf(name).every((word) => words.has(word))
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function scopeOf(scope: Scope, hide: Pseudonyms): Scope {
  const { organization, caller, accounts, narrowed } = scope
  const account = (id: string): string => hide.whole('account', id)
  return {
    ...scope,
    organization: organization === null ? null : hide.whole('organization', organization),
    caller: hide.text(caller),
    accounts: {
      listed: accounts.listed,
      assessed: accounts.assessed.map(account),
      skipped: Object.fromEntries(Object.entries(accounts.skipped).map(([id, reason]) => [account(id), hide.text(reason)])),
      unreadable: accounts.unreadable.map(account),
      names: {},
    },
    ...(narrowed === undefined ? {} : { narrowed: narrowedOf(narrowed, hide) }),
  }
}

function narrowedOf(narrowed: NonNullable<Scope['narrowed']>, hide: Pseudonyms): NonNullable<Scope['narrowed']> {
  const { accounts, units } = narrowed
  return {
    ...narrowed,
    ...(accounts === undefined ? {} : { accounts: accounts.map((id) => hide.whole('account', id)) }),
    ...(units === undefined ? {} : { units: units.map((id) => hide.whole('unit', id)) }),
  }
}

/** Members by name, in their order: copies of a verdict and additions to it would be larger, and there are many. */
function verdictOf(verdict: Verdict, hide: Pseudonyms, shared: Shared): Verdict {
  const { rule, severity, subject, outcome, message, witness, anchor, gaps, waiver } = verdict
  return {
    rule,
    severity,
    subject: subjectOf(subject, hide),
    outcome,
    message: shared.text(message),
    evidence: shared.evidence(verdict),
    ...(witness === undefined ? {} : { witness: eventOf(witness, hide) }),
    ...(anchor === undefined ? {} : { anchor: Object.assign({}, anchor, { file: hide.text(anchor.file) }) }),
    ...(gaps === undefined ? {} : { gaps: gaps.map((gap) => gapOf(gap, hide)) }),
    ...(waiver === undefined ? {} : { waiver: Object.assign({}, waiver, { because: hide.text(waiver.because), owner: hide.whole('owner', waiver.owner) }) }),
  }
}

/** An account is its number only: its name would be the same pseudonym again. */
function subjectOf(subject: Subject, hide: Pseudonyms): Subject {
  const { name, ...rest } = subject
  const inFile = subject.id.includes('#')
  const told = subject.kind === 'waiver' || subject.kind === 'exclusion' || inFile ? hide.text(subject.id) : hide.whole(kindOf(subject.kind), subject.id)
  return Object.assign({}, rest, {
    id: told,
    ...(subject.account === undefined ? {} : { account: hide.whole('account', subject.account) }),
    ...(name === undefined || subject.kind === 'account' ? {} : { name: hide.whole(kindOf(subject.kind), name) }),
  })
}

function gapOf(gap: OpenGap, hide: Pseudonyms): OpenGap {
  const { account, message } = gap
  return Object.assign({}, gap, { message: hide.text(message) }, account === undefined ? {} : { account: hide.whole('account', account) })
}

/** What verdicts of accounts that are configured alike share, read once: otherwise each would get a copy of its own. */
interface Shared {
  readonly text: (text: string) => string
  readonly evidence: (of: Verdict) => Verdict['evidence']
}

function remembered(hide: Pseudonyms): Shared {
  const texts = new Map<string, string>()
  const known = new WeakMap<Verdict['evidence'], Verdict['evidence']>()
  return {
    text: (text) => {
      const told = texts.get(text) ?? hide.text(text)
      texts.set(text, told)
      return told
    },
    evidence: ({ evidence }) => {
      const told = known.get(evidence) ?? evidenceOf(evidence, hide)
      known.set(evidence, told)
      return told
    },
  }
}

function evidenceOf(evidence: Verdict['evidence'], hide: Pseudonyms): Verdict['evidence'] {
  return evidence.map((piece) => {
    const assumed = piece.assumed === undefined ? {} : { assumed: piece.assumed.map(hide.text) }
    return Object.assign({}, piece, { path: hide.text(piece.path), seen: jsonOf(piece.seen, hide), wanted: jsonOf(piece.wanted, hide), ...assumed })
  })
}

function jsonOf(value: Json, hide: Pseudonyms): Json {
  if (typeof value === 'string') return hide.text(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((part: Json) => jsonOf(part, hide))
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [hide.text(key), jsonOf(part, hide)]))
}

/** What AWS names in an event. */
const ofAws = new Set(['eventCategory', 'eventSource', 'eventName', 'eventType', 'eventVersion', 'awsRegion', 'errorCode', 'readOnly', 'type', 'invokedBy'])

function eventOf(event: Witness, hide: Pseudonyms): Witness {
  return partOf(event, hide) as Witness
}

function partOf(value: unknown, hide: Pseudonyms): unknown {
  if (typeof value === 'string') return value.startsWith('arn:') ? hide.whole('name', value) : hide.text(value)
  if (Array.isArray(value)) return value.map((part) => partOf(part, hide))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ofAws.has(key) ? part : partOf(part, hide)]))
}
