/** Workflow commands: GitHub shows ten of a level and drops the rest, so the tenth says how many there are. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { github } from '../../../src/tell/report/github.ts'
import { verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning } from './assessments.ts'
import { workflowCommand, type Command } from './well-formed.ts'

function commandsOf(assessment: Assessment): readonly Command[] {
  const lines = [...github(assessment)].join('').trimEnd().split('\n')
  return lines.slice(0, -1).flatMap((line) => workflowCommand(line) ?? [])
}

function fails(count: number): Assessment {
  return assessmentOf(Array.from({ length: count }, (_, at) => about('trail-reaches-account', String(100_000_000_000 + at), 'fail', { message: `${at}.` })))
}

describe('github', () => {
  it('tells at most ten of each level', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const levels = commandsOf(assessmentOf(all)).map(({ level }) => level)
        for (const level of ['error', 'warning', 'notice']) expect(levels.filter((each) => each === level).length).toBeLessThanOrEqual(10)
      }),
    )
  })

  it('tells ten as they are, and of eleven nine and how many more', () => {
    expect(commandsOf(fails(10))).toHaveLength(10)
    const eleven = commandsOf(fails(11))
    expect(eleven).toHaveLength(10)
    expect(eleven.at(-1)?.properties.get('title')).toBe('and 2 more')
    expect(eleven.at(-1)?.message).toMatch(/^2 more errors of this run/)
  })

  it('puts a finding on its line, by severity, with the fix', () => {
    const [first] = commandsOf(badMorning)
    expect(first?.level).toBe('error')
    expect(first?.properties).toEqual(
      new Map([['file', 'trailgate.yaml'], ['line', '7'], ['col', '9'], ['title', 'critical trail-reaches-account: A logging trail reaches the account']]),
    )
    expect(first?.message).toMatch(/^444455556666 \(sandbox\): No logging trail .*\nFix: Change/)
  })

  it('makes what does not count a notice', () => {
    const gate = { failOn: 'high', allowIncomplete: false, allowEmpty: false } as const
    expect(commandsOf(assessmentOf([about('log-file-validation', '111122223333', 'fail')], { gate })).map(({ level }) => level)).toEqual(['notice'])
  })
})
