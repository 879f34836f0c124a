/** `trailgate collect`: an organization into a snapshot file. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { openSession, policyFlags, toolOf } from '../session.ts'
import type { Plan } from '../nouns/plan.ts'
import { demoLines, liveFlags, liveLines, livePlan } from '../source.ts'
import { keepingRaw, keepSnapshot } from '../keeping.ts'
import { resumeSnapshot } from '../resuming.ts'
import { refuseMixed, shardAsked } from '../collect-flags.ts'

export default class Collect extends Command {
  static override summary = 'Read an organization and write a snapshot.'
  static override description =
    'Reads the organization that the AWS credentials belong to, and each account by the role that `trailgate role` prints. ' +
    'Only reading calls are made. What could not be read becomes a gap in the snapshot, never an abort. A run that was interrupted ' +
    'goes on with --resume, which asks nothing twice but what failed in a way that may pass: throttles, timeouts, an expired login.\n\n' +
    'Exit status: 0, or 3 with gaps (the file is whole), 2 could not run.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --out organization.ndjson',
    '<%= config.bin %> <%= command.id %> --plan',
    '<%= config.bin %> <%= command.id %> --resume organization.ndjson',
    '<%= config.bin %> <%= command.id %> --shard 2/4 --out shard-2.ndjson',
    '<%= config.bin %> <%= command.id %> --this-account --out -',
  ]

  static override flags = {
    out: Flags.string({ summary: 'File to write, or - for stdout', helpValue: 'FILE|-' }),
    resume: Flags.string({ summary: 'Go on in this file; give the flags it was begun with as well', helpValue: 'FILE' }),
    plan: Flags.boolean({ default: false, summary: 'Ask for the list of accounts alone, and say what would be asked, how long it would take and what must be allowed' }),
    json: Flags.boolean({ default: false, summary: 'With --plan: print the plan as JSON' }),
    shard: Flags.string({ summary: 'Read one of N shares of the accounts; check judges them together', helpValue: 'I/N' }),
    demo: Flags.boolean({ default: false, summary: 'Read the embedded demo organization' }),
    raw: Flags.string({ summary: 'Keep every answer as it came, one file per call, in this new folder', helpValue: 'DIR' }),
    config: policyFlags.config,
    quiet: Flags.boolean({ default: false, summary: 'No progress on stderr' }),
    ...liveFlags,
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Collect)
    refuseMixed(flags)
    const shard = shardAsked(flags.shard)
    const session = await openSession(toolOf(this.config), flags)
    if (flags.plan) return this.tell(await livePlan(session, flags, shard), flags.json)
    const keeping = { ...shard, ...(await keepingRaw(flags.raw, flags.resume !== undefined)) }
    if (flags.resume !== undefined) {
      const { gaps, wentOn } = await resumeSnapshot(flags.resume, session, flags, flags.quiet, keeping)
      if (!wentOn) this.logToStderr(`trailgate: nothing to do: ${flags.resume} is whole, and no gap in it may pass`)
      return gaps === 0 ? 0 : 3
    }
    const lines = flags.demo ? demoLines(session.tool, keeping) : liveLines(session, flags, flags.quiet, keeping)
    const gaps = await keepSnapshot(flags.out ?? '-', lines)
    return gaps === 0 ? 0 : 3
  }

  private async tell(plan: Plan, json: boolean): Promise<number> {
    const { tellPlan } = await import('../tell/report/plan.ts')
    const { writeStdout } = await import('../tell/write/output.ts')
    await writeStdout(json ? [`${JSON.stringify(plan, undefined, 2)}\n`] : tellPlan(plan))
    return 0
  }
}
