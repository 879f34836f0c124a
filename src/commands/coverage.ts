/** `trailgate coverage`: whether the trails record every event of a class; without a class, what they record at all. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { askedOf, classAsked, coverageFlags, coverageSnapshot } from '../coverage-source.ts'
import type { Asked } from '../judge/evaluate/reached.ts'
import { statusOfAnswer } from '../nouns/coverage.ts'
import { toolOf } from '../session.ts'
import { tellStdout } from '../telling.ts'

export default class Coverage extends Command {
  static override summary = 'Decide whether every event of a class is recorded, with an event that is missed where one is.'
  static override description =
    'The answer holds over the union of the logging trails that reach the account and region: all, some, none or undecided. Event data ' +
    'stores are told apart; they never count. A class is written like an advanced event selector: a field to a value, a list of values, ' +
    'null (the field is absent) or operators. Fields: eventCategory, eventSource, eventName, readOnly, eventType, resources.type, ' +
    'resources.ARN, userIdentity.arn, userIdentity.invokedBy, errorCode, vpcEndpointId, sessionCredentialFromConsole.\n\n' +
    'Without --class: a table of everything that there is to record, by dated lists of data resource types and network activity sources.\n\n' +
    'Exit status: 0 all (or the table was told), 1 some or none, 2 could not run, 3 undecided.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --demo --account 444455556666',
    `$ aws cloudtrail get-event-selectors --trail-name main | <%= config.bin %> <%= command.id %> --selectors - --class '{"eventCategory":"Management","readOnly":false}'`,
    `<%= config.bin %> <%= command.id %> --snapshot organization.ndjson --account 111122223333 --region us-east-1 --class '{"eventCategory":"Data","resources.type":"AWS::S3::Object"}' --format json`,
  ]

  static override flags = {
    class: Flags.string({ summary: 'The class of events that is asked about', helpValue: 'JSON' }),
    ...coverageFlags,
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Coverage)
    const asked = askedOf(await coverageSnapshot(toolOf(this.config), flags), flags)
    return flags.class === undefined ? tellTable(asked, flags.format) : tellClass(flags.class, asked, flags.format)
  }
}

type Format = 'text' | 'json'

async function tellClass(text: string, asked: Asked, format: Format): Promise<number> {
  const eventClass = await classAsked(text, asked.place.partition)
  const { coverageOf } = await import('../judge/evaluate/class-coverage.ts')
  const { classJson, classText } = await import('../tell/report/class-coverage.ts')
  const told = coverageOf(eventClass, asked)
  await tellStdout((look) => (format === 'json' ? classJson(told) : classText(told, look)))
  return statusOfAnswer(told.trails)
}

async function tellTable(asked: Asked, format: Format): Promise<number> {
  const { tableOf } = await import('../judge/evaluate/coverage-table.ts')
  const { tableJson, tableText } = await import('../tell/report/coverage-table.ts')
  const table = tableOf(asked)
  await tellStdout((look) => (format === 'json' ? tableJson(table) : tableText(table, look)))
  return 0
}
