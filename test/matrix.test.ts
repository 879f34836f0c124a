/** Every rule on every example organization, in one golden table: what a change does to the catalogue is one diff (vitest -u writes it). */
import { readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules } from '../src/gather/files/rules.ts'
import { readSketch, sketchSnapshot } from '../src/gather/files/sketch.ts'
import { assess } from '../src/judge/evaluate/assess.ts'
import type { Read } from '../src/nouns/place.ts'
import { defaultPolicy } from '../src/nouns/policy.ts'
import type { Sketch } from '../src/nouns/sketch.ts'
import { outcomes, runFindings, type Outcome, type Verdict } from '../src/nouns/verdict.ts'

const examples = resolve(import.meta.dirname, '../examples')
const golden = resolve(import.meta.dirname, 'golden/matrix.text')
const rules = valueOf(await readRules(resolve(import.meta.dirname, '../rules')))
const organizations = await Promise.all(
  ['demo/organization.yaml', ...readdirSync(`${examples}/organizations`).map((file) => `organizations/${file}`)].map(async (file) => ({
    name: file.startsWith('demo/') ? 'demo' : basename(file, '.yaml'),
    verdicts: verdictsOn(valueOf(await readSketch(`${examples}/${file}`))),
  })),
)

function valueOf<T>(read: Read<T>): T {
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes, undefined, 1))
  return read.value
}

/** One hour after the reading, with no policy but the rules. */
function verdictsOn(sketch: Sketch): readonly Verdict[] {
  const snapshot = sketchSnapshot(sketch)
  const takenAt = Date.parse(snapshot.segments[0]?.header.takenAt ?? '')
  return assess({
    snapshot,
    policy: defaultPolicy('trailgate.yaml'),
    rules,
    only: ['all'],
    source: 'live',
    asOf: new Date(takenAt + 3_600_000).toISOString(),
    maxAge: 7,
    gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
    tool: { name: 'trailgate', version: '0.0.0' },
  }).verdicts
}

function count(verdicts: readonly Verdict[], rule: string, outcome: Outcome): number {
  return verdicts.filter((verdict) => verdict.rule === rule && verdict.outcome === outcome).length
}

/** `pass 3, fail 1`; a dash where nothing was judged. */
function cell(verdicts: readonly Verdict[], rule: string): string {
  const counted = outcomes.map((outcome) => [outcome, count(verdicts, rule, outcome)] as const)
  return counted.flatMap(([outcome, number]) => (number === 0 ? [] : [`${outcome} ${number}`])).join(', ') || '-'
}

function padded(column: readonly string[]): readonly string[] {
  const width = Math.max(...column.map((text) => text.length))
  return column.map((text) => text.padEnd(width))
}

function matrix(): string {
  const ids = [...rules.map(({ id }) => id), ...runFindings]
  const cells = organizations.map(({ name, verdicts }) => [name].concat(ids.map((id) => cell(verdicts, id))))
  const columns = [['', ...ids], ...cells].map(padded)
  const lines = ['', ...ids].map((_, row) => columns.map((column) => column[row]).join('  ').trimEnd())
  return `${lines.join('\n')}\n`
}

/** The outcomes of these three that no organization shows for a rule. */
function notShown(rule: string): readonly Outcome[] {
  const shown = (outcome: Outcome): boolean => organizations.some(({ verdicts }) => count(verdicts, rule, outcome) > 0)
  return (['pass', 'fail', 'unknown'] as const).filter((outcome) => !shown(outcome))
}

describe('the matrix', () => {
  it('is as it was', async () => {
    await expect(matrix()).toMatchFileSnapshot(golden)
  })

  it('shows a pass, a fail and an unknown of every rule', () => {
    const missing = rules.flatMap(({ id }) => (notShown(id).length === 0 ? [] : [`${id}: ${notShown(id).join(', ')}`]))
    expect(missing).toEqual([])
  })
})
