/** `trailgate rules show`: one rule in words. */
import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import { exampleVerdict, openCatalogue } from '../../catalogue.ts'
import { policyFlags, refuseUnknownRules, toolOf } from '../../session.ts'

export default class RulesShow extends Command {
  static override summary = 'Explain one rule: what must hold, why, what to do, its parameters and controls, and what a failure looks like.'

  static override args = { rule: Args.string({ required: true, description: 'Rule id' }) }
  static override flags = policyFlags

  override async run(): Promise<number> {
    const { args, flags } = await this.parse(RulesShow)
    const tool = toolOf(this.config)
    const catalogue = await openCatalogue(tool, flags)
    const { rules, local, frameworks } = catalogue
    await refuseUnknownRules([args.rule], rules)
    const { ruleInWords } = await import('../../tell/report/catalogue.ts')
    const example = await exampleVerdict(tool, catalogue, args.rule)
    const shown = rules.find(({ id }) => id === args.rule)
    for (const line of shown === undefined ? [] : ruleInWords(shown, { local, frameworks, example })) this.log(line)
    return 0
  }
}
