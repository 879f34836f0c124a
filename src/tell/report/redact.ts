/**
 * An assessment without the numbers, names and ARNs of whom it is about, for people who may read the findings but not whose they are. Equal
 * things keep equal pseudonyms within a report; what AWS and this tool name (regions, events, rules) stays.
 */
import type { CoverageMap } from '../../nouns/coverage.ts'
import type { Assessment, Scope, Subject } from '../../nouns/verdict.ts'
import { pseudonyms, type Pseudonyms } from './pseudonyms.ts'
import type { KnownName } from './redact-names.ts'
import { kindOf, verdictHider } from './redact-verdict.ts'

/** `known`: the names of the snapshot (redact-names.ts), which a message may mention without saying that they are names. */
export function redacted(assessment: Assessment, known: readonly KnownName[] = []): Assessment {
  const hide = pseudonyms([...known, ...namesTold(assessment)], ordinaryIn(assessment))
  const told = verdictHider(hide)
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
    verdicts: verdicts.map(told),
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
  const ofSubjects = [...new Set(verdicts.map(({ subject }) => subject))].flatMap(namesOfSubject)
  return [...new Map([...numbers, ...ofAccounts, ...ofSubjects].filter(({ name }) => name !== '').map((each) => [JSON.stringify(each), each])).values()]
}

function namesOfSubject({ kind, id, name }: Subject): readonly KnownName[] {
  const named = kind === 'account' || name === undefined ? [] : [{ kind: kindOf(kind), name }]
  return kind === 'bucket' && !id.includes('#') ? [{ kind: 'bucket', name: id }].concat(named) : named
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
