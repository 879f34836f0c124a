/** `trailgate collect`: an organization into a snapshot file. */
import { Command, Flags } from '@oclif/core'
import { openSession, policyFlags, toolOf } from '../session.ts'
import { demoLines, liveFlags, liveLines } from '../source.ts'
import { keepSnapshot } from '../keeping.ts'
import { resumeSnapshot } from '../resuming.ts'
import { shardAsked } from '../shard.ts'

export default class Collect extends Command {
  static override summary = 'Read an organization and write a snapshot.'
  static override description =
    'Only reading calls are made. What could not be read becomes a gap in the snapshot, never an abort. A run that was interrupted goes\n' +
    'on with --resume, which asks nothing that is in the file, and again what failed in a way that may pass.\n\n' +
    'Exit status: 0, or 3 with gaps (the file is whole), 2 could not run.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --out organization.ndjson',
    '<%= config.bin %> <%= command.id %> --resume organization.ndjson',
    '<%= config.bin %> <%= command.id %> --shard 2/4 --out shard-2.ndjson',
    '<%= config.bin %> <%= command.id %> --this-account --out -',
  ]

  static override flags = {
    out: Flags.string({ summary: 'File to write, or - for stdout', helpValue: 'FILE|-', exactlyOne: ['out', 'resume'] }),
    resume: Flags.string({ summary: 'Go on in this file, by the flags it was begun with', helpValue: 'FILE', exclusive: ['demo'] }),
    shard: Flags.string({ summary: 'Read one of N shares of the accounts; check judges them together', helpValue: 'I/N', exclusive: ['demo', 'this-account'] }),
    demo: Flags.boolean({ default: false, summary: 'Read the embedded demo organization' }),
    config: policyFlags.config,
    quiet: Flags.boolean({ default: false, summary: 'No progress on stderr' }),
    ...liveFlags,
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Collect)
    const shard = shardAsked(flags.shard)
    const session = await openSession(toolOf(this.config), flags)
    if (flags.resume !== undefined) {
      const { gaps, wentOn } = await resumeSnapshot(flags.resume, session, flags, flags.quiet, shard)
      if (!wentOn) this.logToStderr(`trailgate: nothing to do: ${flags.resume} is whole, and no gap in it may pass`)
      return gaps === 0 ? 0 : 3
    }
    const lines = flags.demo ? demoLines(session.tool) : liveLines(session, flags, flags.quiet, shard)
    const gaps = await keepSnapshot(flags.out ?? '-', lines)
    return gaps === 0 ? 0 : 3
  }
}
