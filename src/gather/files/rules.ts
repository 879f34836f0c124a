/** A folder of rule files -> rules, or everything that is wrong with them. */
import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Mistake, Read } from '../../nouns/place.ts'
import { subjectKinds, type Rule, type SubjectKind } from '../../nouns/rule.ts'
import { ruleIn } from './rule-file.ts'
import { whyUnreadable } from './text-file.ts'
import { readYaml } from './yaml-file.ts'

interface RuleFile {
  readonly kind: SubjectKind
  readonly name: string
  /** With forward slashes, below the folder as it was named. */
  readonly path: string
}

/** The rules in `folder/<kind of subject>/*.yaml`, sorted by id. Other folders are not looked into. */
export async function readRules(folder: string): Promise<Read<readonly Rule[]>> {
  const listed = await ruleFiles(folder)
  if (!listed.ok) return listed
  const read = await Promise.all(listed.value.map(readRule))
  const rules = read.flatMap((one) => (one.ok ? [one.value] : []))
  const mistakes = [...read.flatMap((one) => (one.ok ? [] : one.mistakes)), ...repeatedIds(rules)]
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: rules.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

async function ruleFiles(folder: string): Promise<Read<readonly RuleFile[]>> {
  const perKind = await Promise.all(subjectKinds.map(async (kind) => ({ kind, names: await namesIn(join(folder, kind)) })))
  const files = perKind.flatMap(({ kind, names }) => names.map((name) => ruleFile(folder, kind, name)))
  const strays = files.filter(({ name }) => !name.endsWith('.yaml'))
  const mistakes = strays.map(({ path }) => ({ what: `${path} is not a rule`, instead: 'rule files end in .yaml' }))
  if (mistakes.length > 0) return { ok: false, mistakes }
  if (files.length > 0) return { ok: true, value: files }
  const instead = `a rule is a file such as ${subjectKinds[0]}/my-rule.yaml in it`
  return { ok: false, mistakes: [{ what: `there are no rules in ${folder}${await whyNone(folder)}`, instead }] }
}

function ruleFile(folder: string, kind: SubjectKind, name: string): RuleFile {
  return { kind, name, path: join(folder, kind, name).split(sep).join('/') }
}

/** What lies in a kind's folder, but README.md and hidden files; nothing when there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => name !== 'README.md' && !name.startsWith('.')).sort()
}

async function whyNone(folder: string): Promise<string> {
  return readdir(folder).then(
    () => '',
    (error: unknown) => ((error as NodeJS.ErrnoException).code === 'ENOENT' ? ': there is no such folder' : `: ${whyUnreadable(error)}`),
  )
}

async function readRule({ kind, name, path }: RuleFile): Promise<Read<Rule>> {
  const yaml = await readYaml(path)
  return yaml.ok ? ruleIn(yaml.value, kind, name.slice(0, -'.yaml'.length)) : yaml
}

function repeatedIds(rules: readonly Rule[]): readonly Mistake[] {
  const repeated = rules.filter((rule, index) => rules.findIndex(({ id }) => id === rule.id) < index)
  return repeated.map(({ id, place }) => Object.assign({ what: `there are two rules '${id}'`, instead: 'rename one' }, place && { place }))
}
