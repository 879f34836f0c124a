/** Every rule answers as its examples say; and what the build ships is what the folder holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules } from '../src/gather/files/rules.ts'
import { sketchSnapshot } from '../src/gather/files/sketch.ts'
import { assess } from '../src/judge/evaluate/assess.ts'
import { defaultPolicy } from '../src/nouns/policy.ts'
import type { Examples, ParameterValue, Rule } from '../src/nouns/rule.ts'
import type { Sketch } from '../src/nouns/sketch.ts'
import type { Verdict } from '../src/nouns/verdict.ts'

const folder = resolve(import.meta.dirname, '../rules')
const read = await readRules(folder)
if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
const rules = read.value

/** The verdicts of one rule on one sketched organization, with the parameters that the example sets. */
function verdictsOf(rule: Rule, sketch: Sketch): readonly Verdict[] {
  const place = { file: 'example', line: 1, column: 1 }
  const settings = { [rule.id]: { value: (sketch.with ?? {}) as Record<string, ParameterValue>, place } }
  const assessment = assess({
    snapshot: sketchSnapshot(sketch),
    policy: { ...defaultPolicy('example'), with: settings },
    rules: [rule],
    only: [rule.id],
    source: 'live',
    asOf: '2026-11-01T10:00:00Z',
    maxAge: 7,
    gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
    tool: { name: 'trailgate', version: '0.0.0' },
  })
  return assessment.verdicts.filter((verdict) => verdict.rule === rule.id)
}

/** The worst outcome decides what an example shows: fail before unknown before pass. */
function shown(verdicts: readonly Verdict[]): string {
  return ['fail', 'unknown', 'pass', 'skip'].find((outcome) => verdicts.some((verdict) => verdict.outcome === outcome)) ?? 'nothing'
}

const examples = rules.flatMap((rule) =>
  (['pass', 'fail', 'unknown'] as const satisfies readonly (keyof Examples)[]).flatMap((outcome) =>
    rule.examples[outcome].map((sketch, index) => ({ rule, outcome, sketch, name: `${rule.id}: ${outcome} ${index + 1}` })),
  ),
)

/** A rule about what is recorded shows an event that is not. */
function asksForRecording({ subject, must }: Rule): boolean {
  return subject === 'account' && JSON.stringify(must).includes('"recorded":')
}

describe('the rules', () => {
  it('are the files of the folder, no more and no fewer', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml') && !file.startsWith('frameworks'))
    expect(rules.map((rule) => `${rule.subject}/${rule.id}.yaml`).sort()).toEqual(files.sort())
  })

  it('that the build ships are the rules of the folder', () => {
    const built = JSON.parse(readFileSync(join(import.meta.dirname, '../dist/rules.json'), 'utf8')) as readonly Rule[]
    const withoutPlace = (rule: Rule): unknown => ({ ...rule, place: undefined })
    expect(built.map(withoutPlace)).toEqual(JSON.parse(JSON.stringify(rules.map(withoutPlace))))
  })

  it.each(examples)('$name', ({ rule, outcome, sketch }) => {
    const verdicts = verdictsOf(rule, sketch)
    expect(shown(verdicts), verdicts.map((verdict) => `${verdict.outcome}: ${verdict.message}`).join('\n')).toBe(outcome)
  })

  it.each(examples.filter(({ outcome }) => outcome === 'fail'))('$name has a proof', ({ rule, sketch }) => {
    const failed = verdictsOf(rule, sketch).filter((verdict) => verdict.outcome === 'fail')
    for (const verdict of failed) {
      expect(verdict.evidence.length).toBeGreaterThan(0)
      expect(verdict.message.length).toBeGreaterThan(20)
      if (asksForRecording(rule)) expect(verdict.witness).toMatchObject({ synthetic: true, recipientAccountId: verdict.subject.id })
    }
  })

  it.each(examples.filter(({ outcome }) => outcome === 'unknown'))('$name says what hangs on what', ({ rule, sketch }) => {
    const unknown = verdictsOf(rule, sketch).filter((verdict) => verdict.outcome === 'unknown')
    for (const verdict of unknown) expect(verdict.message).toMatch(/not known|cannot be told|could not be (seen|read)/)
  })
})
