/** What was assessed, as OSCAL inventory items: accounts, trails, buckets, keys and the other subjects of verdicts. */
import type { Assessment, Subject } from '../../nouns/verdict.ts'
import { property, words } from './oscal-words.ts'
import { accountNames, accountOf, saySubject } from './subject.ts'
import { uuidOf } from './uuid.ts'

/** A subject's id, the same in every run. */
export function subjectUuid({ kind, id }: Subject): string {
  return uuidOf('subject', kind, id)
}

/** One item per subject that a verdict is about; the run itself where there is none, since OSCAL refuses an empty list. */
export function* subjectItems(assessment: Assessment): Generator {
  const names = accountNames(assessment)
  const told = new Set<string>()
  for (const { subject, outcome } of assessment.verdicts) {
    const uuid = subjectUuid(subject)
    if (outcome === 'skip' || told.has(uuid)) continue
    told.add(uuid)
    yield { uuid, description: words(saySubject(subject, names)), props: propertiesOf(subject) }
  }
  if (told.size === 0) yield { uuid: uuidOf('subject', 'none'), description: 'Nothing was judged.' }
}

function propertiesOf(subject: Subject): readonly unknown[] {
  const account = accountOf(subject)
  return [
    property('kind', subject.kind),
    property('id', subject.id),
    ...(account === undefined ? [] : [property('account', account)]),
    ...(subject.region === undefined ? [] : [property('region', subject.region)]),
  ]
}
