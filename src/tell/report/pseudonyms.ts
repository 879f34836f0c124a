/** Pseudonyms: one for each thing that a text would otherwise name, the same wherever it stands. */
import { placesOf } from './name-places.ts'
import type { KnownName } from './redact-names.ts'

export interface Pseudonyms {
  /** Text with every number, id, ARN, address and known name replaced. */
  readonly text: (text: string) => string
  /** What is known to be the name or the id of something of this kind, and nothing else. */
  readonly whole: (kind: string, name: string) => string
}

const identifiers: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['id', /(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g],
  ['user', /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g],
  ['organization', /(?<![\w-])o-[a-z0-9]{10,32}(?!\w)/g],
  ['unit', /(?<![\w-])ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}(?!\w)/g],
  ['root', /(?<![\w-])r-[0-9a-z]{4,32}(?![\w-])/g],
  ['endpoint', /(?<![\w-])vpce-[0-9a-f]{8,17}(?!\w)/g],
  ['account', /(?<!\d)\d{12}(?!\d)/g],
]

const arns = /arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*|\*):([\w*-]*):([^\s"'`<>()[\]{},;|\\]+)/g

/**
 * Numbered by kind: accounts in the order of their numbers, the rest as they come. A name that is an ordinary word of the report
 * ("management") is replaced only where it stands as a name.
 */
export function pseudonyms(known: readonly KnownName[], isOrdinary: (name: string) => boolean): Pseudonyms {
  const names = new Map<string, string>()
  const issued = new Set<string>()
  const counts = new Map<string, number>()
  const give = (kind: string, name: string): string => {
    const before = names.get(name)
    if (before !== undefined) return before
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const pseudonym = `${kind}-${String(number).padStart(3, '0')}`
    names.set(name, pseudonym)
    issued.add(pseudonym)
    return pseudonym
  }
  const segment = (kind: string, name: string): string => (issued.has(name) || kept.test(name) ? name : give(kind, name))
  for (const { kind, name } of [...known].filter(isNumber).sort((a, b) => (a.name < b.name ? -1 : 1))) give(kind, name)
  const bearers = bearersOf(known)
  for (const { kind, name, account } of known) {
    if (account === undefined) give(kind, name)
    else if ((bearers.get(name)?.size ?? 0) > 1) give('name', name)
    else if (!names.has(name)) names.set(name, give('account', account))
  }
  const places = placesOf(names, isOrdinary)
  const text = (written: string): string => {
    const unnamed = places(written).replaceAll(arns, (arn) => arnOf(arn, segment))
    const told = identifiers.reduce((so, [kind, pattern]) => so.replaceAll(pattern, (found) => segment(kind, found)), unnamed)
    return told.replaceAll(/\b(account-\d{3,}) \(\1\)/g, '$1')
  }
  return {
    text,
    whole: (kind, name) => names.get(name) ?? (name.startsWith('arn:') ? arnOf(name, segment) : give(kind, name)),
  }
}

/** A name that several accounts bear stands for none of them. */
function bearersOf(known: readonly KnownName[]): ReadonlyMap<string, ReadonlySet<string>> {
  const bearers = new Map<string, Set<string>>()
  for (const { name, account } of known) {
    if (account !== undefined) bearers.set(name, (bearers.get(name) ?? new Set()).add(account))
  }
  return bearers
}

function isNumber({ name }: KnownName): boolean {
  return /^\d{12}$/.test(name)
}

/** Parts of paths that AWS names, and wildcards. */
const kept = /^(?:\*?|root|aws|AWSLogs|CloudTrail(?:-Digest|-Insight|-NetworkActivity)?|any-\w+)$/

/** The first part of a resource that says what kind of thing it is, and what the parts after it are. */
const resources: Readonly<Record<string, readonly string[]>> = {
  trail: ['trail'],
  role: ['role'],
  'assumed-role': ['role', 'session'],
  user: ['user'],
  key: ['key'],
  alias: ['key'],
  'log-group': ['log-group'],
  'log-stream': ['log-group'],
  eventdatastore: ['store'],
  function: ['function'],
  table: ['table'],
  policy: ['policy'],
  account: ['organization', 'account'],
  ou: ['organization', 'unit'],
  organization: ['organization'],
}

/** What the first part is where a service does not say. */
const bare: Readonly<Record<string, readonly string[]>> = { s3: ['bucket', 'path'], sns: ['topic'] }

/** The ARN with its account and every part of its resource replaced; a full stop or colon after it belongs to the sentence. */
function arnOf(arn: string, segment: (kind: string, name: string) => string): string {
  const [, prefix = '', service = '', account = '', resource = '', end = ''] = /^(arn:[^:]*:([^:]*):[^:]*:)([^:]*):([^]*?)([.:]*)$/.exec(arn) ?? []
  const parts = resource.split(/([:/])/)
  const kindsAfter = resources[parts[0] ?? '']
  const kinds = kindsAfter === undefined ? (bare[service] ?? ['name']) : ['', ...kindsAfter]
  const told = parts.map((part, at) => {
    const kind = kinds[Math.min(at / 2, kinds.length - 1)]
    return at % 2 === 1 || kind === '' ? part : segment(kind ?? 'name', part)
  })
  return `${prefix}${account === '' ? '' : segment('account', account)}:${told.join('')}${end}`
}
