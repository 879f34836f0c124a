/** Frameworks are read with the place of every mistake; and those that are shipped fit the rules that are shipped. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtInFrameworks } from '../../../src/gather/files/built-in.ts'
import { readFrameworks } from '../../../src/gather/files/framework-file.ts'
import { wrongParameter } from '../../../src/gather/files/parameter.ts'
import { readRules } from '../../../src/gather/files/rules.ts'
import type { Framework } from '../../../src/nouns/framework.ts'
import { sayMistake } from '../../../src/nouns/place.ts'
import { withFiles } from './scratch-folder.ts'

const root = resolve(import.meta.dirname, '../../..')

const text = `id: standard
title: A standard
version: "1"
source: The standard
loggingControls:
  - {id: "1", title: Integrity, shownByConfiguration: true}
  - {id: "2", title: Review, shownByConfiguration: false, note: about people}
`

async function mistakesIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return withFiles(files, async (folder) => {
    const read = await readFrameworks(folder)
    return read.ok ? [] : read.mistakes.map((mistake) => sayMistake(mistake).replace(`${folder}/`, ''))
  })
}

describe('a framework file', () => {
  it('is read whole', async () => {
    const read = await withFiles({ 'standard.yaml': text, 'README.md': 'no framework' }, readFrameworks)
    expect(read).toMatchObject({ ok: true, value: [{ id: 'standard', version: '1', loggingControls: [{ id: '1' }, { id: '2', note: 'about people' }] }] })
  })

  it.each([
    ['version: "1"', 'version: 1', 'standard.yaml:3:10: version is 1, not text; write it in quotes: "1"'],
    ['title: Integrity, ', '', "standard.yaml:6:5: loggingControls[0] has no 'title'"],
    ['id: "2"', 'id: "1"', 'standard.yaml:7:10: control 1 is listed twice; it stands on line 6'],
    ['note: about', 'notes: about', "standard.yaml:7:59: unknown key 'notes' in loggingControls[1]; did you mean 'note'?"],
    ['source: The standard', 'source: The standard\nwith: {mine: [1]}', 'standard.yaml:5:14: with.mine is a list; write a mapping'],
    ['id: standard', 'id: other', "standard.yaml:1:5: the id is 'other', the file 'standard.yaml'; make them equal"],
  ])('with %j as %j is refused with one line', async (right, wrong, line) => {
    expect(await mistakesIn({ 'standard.yaml': text.replace(right, wrong) })).toEqual([line])
  })

  it('in a folder that is not there is a mistake', async () => {
    const read = await readFrameworks('/nowhere')
    expect(!read.ok && read.mistakes.map(sayMistake)).toEqual(['cannot read the frameworks in /nowhere: there is no such file'])
  })
})

const frameworks = await readFrameworks(join(root, 'rules/frameworks'))
const rules = await readRules(join(root, 'rules'))
const shipped: readonly Framework[] = frameworks.ok ? frameworks.value : []

describe('the frameworks that are shipped', () => {
  it('are these, and the build ships them as they are', () => {
    const cis = ['1.4.0', '3.0.0', '5.0.0', '6.0.0'].map((version) => `cis-aws-foundations-${version}`)
    expect(shipped.map(({ id }) => id)).toEqual(['aws-fsbp', ...cis, 'nist-800-53-r5', 'pci-dss-4.0'])
    expect(builtInFrameworks(readFileSync(join(root, 'dist/frameworks.json'), 'utf8'))).toEqual(shipped)
  })

  it.each(shipped)('$id lists every control that a rule maps to, and only ones that configuration shows', ({ id, loggingControls }) => {
    const listed = new Set(loggingControls.filter(({ shownByConfiguration }) => shownByConfiguration).map((control) => control.id))
    const mapped = rules.ok ? rules.value.flatMap((rule) => rule.controls[id] ?? []) : []
    expect(mapped.filter((control) => !listed.has(control))).toEqual([])
  })

  it.each(shipped)('$id gives rules that map to it parameters that they have', ({ id, with: given = {} }) => {
    const wrong = Object.entries(given).flatMap(([name, values]) => {
      const rule = rules.ok ? rules.value.find((one) => one.id === name && one.controls[id] !== undefined) : undefined
      return rule === undefined ? [name] : Object.entries(values).flatMap(([key, value]) => wrongParameter(rule, key, value)?.what ?? [])
    })
    expect(wrong).toEqual([])
  })

  it('of CIS name the five events that its alarm is about', () => {
    const given = shipped.filter(({ id }) => id.startsWith('cis-')).map((framework) => framework.with?.['trail-change-alarm']?.['events'])
    const five = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']
    expect(given).toEqual([five, five, five, five])
  })

  it('are the only ones that a rule maps to', () => {
    const ids = new Set(shipped.map(({ id }) => id))
    const unknown = rules.ok ? rules.value.flatMap(({ id, controls }) => Object.keys(controls).filter((framework) => !ids.has(framework)).map((framework) => [id, framework])) : ['none']
    expect(unknown).toEqual([])
  })
})
