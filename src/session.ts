/** What commands that judge share: the policy and the rules, checked against each other. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Flags } from '@oclif/core'
import { badInput, type Mistake, type Read } from './nouns/place.ts'
import type { Policy } from './nouns/policy.ts'
import type { Rule } from './nouns/rule.ts'

/** Flags of every command that judges. */
export const policyFlags = {
  config: Flags.string({ char: 'c', summary: 'Policy file (default: trailgate.yaml, if there is one)', helpValue: 'FILE' }),
  rules: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Folder of further rules', helpValue: 'DIR' }),
} as const

/** The tool, as evidence names it. `root` is the published folder, which holds the rules and the demo. */
export interface Tool {
  readonly name: string
  readonly version: string
  readonly root: string
}

/** The tool as oclif's configuration tells it. */
export function toolOf({ name, version, root }: Tool): Tool {
  return { name, version, root }
}

export interface Session {
  readonly tool: Tool
  readonly policy: Policy
  readonly rules: readonly Rule[]
}

/** What was read, or every mistake on its way to the door. */
export function orRefuse<T>(read: Read<T>): T {
  if (!read.ok) throw badInput(...read.mistakes)
  return read.value
}

/** Flags of every command that judges, as they arrive. */
export interface PolicyFlags {
  readonly config?: string | undefined
  readonly rules?: readonly string[] | undefined
  readonly demo?: boolean
}

/** The path that the demo's findings land on, wherever the package is installed. */
const demoPolicyFile = 'examples/demo/trailgate.yaml'

/** Policy and rules, checked against each other. The demo brings its own policy unless one is named. */
export async function openSession(tool: Tool, flags: PolicyFlags): Promise<Session> {
  const { checkPolicy, readPolicy } = await import('./gather/files/policy.ts')
  const own = flags.demo === true && flags.config === undefined
  const policy = orRefuse(await (own ? readPolicy(join(tool.root, 'demo', 'trailgate.yaml'), demoPolicyFile) : readPolicy(flags.config)))
  const rules = await allRules(tool, flags.rules ?? [])
  refuseAll(checkPolicy(policy, rules))
  return { tool, policy, rules }
}

/** The built-in rules and those of further folders; an id may stand for one rule only. */
export async function allRules(tool: Tool, folders: readonly string[]): Promise<readonly Rule[]> {
  const { builtInRules, readRules } = await import('./gather/files/rules.ts')
  const builtIn = builtInRules(await readFile(join(tool.root, 'rules.json'), 'utf8'))
  const read = await Promise.all(folders.map(async (folder) => orRefuse(await readRules(folder))))
  const rules = [...builtIn, ...read.flat()]
  refuseAll(rules.flatMap((rule, index) => sameId(rule, rules.slice(0, index))))
  return rules
}

function sameId(rule: Rule, earlier: readonly Rule[]): readonly Mistake[] {
  if (!earlier.some((other) => other.id === rule.id)) return []
  const what = `there is a rule ${rule.id} already`
  return [{ what, instead: 'give yours an id of its own', ...(rule.place === undefined ? {} : { place: rule.place }) }]
}

/** Throws the mistakes, if there are any. */
export function refuseAll(mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw badInput(...mistakes)
}

/** Refuses a rule or set that does not exist, rather than judging nothing. */
export async function refuseUnknownRules(names: readonly string[] | undefined, rules: readonly Rule[]): Promise<void> {
  const { unknownRule } = await import('./gather/files/policy.ts')
  refuseAll((names ?? []).flatMap((name) => unknownRule(name, rules) ?? []))
}
