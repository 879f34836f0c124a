/** The policy: found, read, and checked against the rules it names. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Mistake, Place, Read } from '../../nouns/place.ts'
import { defaultPolicy, type Policy } from '../../nouns/policy.ts'
import type { Rule } from '../../nouns/rule.ts'
import { meantInstead } from './nearest.ts'
import { wrongParameter } from './parameter.ts'
import { policyIn } from './policy-file.ts'
import { repositoryPath } from './repository-path.ts'
import { readYaml } from './yaml-file.ts'

const usual = 'trailgate.yaml'

/** Names that somebody may give the file by mistake: to judge by the default policy then would surprise. */
const almostUsual = ['trailgate.yml', '.trailgate.yaml', '.trailgate.yml']

/** The sets of rules that there are besides single ids. */
const ruleSets = ['recommended', 'all']

/**
 * The policy of a run, or every mistake in it. Without `file`: `trailgate.yaml` in the working folder, else the default policy.
 * `named` is the path that findings land on; by default the file's path in its repository.
 */
export async function readPolicy(file: string | undefined, named?: string, workingFolder: string = process.cwd()): Promise<Read<Policy>> {
  const path = resolve(workingFolder, file ?? usual)
  if (file === undefined && !existsSync(path)) return withoutFile(workingFolder)
  const yaml = await readYaml(path, named ?? repositoryPath(path, workingFolder))
  return yaml.ok ? policyIn(yaml.value) : yaml
}

function withoutFile(workingFolder: string): Read<Policy> {
  const misnamed = almostUsual.find((name) => existsSync(resolve(workingFolder, name)))
  if (misnamed === undefined) return { ok: true, value: defaultPolicy(usual) }
  return { ok: false, mistakes: [{ what: `found ${misnamed}`, instead: `call it ${usual}, or name it with --config` }] }
}

/** What a policy says of rules, sets and parameters that are not there, or that do not fit; in the order of its keys. */
export function checkPolicy(policy: Policy, rules: readonly Rule[]): readonly Mistake[] {
  const named = policy.rules.map(({ value, place }) => unknownRule(value, rules, place))
  const graded = Object.entries(policy.severity).map(([id, { place }]) => unknownId(id, rules, place))
  const given = Object.entries(policy.with).flatMap(([id, setting]) => parameterMistakes(id, setting, rules))
  return [...named, ...given, ...graded].filter((mistake) => mistake !== undefined)
}

/** The mistake of naming a rule or set that is not there; undefined when it is. */
export function unknownRule(name: string, rules: readonly Rule[], place?: Place): Mistake | undefined {
  if (ruleSets.includes(name)) return undefined
  if (!/[/\\]/.test(name)) return unknown('rule or set', name, [...ruleSets, ...rules.map(({ id }) => id)], place)
  const what = `'${name}' looks like a folder of rules, which is not supported here yet by this version`
  return { what, instead: 'name it with --rules', ...(place === undefined ? {} : { place }) }
}

function unknownId(id: string, rules: readonly Rule[], place: Place): Mistake | undefined {
  return unknown('rule', id, rules.map((rule) => rule.id), place)
}

function unknown(kind: string, name: string, choices: readonly string[], place?: Place): Mistake | undefined {
  if (choices.includes(name)) return undefined
  const instead = meantInstead(name, choices) ?? '`trailgate rules list` names them all'
  return { what: `there is no ${kind} '${name}'`, instead, ...(place === undefined ? {} : { place }) }
}

function parameterMistakes(id: string, { value, place, inside }: Policy['with'][string], rules: readonly Rule[]): readonly Mistake[] {
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule === undefined) return [unknownId(id, rules, place)].filter((mistake) => mistake !== undefined)
  return Object.entries(value).flatMap(([name, given]) => {
    const mistake = wrongParameter(rule, name, given)
    return mistake === undefined ? [] : [{ ...mistake, place: inside?.[name] ?? place }]
  })
}
