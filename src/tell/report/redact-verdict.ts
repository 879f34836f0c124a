/** Verdicts without the names of whom they are about. */
import type { Witness } from '../../nouns/event.ts'
import type { Place } from '../../nouns/place.ts'
import type { Json, OpenGap, Subject, Verdict } from '../../nouns/verdict.ts'
import { eventKeeper } from './kept-events.ts'
import type { Pseudonyms } from './pseudonyms.ts'

/** Tells verdicts with pseudonyms. What comes back holds nothing of the verdicts themselves, and shares whatever they share. */
export function verdictHider(hide: Pseudonyms): (verdict: Verdict) => Verdict {
  const shared = sharing(hide)
  return (verdict) => verdictOf(verdict, hide, shared)
}

/** What verdicts share, read once: otherwise each would get a copy of its own. */
interface Shared {
  readonly text: (text: string) => string
  readonly subject: (subject: Subject) => Subject
  readonly evidence: (evidence: Verdict['evidence']) => Verdict['evidence']
  readonly event: (event: Witness) => Witness
  readonly anchor: (anchor: Place) => Place
  readonly gaps: (gaps: readonly OpenGap[]) => readonly OpenGap[]
}

function sharing(hide: Pseudonyms): Shared {
  const keep = eventKeeper()
  return {
    text: remembered(hide.text),
    subject: remembered((subject) => subjectOf(subject, hide)),
    evidence: remembered((evidence) => evidenceOf(evidence, hide)),
    event: (event) => keep(eventOf(event, hide)),
    anchor: remembered((anchor) => Object.assign({}, anchor, { file: hide.text(anchor.file) })),
    gaps: remembered((gaps) => gaps.map((gap) => gapOf(gap, hide))),
  }
}

/** What was told of the same thing before, where there is such. */
function remembered<T>(tell: (of: T) => T): (of: T) => T {
  const known = new Map<T, T>()
  return (of) => {
    const told = known.get(of) ?? tell(of)
    known.set(of, told)
    return told
  }
}

/** In the order in which the members are told. Members that are added to a literal one by one keep all verdicts in one form. */
function verdictOf(verdict: Verdict, hide: Pseudonyms, shared: Shared): Verdict {
  const { rule, severity, outcome, witness, anchor, gaps, waiver } = verdict
  const told = { rule, severity, subject: shared.subject(verdict.subject), outcome, message: shared.text(verdict.message), evidence: shared.evidence(verdict.evidence) }
  if (witness !== undefined) Object.assign(told, { witness: shared.event(witness) })
  if (anchor !== undefined) Object.assign(told, { anchor: shared.anchor(anchor) })
  if (gaps !== undefined) Object.assign(told, { gaps: shared.gaps(gaps) })
  if (waiver !== undefined) Object.assign(told, { waiver: Object.assign({}, waiver, { because: hide.text(waiver.because), owner: hide.whole('owner', waiver.owner) }) })
  return told
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

/** What pseudonyms call subjects of a kind. */
export function kindOf(kind: Subject['kind']): string {
  return kind === 'event-data-store' ? 'store' : kind
}

function gapOf(gap: OpenGap, hide: Pseudonyms): OpenGap {
  const { account, message } = gap
  return Object.assign({}, gap, { message: hide.text(message) }, account === undefined ? {} : { account: hide.whole('account', account) })
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
