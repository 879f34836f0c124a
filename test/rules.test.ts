/** Every rule answers as its examples say; and what the build ships is what the folder holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleResults } from '../src/examples.ts'
import { builtInRules } from '../src/gather/files/built-in.ts'
import { readRules } from '../src/gather/files/rules.ts'
import type { Rule } from '../src/nouns/rule.ts'

const folder = resolve(import.meta.dirname, '../rules')
const read = await readRules(folder)
if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
const rules = read.value

const results = (await exampleResults(rules)).map((result) => Object.assign({ name: `${result.rule.id}: ${result.wanted} ${result.number}` }, result))
const failing = results.filter(({ wanted }) => wanted === 'fail')
const unknown = results.filter(({ wanted }) => wanted === 'unknown')

function dist(file: string): string {
  return join(import.meta.dirname, '../dist', file)
}

function withoutPlace(rule: Rule): unknown {
  return { ...rule, place: undefined }
}

/** A rule about what is recorded shows an event that is not. */
function asksForRecording({ subject, must }: Rule): boolean {
  return subject === 'account' && JSON.stringify(must).includes('"recorded":')
}

describe('the rules', () => {
  it('are the files of the folder, no more and no fewer', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml') && !file.startsWith('frameworks'))
    expect(rules.map((rule) => `${rule.subject}/${rule.id}.yaml`).sort()).toEqual(files.sort())
    expect(rules).toHaveLength(48)
  })

  it('that the build ships are the rules of the folder', () => {
    const built = builtInRules(readFileSync(dist('rules.json'), 'utf8'), readFileSync(dist('rule-examples.json'), 'utf8'))
    expect(built.map(withoutPlace)).toEqual(JSON.parse(JSON.stringify(rules.map(withoutPlace))))
  })

  it.each(rules)('$id has examples of every outcome', ({ examples }) => {
    expect(Object.values(examples).every((sketches) => sketches.length > 0)).toBe(true)
  })

  it.each(results)('$name', ({ wanted, shown, verdicts }) => {
    const messages = verdicts.map((verdict) => verdict.message)
    expect({ shown, messages }).toEqual({ shown: wanted, messages })
  })

  it.each(failing)('$name has a proof', ({ verdicts }) => {
    for (const verdict of verdicts.filter(({ outcome }) => outcome === 'fail')) {
      expect(verdict.evidence.length).toBeGreaterThan(0)
      expect(verdict.message.length).toBeGreaterThan(10)
    }
  })

  it.each(failing.filter(({ rule }) => asksForRecording(rule)))('$name has a witness', ({ verdicts }) => {
    for (const { witness, subject } of verdicts.filter(({ outcome }) => outcome === 'fail')) {
      expect(witness).toMatchObject({ synthetic: true, recipientAccountId: subject.id })
    }
  })

  it.each(unknown)('$name says what hangs on what', ({ verdicts }) => {
    for (const verdict of verdicts.filter(({ outcome }) => outcome === 'unknown')) expect(verdict.message.length).toBeGreaterThan(20)
  })
})
