/** `trailgate rules test`: rules on their own examples. */
import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import { exampleResults } from '../../examples.ts'
import { orRefuse, rulesWithExamples, toolOf } from '../../session.ts'

export default class RulesTest extends Command {
  static override summary = "Judge every rule's own examples, and show what came out otherwise and why."
  static override description = 'Without a folder, the built-in rules. Exit status: 0 when all are right, 1 when one is not, 2 for a broken rule file.'

  static override args = { folder: Args.string({ description: 'Folder of rules: <kind of subject>/<rule>.yaml' }) }

  override async run(): Promise<number> {
    const { args } = await this.parse(RulesTest)
    const { readRules } = await import('../../gather/files/rules.ts')
    const { exampleLines, isRight } = await import('../../tell/report/examples.ts')
    const rules = args.folder === undefined ? await rulesWithExamples(toolOf(this.config)) : orRefuse(await readRules(args.folder))
    const results = await exampleResults(rules)
    for (const line of exampleLines(results)) this.log(line)
    return results.every(isRight) ? 0 : 1
  }
}
