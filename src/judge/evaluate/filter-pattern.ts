/** CloudWatch Logs filter patterns for JSON, as far as it takes to say whether one catches every event of a name. */
import type { Truth } from './judgement.ts'
import { matchesPattern } from './wish-meanings.ts'

/** The members of an event that a pattern is asked about; every other member may be anything. */
export type KnownMembers = Readonly<Record<string, string>>

interface Reader {
  readonly tokens: readonly string[]
  at: number
}

const token = /\s*(&&|\|\||\(|\)|!=|=|>=|<=|>|<|"(?:[^"\\]|\\.)*"|[^\s()=!<>&|"]+)/y

/**
 * Whether the pattern (CloudWatch Logs user guide, "Filter pattern syntax") catches every event with these members, whatever else is
 * in it. Understood: `=`, `!=`, `&&`, `||`, brackets, `*` in values. A comparison of another member for equality lets some events
 * through; of other comparisons, and of a pattern of another form, nobody can say.
 */
export function catches(pattern: string, members: KnownMembers): Truth {
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(pattern)?.[1]
  const tokens = inner === undefined ? undefined : tokensOf(inner)
  if (tokens === undefined) return undefined
  const reader: Reader = { tokens, at: 0 }
  const truth = readAny(reader, members)
  return reader.at === tokens.length && truth !== 'misread' ? truth : undefined
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = []
  for (let at = 0; text.slice(at).trim() !== ''; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(text)?.[1]
    if (found === undefined) return undefined
    tokens.push(found)
  }
  return tokens
}

type Read = Truth | 'misread'

function readAny(reader: Reader, members: KnownMembers): Read {
  return readSeries(reader, '||', () => readSeries(reader, '&&', () => readTerm(reader, members), and), or)
}

function readSeries(reader: Reader, between: string, readOne: () => Read, join: (left: Truth, right: Truth) => Truth): Read {
  let joined = readOne()
  while (joined !== 'misread' && reader.tokens[reader.at] === between) {
    reader.at += 1
    const next = readOne()
    joined = next === 'misread' ? next : join(joined, next)
  }
  return joined
}

function and(left: Truth, right: Truth): Truth {
  return left === false || right === false ? false : left === undefined || right === undefined ? undefined : true
}

function or(left: Truth, right: Truth): Truth {
  return left === true || right === true ? true : left === undefined || right === undefined ? undefined : false
}

function readTerm(reader: Reader, members: KnownMembers): Read {
  if (reader.tokens[reader.at] !== '(') return readComparison(reader, members)
  reader.at += 1
  const inner = readAny(reader, members)
  const isClosed = reader.tokens[reader.at] === ')'
  reader.at += 1
  return isClosed ? inner : 'misread'
}

/** `$.eventName = StopLogging`; also `$.member EXISTS`, `IS NULL` and the like, of which nothing is known. */
function readComparison(reader: Reader, members: KnownMembers): Read {
  const [path = '', operator = ''] = reader.tokens.slice(reader.at, reader.at + 2)
  if (!path.startsWith('$.')) return 'misread'
  if (/^(NOT|IS)$/i.test(operator)) return skip(reader, 3)
  if (/^EXISTS$/i.test(operator)) return skip(reader, 2)
  const value = reader.tokens[reader.at + 2]
  if (!/^[=!<>]/.test(operator) || value === undefined || /^(\)|&&|\|\|)$/.test(value)) return 'misread'
  reader.at += 3
  return compared(members[path.slice(2)], operator, value.replace(/^"(.*)"$/s, '$1'))
}

function skip(reader: Reader, tokens: number): Read {
  reader.at += tokens
  return reader.at > reader.tokens.length ? 'misread' : undefined
}

function compared(known: string | undefined, operator: string, value: string): Truth {
  if (known === undefined) return operator === '=' && value !== '*' ? false : undefined
  if (operator === '=') return matchesPattern(known, value)
  return operator === '!=' ? !matchesPattern(known, value) : undefined
}
