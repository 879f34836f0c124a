/** What the commands that explain rules share: every rule that there is, those of one's own included, whatever a policy makes of them. */
import type { Framework } from './nouns/framework.ts'
import type { Rule } from './nouns/rule.ts'
import type { Verdict } from './nouns/verdict.ts'
import { allFrameworks, allRules, asTyped, orRefuse, rulesWithExamples, withoutFolders, type PolicyFlags, type Tool } from './session.ts'

export interface Catalogue {
  readonly rules: readonly Rule[]
  /** The ids of those that are not built in: from the policy's folders and those of `--rules`. */
  readonly local: ReadonlySet<string>
  readonly frameworks: readonly Framework[]
}

/** A policy that names rules that are not there is no hindrance: who mends it looks here for the right names. */
export async function openCatalogue(tool: Tool, flags: PolicyFlags): Promise<Catalogue> {
  const { readLocalRules, readPolicy } = await import('./gather/files/policy.ts')
  const policy = orRefuse(await readPolicy(flags.config))
  const own = orRefuse(await readLocalRules(policy, asTyped)).rules
  const rules = await allRules(tool, withoutFolders(flags.rules ?? [], policy), own)
  const builtIn = new Set((await allRules(tool, [])).map(({ id }) => id))
  const local = new Set(rules.map(({ id }) => id).filter((id) => !builtIn.has(id)))
  return { rules, local, frameworks: await allFrameworks(tool) }
}

/** The verdict that the first failing example of a rule comes to. */
export async function exampleVerdict(tool: Tool, { rules, local }: Catalogue, id: string): Promise<Verdict | undefined> {
  const { exampleResults } = await import('./examples.ts')
  const rule = (local.has(id) ? rules : await rulesWithExamples(tool)).find((one) => one.id === id)
  const results = rule === undefined ? [] : await exampleResults([{ ...rule, examples: { pass: [], fail: rule.examples.fail.slice(0, 1), unknown: [] } }])
  return results.flatMap(({ verdicts }) => verdicts).find(({ outcome }) => outcome === 'fail')
}
