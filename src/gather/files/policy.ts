/** The policy: found, read, and its folders of local rules read with it. */
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Read } from '../../nouns/place.ts'
import { defaultPolicy, type Policy, type RuleSetting } from '../../nouns/policy.ts'
import type { Rule } from '../../nouns/rule.ts'
import { isFolder } from './policy-rules.ts'
import { repositoryPath } from './repository-path.ts'

const usual = 'trailgate.yaml'

/** Names that somebody may give the file by mistake: to judge by the default policy then would surprise. */
const almostUsual = ['trailgate.yml', '.trailgate.yaml', '.trailgate.yml']

/**
 * The policy of a run, or every mistake in it. Without `file`: `trailgate.yaml` in the working folder, else the default policy.
 * `named` is the path that findings land on; by default the file's path in its repository. Its folders are absolute paths.
 */
export async function readPolicy(file: string | undefined, named?: string, workingFolder: string = process.cwd()): Promise<Read<Policy>> {
  const path = resolve(workingFolder, file ?? usual)
  if (file === undefined && !existsSync(path)) return withoutFile(workingFolder)
  // Loaded only where there is a file: without one, a start need not wait for it.
  const { readYaml } = await import('./yaml-file.ts')
  const { policyIn } = await import('./policy-file.ts')
  const yaml = await readYaml(path, named ?? repositoryPath(path, workingFolder))
  const read = yaml.ok ? policyIn(yaml.value) : yaml
  return read.ok ? { ok: true, value: withFolders(read.value, dirname(path)) } : read
}

function withoutFile(workingFolder: string): Read<Policy> {
  const misnamed = almostUsual.find((name) => existsSync(resolve(workingFolder, name)))
  if (misnamed === undefined) return { ok: true, value: defaultPolicy(usual) }
  return { ok: false, mistakes: [{ what: `found ${misnamed}`, instead: `call it ${usual}, or name it with --config` }] }
}

function withFolders(policy: Policy, folder: string): Policy {
  const folders = policy.rules.filter(({ value }) => isFolder(value)).map(({ value, place }) => ({ value: resolve(folder, value), place }))
  return folders.length === 0 ? policy : { ...policy, folders }
}

/** A policy with its local rules beside it. */
export interface WithRules {
  readonly policy: Policy
  readonly rules: readonly Rule[]
}

/** The rules of the policy's folders; in the policy, each folder is replaced by the ids of its rules, at the folder's place. */
export async function readLocalRules(policy: Policy, show: (folder: string) => string = (folder) => folder): Promise<Read<WithRules>> {
  const read = await Promise.all((policy.folders ?? []).map((folder) => readFolder(folder, show)))
  const mistakes = read.flatMap((one) => (one.ok ? [] : one.mistakes))
  if (mistakes.length > 0) return { ok: false, mistakes }
  const local = read.flatMap((one) => (one.ok ? one.value : []))
  const named = policy.rules.filter(({ value }) => !isFolder(value))
  const listed = local.map(({ rule, place }) => ({ value: rule.id, place }))
  return { ok: true, value: { policy: { ...policy, rules: [...named, ...listed] }, rules: local.map(({ rule }) => rule) } }
}

/** What is wrong with the folder as a whole is wrong where the policy names it. */
async function readFolder({ value, place }: RuleSetting<string>, show: (folder: string) => string): Promise<Read<readonly Local[]>> {
  const { readRules } = await import('./rules.ts')
  const read = await readRules(show(value))
  if (read.ok) return { ok: true, value: read.value.map((rule) => ({ rule, place })) }
  return { ok: false, mistakes: read.mistakes.map((mistake) => Object.assign({ place }, mistake)) }
}

interface Local {
  readonly rule: Rule
  readonly place: RuleSetting<string>['place']
}
