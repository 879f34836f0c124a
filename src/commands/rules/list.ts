/** `trailgate rules list`: the catalogue. */
import { Command, Flags } from '@oclif/core'
import { allRules, policyFlags, toolOf } from '../../session.ts'

export default class RulesList extends Command {
  static override summary = 'List the rules.'

  static override flags = {
    rules: policyFlags.rules,
    json: Flags.boolean({ default: false, summary: 'As JSON', exclusive: ['markdown'] }),
    markdown: Flags.boolean({ default: false, summary: 'As a document with a section for each rule' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(RulesList)
    const rules = await allRules(toolOf(this.config), flags.rules ?? [])
    const { catalogueTable, catalogueJson } = await import('../../tell/report/catalogue.ts')
    const { rulesReadme } = await import('../../tell/report/rules-readme.ts')
    const form = flags.json ? catalogueJson : flags.markdown ? rulesReadme : catalogueTable
    for (const line of form(rules)) this.log(line)
    return 0
  }
}
