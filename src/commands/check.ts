/** `trailgate check`: gather, judge, tell. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import type { Interfaces } from '@oclif/core'
import { assess } from '../judge/evaluate/assess.ts'
import { prepareForOneRun } from '../engine.ts'
import { momentAsked, momentOf } from '../moment.ts'
import type { Assessment } from '../nouns/verdict.ts'
import { refuseOverwriting } from '../overwriting.ts'
import { judgingFlags, onlyAsked, openSession, policyFlags, policyPath, toolOf, type Session } from '../session.ts'
import { liveFlags, snapshotFrom } from '../source.ts'
import { namesToHide, redactFlags, reportFlags, reportsAsked, tellReports, withoutNames, type NamesToHide } from '../telling.ts'

/** A newcomer should know where the findings land, and what would place them better. */
const withoutPolicy =
  'trailgate: no trailgate.yaml here: the recommended rules are judged, and findings land on line 1 of it; write one that lists your accounts'

export default class Check extends Command {
  static override summary = 'Judge an organization by the policy, report, and exit with the status that a gate reads.'
  static override description =
    'Reads the organization that the AWS credentials belong to, unless --snapshot or --demo names another source.\n\n' +
    'Exit status: 0 compliant, 1 violations, 2 could not run, 3 could not tell.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --demo',
    '<%= config.bin %> <%= command.id %> --report text --report sarif=trailgate.sarif --report junit=trailgate.xml',
    '<%= config.bin %> <%= command.id %> --snapshot organization.ndjson --only kms-encryption',
  ]

  static override flags = {
    demo: Flags.boolean({ default: false, summary: 'Judge the embedded demo organization', helpGroup: 'SOURCE', exclusive: ['snapshot'] }),
    snapshot: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Judge a snapshot that `collect` wrote (repeatable)', helpValue: 'FILE', helpGroup: 'SOURCE' }),
    ...policyFlags,
    ...judgingFlags,
    ...reportFlags,
    ...redactFlags,
    'allow-incomplete': Flags.boolean({ default: false, summary: 'Do not exit with 3 for what could not be told' }),
    'allow-empty': Flags.boolean({ default: false, summary: 'Do not exit with 3 when there was nothing to judge' }),
    'exit-zero': Flags.boolean({ default: false, summary: 'Report as always, but exit with 0 instead of 1 or 3' }),
    quiet: Flags.boolean({ default: false, summary: 'No progress on stderr' }),
    ...liveFlags,
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Check)
    if (flags.snapshot !== undefined) prepareForOneRun()
    const asOf = momentAsked(flags['as-of'])
    const tool = toolOf(this.config)
    const reports = await reportsAsked(flags)
    await refuseOverwriting(reports.flatMap(({ file }) => file ?? []), [...(flags.snapshot ?? []), policyPath(tool, flags)])
    const session = await openSession(tool, flags)
    const assessment = await toldOf(await judged(session, flags, { asOf, drawn: reports.some(({ draws }) => draws) }))
    if (!session.policy.written && !flags.quiet) this.logToStderr(withoutPolicy)
    await tellReports(assessment, reports)
    return flags['exit-zero'] ? 0 : assessment.summary.status
  }
}

interface Judged {
  readonly assessment: Assessment
  /** Where they are to be hidden. */
  readonly names?: NamesToHide
}

/** By itself, so that nothing holds the snapshot any more when the reports are told. */
async function judged(session: Session, flags: Interfaces.InferredFlags<typeof Check.flags>, asked: { asOf: string | undefined; drawn: boolean }): Promise<Judged> {
  const only = await onlyAsked(session, flags.only, flags.framework)
  const snapshot = await snapshotFrom(session, flags)
  const assessment = assess({
    snapshot,
    policy: session.policy,
    rules: session.rules,
    frameworks: session.frameworks,
    ...(only === undefined ? {} : { only }),
    source: 'live',
    asOf: asked.asOf ?? momentOf(snapshot, flags.demo),
    maxAge: flags['max-age'],
    gate: { failOn: flags['fail-on'], allowIncomplete: flags['allow-incomplete'], allowEmpty: flags['allow-empty'] },
    tool: { name: session.tool.name, version: session.tool.version },
    drawn: asked.drawn,
  })
  return { assessment, ...(flags.redact ? { names: await namesToHide(snapshot) } : {}) }
}

/** What reports may say; by itself, so that nothing holds what they may not. */
async function toldOf({ assessment, names }: Judged): Promise<Assessment> {
  return names === undefined ? assessment : withoutNames(assessment, names)
}
