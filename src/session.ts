/** What commands that judge share: the policy and the rules, checked against each other. */
import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import * as Flags from '@oclif/core/flags'
import type { Chosen } from './gather/files/policy-rules.ts'
import type { Framework } from './nouns/framework.ts'
import { badInput, type Mistake, type Place, type Read } from './nouns/place.ts'
import type { Policy } from './nouns/policy.ts'
import type { Rule } from './nouns/rule.ts'

/** Flags of every command that reads the policy. */
export const policyFlags = {
  config: Flags.string({ char: 'c', summary: 'Policy file (default: trailgate.yaml, if there is one)', helpValue: 'FILE' }),
  rules: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Folder of further rules', helpValue: 'DIR' }),
} as const

/** Flags of the commands that come to an assessment: by what it is judged, for when, and what counts. */
export const judgingFlags = {
  only: Flags.string({ multipleNonGreedy: true, multiple: true, summary: "Rule, set (recommended, all) or framework; replaces the policy's rules", helpValue: 'RULE|SET' }),
  framework: Flags.string({ multipleNonGreedy: true, multiple: true, summary: "Framework; replaces the policy's rules, and is reported by control", helpValue: 'ID' }),
  'fail-on': Flags.option({ options: ['critical', 'high', 'medium', 'low', 'never'] as const, default: 'low' as const, summary: 'The lowest severity that counts' })(),
  'as-of': Flags.string({ summary: 'Judge as of this moment (ISO 8601)', helpValue: 'TIME' }),
  'max-age': Flags.integer({ default: 7, min: 0, summary: 'Days after which a snapshot is stale', helpValue: 'DAYS' }),
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
  readonly frameworks: readonly Framework[]
  /** The folders of further rules, beside those that the policy names. */
  readonly folders: readonly string[]
}

/** What was read, or every mistake on its way to the door. */
export function orRefuse<T>(read: Read<T>): T {
  if (!read.ok) throw badInput(...read.mistakes)
  return read.value
}

/** The flags that say where the policy is, as they arrive. */
export interface PolicyFlags {
  readonly config?: string | undefined
  readonly rules?: readonly string[] | undefined
  readonly demo?: boolean
}

/** The path that the demo's findings land on, wherever the package is installed. */
const demoPolicyFile = 'examples/demo/trailgate.yaml'

/** Policy, rules and frameworks, checked against each other. The demo brings its own policy unless one is named. */
export async function openSession(tool: Tool, flags: PolicyFlags): Promise<Session> {
  const { readPolicy } = await import('./gather/files/policy.ts')
  const policy = orRefuse(await (isDemoPolicy(flags) ? readPolicy(policyPath(tool, flags), demoPolicyFile) : readPolicy(flags.config)))
  return sessionOf(tool, policy, withoutFolders(flags.rules ?? [], policy))
}

/** The same for a policy that is read already. */
export async function sessionOf(tool: Tool, read: Policy, folders: readonly string[]): Promise<Session> {
  const { readLocalRules } = await import('./gather/files/policy.ts')
  const { checkPolicy } = await import('./gather/files/policy-rules.ts')
  const local = orRefuse(await readLocalRules(read, asTyped))
  const rules = await allRules(tool, folders, local.rules)
  const frameworks = await allFrameworks(tool)
  refuseAll(checkPolicy(local.policy, rules, frameworks.map(({ id }) => id)))
  return { tool, policy: local.policy, rules, frameworks, folders }
}

function isDemoPolicy({ demo, config }: PolicyFlags): boolean {
  return demo === true && config === undefined
}

/** Where the policy of these flags lies, if there is one. */
export function policyPath(tool: Tool, flags: PolicyFlags): string {
  return isDemoPolicy(flags) ? join(tool.root, 'demo', 'trailgate.yaml') : resolve(flags.config ?? 'trailgate.yaml')
}

/** A path as a person in the working folder would type it. */
export function asTyped(path: string): string {
  return relative(process.cwd(), path) || '.'
}

/** A folder that the policy names as well is read once. */
export function withoutFolders(folders: readonly string[], policy: Policy): readonly string[] {
  return folders.filter((folder) => policy.folders?.every(({ value }) => value !== resolve(folder)) ?? true)
}

/** The frameworks that the build found in the repository's folder of rules. */
export async function allFrameworks(tool: Tool): Promise<readonly Framework[]> {
  const { builtInFrameworks } = await import('./gather/files/built-in.ts')
  return builtInFrameworks(await readFile(join(tool.root, 'frameworks.json'), 'utf8'))
}

/** The built-in rules, those of further folders, and `local` ones; an id may stand for one rule only. */
export async function allRules(tool: Tool, folders: readonly string[], local: readonly Rule[] = []): Promise<readonly Rule[]> {
  const { builtInRules } = await import('./gather/files/built-in.ts')
  const builtIn = builtInRules(await readFile(join(tool.root, 'rules.json'), 'utf8'))
  const own = [...(await rulesIn(folders)), ...local]
  if (own.length === 0) return builtIn
  const { reservedNames } = await import('./gather/files/policy-rules.ts')
  const reserved = reservedNames((await allFrameworks(tool)).map(({ id }) => id))
  refuseAll(own.flatMap((rule, index) => takenId(rule, builtIn, own.slice(0, index), reserved)))
  return [...builtIn, ...own]
}

/** The built-in rules with their examples. */
export async function rulesWithExamples({ root }: Tool): Promise<readonly Rule[]> {
  const { builtInRules } = await import('./gather/files/built-in.ts')
  return builtInRules(await readFile(join(root, 'rules.json'), 'utf8'), await readFile(join(root, 'rule-examples.json'), 'utf8'))
}

/** What it takes to read YAML is loaded only where there is something to read. */
async function rulesIn(folders: readonly string[]): Promise<readonly Rule[]> {
  if (folders.length === 0) return []
  const { readRules } = await import('./gather/files/rules.ts')
  const read = await Promise.all(folders.map(async (folder) => orRefuse(await readRules(folder))))
  return read.flat()
}

/** A rule of one's own never replaces another one, nor a set: the policy would mean something else without a word. */
function takenId(rule: Rule, builtIn: readonly Rule[], earlier: readonly Rule[], reserved: readonly string[]): readonly Mistake[] {
  const isThere = (rules: readonly Rule[]): boolean => rules.some(({ id }) => id === rule.id)
  const what = isThere(builtIn)
    ? `there is a built-in rule ${rule.id}`
    : isThere(earlier)
      ? `there is a rule ${rule.id} already`
      : `${rule.id} is the name of a set or of a finding of the run`
  const taken = isThere([...builtIn, ...earlier]) || reserved.includes(rule.id)
  return taken ? [{ what, instead: 'give yours an id of its own', ...(rule.place === undefined ? {} : { place: rule.place }) }] : []
}

/** Throws the mistakes, if there are any. */
function refuseAll(mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw badInput(...mistakes)
}

/** Refuses a rule, set or framework that does not exist, rather than judging nothing. */
export async function refuseUnknownRules(names: readonly string[], rules: readonly Rule[], frameworks: readonly string[] = []): Promise<void> {
  const { unknownRule } = await import('./gather/files/policy-rules.ts')
  refuseAll(names.flatMap((name) => unknownRule(name, rules, frameworks) ?? []))
}

/** The framework of this id; one that does not exist is refused. */
export async function refuseUnknownFramework(name: string, frameworks: readonly Framework[]): Promise<Framework> {
  const { unknownFramework } = await import('./gather/files/policy-rules.ts')
  const found = frameworks.find(({ id }) => id === name)
  refuseAll([unknownFramework(name, frameworks.map(({ id }) => id))].filter((mistake) => mistake !== undefined))
  return found as Framework
}

type Names = readonly string[]

/**
 * What `--only` and `--framework` name, which replaces the policy's rules; undefined when neither was given. Frameworks that cannot
 * be judged together are refused, whoever chose them.
 */
export async function onlyAsked(session: Session, only: Names = [], framework: Names = []): Promise<Names | undefined> {
  const { policy, rules, frameworks } = session
  const { frameworkConflicts, unknownFramework } = await import('./gather/files/policy-rules.ts')
  const ids = frameworks.map(({ id }) => id)
  refuseAll(framework.flatMap((name) => unknownFramework(name, ids) ?? []))
  await refuseUnknownRules(only, rules, ids)
  const asked = [...new Set([...only, ...framework])]
  const chosen = asked.length === 0 ? policy.rules : asked.map((value) => ({ value }))
  refuseAll(frameworkConflicts(chosenOf(chosen, frameworks), policy))
  return asked.length === 0 ? undefined : asked
}

/** The frameworks among these names, each once. */
function chosenOf(names: readonly { readonly value: string; readonly place?: Place }[], frameworks: readonly Framework[]): readonly Chosen[] {
  return frameworks.flatMap((framework) => {
    const named = names.find(({ value }) => value === framework.id)
    return named === undefined ? [] : [{ framework, ...(named.place === undefined ? {} : { place: named.place }) }]
  })
}
