/** What a CloudTrail record leaves open, and the events it can stand for. */
import type { CloudTrailEvent } from '../../nouns/event.ts'
import { basicTypes } from './basic.ts'

/** The same record with what selectors ask about filled in, each way that is possible; and what was open, in words. */
export interface Readings {
  readonly events: readonly CloudTrailEvent[]
  readonly open: readonly string[]
}

/** A record of an event that was chosen as management or data is a read or a write, even where it does not say which (A3). */
export function readingsOf(event: CloudTrailEvent): Readings {
  const categories = categoriesOf(event)
  const named = categories.map((eventCategory) => ({ ...event, eventCategory }))
  const unsaid = event.readOnly === undefined || event.readOnly === null
  const isEither = unsaid && categories.some((category) => category === 'Management' || category === 'Data')
  return {
    events: isEither ? named.flatMap((each) => [true, false].map((readOnly) => Object.assign({}, each, { readOnly }))) : named,
    open: [
      ...(categories.length > 1 ? ['the record has neither eventCategory nor managementEvent, so that its category is open'] : []),
      ...(isEither ? ['the record has no readOnly, so that it may be a read or a write'] : []),
    ],
  }
}

/** Records from before version 1.07 have no eventCategory, and those from before 1.06 no managementEvent either (reference 1.1). */
function categoriesOf(event: CloudTrailEvent): readonly string[] {
  if (typeof event.eventCategory === 'string') return [event.eventCategory]
  if (event.eventType === 'AwsVpceEvent' || event.eventType === 'AwsVpceEvents') return ['NetworkActivity']
  if (event.eventType === 'AwsCloudTrailInsight') return ['Insight']
  if (event.eventType === 'AwsAggregatedEvent') return ['Aggregated']
  if (event.managementEvent === true || event.managementEvent === 'true') return ['Management']
  if (event.managementEvent === false || event.managementEvent === 'false') return ['Data']
  // Such records date from when these were the only types that data events could have.
  const isData = (event.resources ?? []).some(({ type }) => type !== undefined && basicTypes.includes(type))
  return isData ? ['Data'] : ['Management', 'Data']
}
