/** How a reading is shown, by a clock of our own. */
import { describe, expect, it } from 'vitest'
import type { Progress } from '../../../src/nouns/progress.ts'
import type { AnyFact, Footer } from '../../../src/nouns/snapshot.ts'
import { progressTo, type ProgressStream, type Shown } from '../../../src/tell/write/progress.ts'

const done = { id: '111122223333', name: 'pay\u001b[31mments\u202e', gaps: 2 }
const wipe = '\r\u001b[K'

interface Watched {
  readonly shown: Shown
  readonly written: string[]
  readonly clock: { time: number }
}

function watch(isTTY: boolean, columns = 100): Watched {
  const written: string[] = []
  const clock = { time: 0 }
  const stream: ProgressStream = { isTTY, columns, write: (text) => void written.push(text) }
  return { written, clock, shown: progressTo(stream, { now: () => clock.time, roleName: 'trailgate-reader' }) }
}

function standing(accountsDone: number, accountsAll: number | undefined, calls: number, more: Partial<Progress> = {}): Progress {
  return { accountsDone, calls, refusals: 0, ...(accountsAll === undefined ? {} : { accountsAll }), ...more }
}

const gap: AnyFact = { fact: 'tags', account: '1', region: 'r', id: 'a', gap: { cause: 'throttled', call: 'cloudtrail:ListTags', message: 'slow' } }
const footer: Footer = { footer: 'one', listed: 3, assessed: 2, skipped: 1, unreadable: 0, facts: 9, gaps: 1 }

describe('on a terminal', () => {
  it('one line tells accounts, calls per second, gaps and the time left', () => {
    const { shown, written, clock } = watch(true)
    shown.progress(standing(0, undefined, 0))
    clock.time = 10_000
    shown.line(gap)
    shown.progress(standing(1200, 10_000, 4120, { done }))
    clock.time = 20_000
    shown.progress(standing(10_000, 10_000, 9120))
    expect(written).toEqual([
      `${wipe}0 accounts, 0 calls/s`,
      `${wipe}1,200 of 10,000 accounts, 412 calls/s, 1 gap, 73 s left`,
      `${wipe}10,000 of 10,000 accounts, 500 calls/s, 1 gap, now where they deliver`,
    ])
  })

  it('the line is no wider than the terminal, and drawn ten times a second at most', () => {
    const { shown, written, clock } = watch(true, 20)
    for (; clock.time < 1000; clock.time += 10) shown.progress(standing(3, 5, clock.time))
    expect(written).toHaveLength(10)
    expect(Math.max(...written.map((line) => line.length - wipe.length))).toBe(19)
  })

  it('the line of a reading that stopped is wiped, once, and nothing is summed up', () => {
    const { shown, written } = watch(true)
    shown.progress(standing(0, undefined, 3))
    shown.end()
    shown.end()
    expect(written.slice(1)).toEqual([wipe])
  })
})

describe('elsewhere', () => {
  it('there is a line for each account of a small organization, with names made harmless', () => {
    const { shown, written } = watch(false)
    shown.progress(standing(0, 2, 3))
    shown.progress(standing(1, 2, 40, { done }))
    expect(written).toEqual(['1/2 111122223333 (pay\ufffd[31mments\ufffd), 2 gaps\n'])
  })

  it.each([51, 999, 10_000])('there are some fifty lines for %i accounts', (all) => {
    const { shown, written, clock } = watch(false)
    for (let accounts = 1; accounts <= all; accounts += 1) {
      clock.time += 10
      shown.progress(standing(accounts, all, accounts * 4, { done: { id: '1', gaps: 0 } }))
    }
    expect(written.length).toBeGreaterThan(20)
    expect(written.length).toBeLessThanOrEqual(51)
  })

  it('there are fewer and fewer while nobody knows how many accounts there are', () => {
    const { shown, written } = watch(false)
    for (let accounts = 1; accounts <= 1000; accounts += 1) shown.progress(standing(accounts, undefined, 0, { done: { id: '1', gaps: 0 } }))
    expect(written.map((line) => line.split(' ')[0])).toEqual(['1', '2', '5', '10', '20', '50', '100', '200', '500', '1,000'])
  })
})

describe('at the end of a reading', () => {
  it('all is summed up, gaps by what they come from', () => {
    const { shown, written, clock } = watch(false)
    clock.time = 4000
    shown.progress(standing(3, undefined, 1345))
    shown.line(gap)
    shown.line(footer)
    shown.end()
    expect(written.at(-1)).toBe(
      'read 2 accounts in 4 s by 1,345 calls, 1 gap, by what they come from:\n' +
        '  1 fact: AWS throttled cloudtrail:ListTags to the last attempt: run again, with a lower --concurrency\n',
    )
  })

  it('that nothing is missing is said as well', () => {
    const { shown, written } = watch(true)
    shown.line({ ...footer, gaps: 0 })
    shown.end()
    expect(written).toEqual(['read 2 accounts in 0 s by 0 calls; no gaps\n'])
  })
})
