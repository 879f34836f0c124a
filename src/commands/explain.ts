/** `trailgate explain`: which trails record an event, and why the others do not. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { coverageFlags, coverageSnapshot } from '../coverage-source.ts'
import { eventPlace } from '../event-place.ts'
import { explainerOf } from '../judge/evaluate/event-coverage.ts'
import { statusOfEvents } from '../nouns/coverage.ts'
import { badInput } from '../nouns/place.ts'
import { orRefuse, toolOf } from '../session.ts'
import { tellStdout } from '../telling.ts'

export default class Explain extends Command {
  static override summary = 'Say which trails record an event, and what rules it out in the selectors of the others.'
  static override description =
    'An event is a CloudTrail record; a list of records, and a log file with its Records, are explained one by one. In a snapshot each is ' +
    'looked for in its own recipientAccountId and awsRegion, unless --account and --region say otherwise. Event data stores are told apart; ' +
    'they never count.\n\n' +
    'Exit status: 0 every event is recorded by a trail, 1 one is not, 2 could not run, 3 undecided.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --event event.json --snapshot organization.ndjson',
    '$ aws cloudtrail get-event-selectors --trail-name main | <%= config.bin %> <%= command.id %> --event event.json --selectors -',
  ]

  static override flags = {
    event: Flags.string({ required: true, summary: 'CloudTrail records', helpValue: 'FILE|-' }),
    ...coverageFlags,
    account: Flags.string({ summary: "Account of the snapshot (default: the event's recipientAccountId)", helpValue: 'ID' }),
    region: Flags.string({ summary: "Region of the account (default: the event's awsRegion)", helpValue: 'REGION' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Explain)
    if (flags.event === '-' && flags.selectors === '-') throw badInput({ what: '--event and --selectors cannot both be read from stdin', instead: 'give one a file' })
    const { readEventRecords } = await import('../gather/files/event-records.ts')
    const events = orRefuse(await readEventRecords(flags.event))
    const snapshot = await coverageSnapshot(toolOf(this.config), flags)
    const explain = explainerOf(snapshot)
    const told = events.map((event) => explain(event, eventPlace(event, snapshot, flags)))
    const { explainJson, explainText } = await import('../tell/report/explain.ts')
    await tellStdout((look) => (flags.format === 'json' ? explainJson(told) : explainText(told, look)))
    return statusOfEvents(told)
  }
}
