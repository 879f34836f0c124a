/** CloudTrail records from a file or standard input: one record, a list of them, or a log file's `Records`. */
import type { CloudTrailEvent } from '../../nouns/event.ts'
import type { Mistake, Read } from '../../nouns/place.ts'
import { inputName, readInput } from './input.ts'

type Members = Readonly<Record<string, unknown>>

/** The records of a file (`-`: standard input), or everything that keeps them from being records. */
export async function readEventRecords(file: string): Promise<Read<readonly CloudTrailEvent[]>> {
  const text = await readInput(file)
  return text.ok ? eventRecords(text.value, inputName(file)) : text
}

/** The same from JSON text; `source` is what mistakes name. */
export function eventRecords(text: string, source: string): Read<readonly CloudTrailEvent[]> {
  const parsed = parse(text)
  if (parsed === undefined) return refuse({ what: `${source} is not JSON`, instead: shapes })
  const records = recordsIn(parsed.data)
  if (records.length === 0) return refuse({ what: `${source} has no records`, instead: shapes })
  const mistakes = records.flatMap((record, index) => mistakeIn(record, records.length === 1 ? source : `${source}, record ${index + 1}:`))
  return mistakes.length > 0 ? refuse(...mistakes.slice(0, mostMistakes)) : { ok: true, value: (records as readonly Members[]).map(eventOf) }
}

const shapes = 'write a CloudTrail record, a list of them, or {"Records": [...]}'

/** Beyond this many a file is of another kind, and more of them would help nobody. */
const mostMistakes = 10

function refuse(...mistakes: readonly Mistake[]): { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  return { ok: false, mistakes }
}

/** A byte order mark is what PowerShell writes before JSON. */
function parse(text: string): { readonly data: unknown } | undefined {
  try {
    return { data: JSON.parse(text.replace(/^\ufeff/, '')) }
  } catch {
    return undefined
  }
}

function recordsIn(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data
  if (!isObject(data)) return [data]
  return Array.isArray(data['Records']) ? data['Records'] : [data]
}

/** What selectors look at must be of the kind that CloudTrail writes; all else is left alone. */
function mistakeIn(record: unknown, where: string): readonly Mistake[] {
  if (!isObject(record)) return [{ what: `${where} is not a CloudTrail record`, instead: shapes }]
  const missing = ['eventSource', 'eventName'].filter((field) => typeof record[field] !== 'string')
  if (missing.length > 0) return [{ what: `${where} has no ${missing.join(' and no ')}`, instead: shapes }]
  return [...wrongTexts(record), ...wrongParts(record)].map((what) => ({ what: `${where} ${what}` }))
}

function wrongTexts(record: Members): readonly string[] {
  const texts = ['eventCategory', 'eventType', 'awsRegion', 'recipientAccountId', 'errorCode', 'vpcEndpointId']
  const wrong = texts.filter((field) => !['string', 'undefined'].includes(typeof record[field]) && record[field] !== null)
  return wrong.map((field) => `has ${field} ${JSON.stringify(record[field])}, which is not text`)
}

function wrongParts({ resources = null, userIdentity = null }: Members): readonly string[] {
  const list = resources === null || (Array.isArray(resources) && resources.every(isObject))
  const identity = userIdentity === null || isObject(userIdentity)
  return [...(list ? [] : ['has resources that are not a list of objects']), ...(identity ? [] : ['has a userIdentity that is not an object'])]
}

/** Null members are absent ones. Records older than version 1.07 have no eventCategory: managementEvent tells it (reference 1.1). */
function eventOf(record: Members): CloudTrailEvent {
  const { userIdentity, resources, ...others } = present(record)
  const { eventCategory, managementEvent } = others
  const category = managementEvent === true ? 'Management' : 'Data'
  return {
    ...others,
    ...(eventCategory === undefined && typeof managementEvent === 'boolean' ? { eventCategory: category } : {}),
    ...(isObject(userIdentity) ? { userIdentity: present(userIdentity) } : {}),
    ...(Array.isArray(resources) ? { resources: resources.filter(isObject).map(present) } : {}),
  }
}

function present(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
