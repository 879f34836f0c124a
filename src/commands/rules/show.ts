/** `trailgate rules show`: one rule in words. */
import { Args, Command } from '@oclif/core'
import { allRules, policyFlags, refuseUnknownRules, toolOf } from '../../session.ts'

export default class RulesShow extends Command {
  static override summary = 'Explain one rule: what must hold, why, what to do, and its parameters.'

  static override args = { rule: Args.string({ required: true, description: 'Rule id' }) }
  static override flags = { rules: policyFlags.rules }

  override async run(): Promise<number> {
    const { args, flags } = await this.parse(RulesShow)
    const rules = await allRules(toolOf(this.config), flags.rules ?? [])
    await refuseUnknownRules([args.rule], rules)
    const { ruleInWords } = await import('../../tell/report/catalogue.ts')
    for (const rule of rules.filter(({ id }) => id === args.rule)) for (const line of ruleInWords(rule)) this.log(line)
    return 0
  }
}
