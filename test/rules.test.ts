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

function withoutPlace(rule: Rule): unknown {
  return { ...rule, place: undefined }
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

describe('the rules', () => {
  it('are the six of the first release', () => {
    const ids = ['kms-encryption', 'kms-events-recorded', 'log-file-validation', 'multi-region-trail', 'network-activity-recorded', 'separate-data-event-bucket']
    expect(rules.map((rule) => rule.id)).toEqual(ids)
  })

  it('are the files of the folder, no more and no fewer', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml') && !file.startsWith('frameworks'))
    expect(rules.map((rule) => `${rule.subject}/${rule.id}.yaml`).sort()).toEqual(files.sort())
  })

  it('that the build ships are the rules of the folder', () => {
    const built = JSON.parse(readFileSync(join(import.meta.dirname, '../dist/rules.json'), 'utf8')) as readonly Rule[]
    expect(built.map(withoutPlace)).toEqual(JSON.parse(JSON.stringify(rules.map(withoutPlace))))
  })

  it.each(examples)('$name', ({ rule, outcome, sketch }) => {
    const verdicts = verdictsOf(rule, sketch)
    const messages = verdicts.map((verdict) => verdict.message)
    expect({ shown: shown(verdicts), messages }).toEqual({ shown: outcome, messages })
  })

  it.each(examples.filter(({ outcome }) => outcome === 'fail'))('$name has a proof', ({ rule, sketch }) => {
    const failed = verdictsOf(rule, sketch).filter((verdict) => verdict.outcome === 'fail')
    for (const verdict of failed) {
      expect(verdict.evidence.length).toBeGreaterThan(0)
      expect(verdict.message.length).toBeGreaterThan(20)
    }
  })

  it.each(examples.filter(({ rule, outcome }) => outcome === 'fail' && rule.subject === 'account'))('$name has a witness', ({ rule, sketch }) => {
    const failed = verdictsOf(rule, sketch).filter((verdict) => verdict.outcome === 'fail')
    for (const { witness, subject } of failed) expect(witness).toMatchObject({ synthetic: true, recipientAccountId: subject.id })
  })

  it.each(examples.filter(({ outcome }) => outcome === 'unknown'))('$name says what hangs on what', ({ rule, sketch }) => {
    const unknown = verdictsOf(rule, sketch).filter((verdict) => verdict.outcome === 'unknown')
    for (const verdict of unknown) expect(verdict.message).toMatch(/not known|cannot be told|could not be (seen|read)/)
  })
})
