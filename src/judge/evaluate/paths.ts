/** What stands at each path of a subject: the meanings of the paths that nouns/vocabulary.ts names. */
import type { SubjectKind } from '../../nouns/rule.ts'
import type { Subject } from '../../nouns/verdict.ts'
import { references, type paths } from '../../nouns/subject-paths.ts'
import { accountReadings } from './account-paths.ts'
import { bucketReadings } from './bucket-paths.ts'
import { caseAbout, type Case, type Reading, type Seen } from './case.ts'
import { eventDataStoreReadings } from './event-data-store-paths.ts'
import { keyReadings } from './key-paths.ts'
import { logGroupReadings } from './log-group-paths.ts'
import { organizationReadings } from './organization-paths.ts'
import { trailReadings } from './trail-paths.ts'

/** A path without a reading, or a reading without a path, does not compile. */
const readings = {
  organization: organizationReadings,
  account: accountReadings,
  trail: trailReadings,
  bucket: bucketReadings,
  key: keyReadings,
  'log-group': logGroupReadings,
  'event-data-store': eventDataStoreReadings,
} as const satisfies { readonly [K in SubjectKind]: Record<keyof (typeof paths)[K], Reading> }

/** What stands at this path of the subject, or of what it refers to. The rule's schema has made sure that the path exists. */
export function readPath(of: Case, path: string): Seen {
  const kind = of.subject.kind as SubjectKind
  const own = (readings[kind] as Readonly<Record<string, Reading>>)[path]
  if (own !== undefined) return own(of)
  const [name = '', ...rest] = path.split('.')
  const referred = (references[kind] as Readonly<Record<string, SubjectKind>>)[name]
  if (referred === undefined || rest.length === 0) throw new Error(`no path ${path} of ${kind}`)
  return readThrough(of, name, referred, rest.join('.'))
}

/** Where the subject names nothing there, there is nothing at the path either. */
function readThrough(of: Case, name: string, kind: SubjectKind, path: string): Seen {
  const { value: id, ...seen } = readPath(of, idPaths[name] ?? name)
  if (typeof id !== 'string') return { ...seen, value: id === null ? null : undefined }
  return readPath(caseAbout(of, referredSubject(kind, id)), path)
}

/** Where the id of what is referred to stands, if not at the path of the same name. */
const idPaths: Readonly<Record<string, string>> = { kmsKey: 'kmsKeyId' }

/** ARNs name the region and the account; the owner of a bucket is a matter of its own. */
function referredSubject(kind: SubjectKind, id: string): Subject {
  const [, , , region, account] = kind === 'bucket' ? [] : id.split(':')
  return { kind, id, ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) }
}
