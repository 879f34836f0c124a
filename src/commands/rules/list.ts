/** `trailgate rules list`: the catalogue. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { openCatalogue } from '../../catalogue.ts'
import { policyFlags, refuseUnknownFramework, toolOf } from '../../session.ts'

export default class RulesList extends Command {
  static override summary = 'List the rules.'
  static override description = "The built-in rules, those of the policy's own folders, and those of --rules."

  static override examples = [
    '<%= config.bin %> <%= command.id %> --framework cis-aws-foundations-5.0.0',
    '<%= config.bin %> <%= command.id %> --json --rules ./local',
  ]

  static override flags = {
    ...policyFlags,
    framework: Flags.string({ summary: 'Only the rules that map to controls of this framework, with those controls', helpValue: 'ID' }),
    json: Flags.boolean({ default: false, summary: 'As JSON', exclusive: ['markdown'] }),
    markdown: Flags.boolean({ default: false, summary: 'As a document with a section for each rule', exclusive: ['framework'] }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(RulesList)
    const { rules, local, frameworks } = await openCatalogue(toolOf(this.config), flags)
    const { catalogueTable, catalogueJson, frameworkTable } = await import('../../tell/report/catalogue.ts')
    const { rulesReadme } = await import('../../tell/report/rules-readme.ts')
    const framework = flags.framework === undefined ? undefined : await refuseUnknownFramework(flags.framework, frameworks)
    const chosen = framework === undefined ? rules : rules.filter(({ controls }) => Object.hasOwn(controls, framework.id))
    const table = framework === undefined ? catalogueTable(chosen) : frameworkTable(chosen, framework)
    for (const line of flags.json ? catalogueJson(chosen, local, framework) : flags.markdown ? rulesReadme(chosen) : table) this.log(line)
    return 0
  }
}
