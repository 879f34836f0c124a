/** A folder of framework files -> frameworks, or everything that is wrong with them. */
import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { framework as isFramework } from '#validators'
import type { Framework } from '../../nouns/framework.ts'
import type { Mistake, Place, Read } from '../../nouns/place.ts'
import { mistakesIn } from './mistakes.ts'
import { whyUnreadable } from './text-file.ts'
import { placeOf, readYaml, type YamlFile } from './yaml-file.ts'

/** The frameworks in `folder/*.yaml`, sorted by id. */
export async function readFrameworks(folder: string): Promise<Read<readonly Framework[]>> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
    const read = await Promise.all(names.map((name) => readFramework(folder, name)))
    const mistakes = read.flatMap((one) => (one.ok ? [] : one.mistakes))
    return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: read.flatMap((one) => (one.ok ? [one.value] : [])) }
  } catch (error) {
    return { ok: false, mistakes: [{ what: `cannot read the frameworks in ${folder}: ${whyUnreadable(error)}` }] }
  }
}

async function readFramework(folder: string, name: string): Promise<Read<Framework>> {
  const yaml = await readYaml(join(folder, name).split(sep).join('/'))
  return yaml.ok ? frameworkIn(yaml.value, name.slice(0, -'.yaml'.length)) : yaml
}

/** The framework in a file that is called `name`. */
function frameworkIn(yaml: YamlFile, name: string): Read<Framework> {
  const shape = mistakesIn(yaml, isFramework, 'the framework')
  const framework = yaml.data as Framework
  const mistakes = shape.length > 0 ? shape : [...otherName(yaml, framework, name), ...repeatedControls(yaml, framework)]
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: framework }
}

function otherName(yaml: YamlFile, { id }: Framework, name: string): readonly Mistake[] {
  if (id === name) return []
  return [{ what: `the id is '${id}', the file '${name}.yaml'`, place: placeOf(yaml, ['id']), instead: 'make them equal' }]
}

function repeatedControls(yaml: YamlFile, { loggingControls }: Framework): readonly Mistake[] {
  const first = new Map<string, number>()
  return loggingControls.flatMap(({ id }, index) => {
    const before = first.get(id)
    if (before === undefined) {
      first.set(id, index)
      return []
    }
    const instead = `it stands on line ${placeOfControl(yaml, before).line}`
    return [{ what: `control ${id} is listed twice`, place: placeOfControl(yaml, index), instead }]
  })
}

function placeOfControl(yaml: YamlFile, index: number): Place {
  return placeOf(yaml, ['loggingControls', String(index), 'id'])
}
