/** `trailgate collect`: an organization into a snapshot file. */
import { Command, Flags } from '@oclif/core'
import { openSession, policyFlags, toolOf } from '../session.ts'
import { demoLines, liveFlags, liveLines } from '../source.ts'
import { keepingRaw, keepSnapshot } from '../keeping.ts'

export default class Collect extends Command {
  static override summary = 'Read an organization and write a snapshot.'
  static override description =
    'Only reading calls are made. What could not be read becomes a gap in the snapshot, never an abort.\n\n' +
    'Exit status: 0, or 3 with gaps (the file is whole), 2 could not run.'

  static override examples = ['<%= config.bin %> <%= command.id %> --out organization.ndjson', '<%= config.bin %> <%= command.id %> --this-account --out -']

  static override flags = {
    out: Flags.string({ required: true, summary: 'File to write, or - for stdout', helpValue: 'FILE|-' }),
    demo: Flags.boolean({ default: false, summary: 'Read the embedded demo organization' }),
    raw: Flags.string({ summary: 'Keep every answer as it came, one file per call, in this new folder', helpValue: 'DIR' }),
    config: policyFlags.config,
    quiet: Flags.boolean({ default: false, summary: 'No progress on stderr' }),
    ...liveFlags,
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Collect)
    const session = await openSession(toolOf(this.config), flags)
    const keeping = await keepingRaw(flags.raw)
    const lines = flags.demo ? demoLines(session.tool, keeping) : liveLines(session, flags, flags.quiet, keeping)
    const gaps = await keepSnapshot(flags.out, lines)
    return gaps === 0 ? 0 : 3
  }
}
