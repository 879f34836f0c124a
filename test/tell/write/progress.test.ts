import { describe, expect, it } from 'vitest'
import { progressTo, type ProgressStream } from '../../../src/tell/write/progress.ts'

const account = { id: '111122223333', name: 'pay\u001b[31mments\u202e', gaps: 2 }

function streamOf(isTTY: boolean): ProgressStream & { readonly written: string[] } {
  const written: string[] = []
  return { written, isTTY, columns: 60, write: (text) => void written.push(text) }
}

describe('progressTo', () => {
  it('redraws one line on a terminal, no wider than it, and wipes it after the last account', () => {
    const stream = streamOf(true)
    const show = progressTo(stream)
    show({ accountsDone: 0, calls: 3, refusals: 0 })
    show({ accountsDone: 1, accountsAll: 2, calls: 40, refusals: 1, done: account })
    show({ accountsDone: 2, accountsAll: 2, calls: 80, refusals: 1 })
    const drawn = ['0 accounts, 3 calls', '1 of 2 accounts, 40 calls, 1 refused or failed: 11112222333', '']
    expect(stream.written).toEqual(drawn.map((line) => `\r\u001b[K${line}`))
  })

  it('wipes the line of a reading that stopped, once', () => {
    const stream = streamOf(true)
    const show = progressTo(stream)
    show({ accountsDone: 0, calls: 3, refusals: 0 })
    show.end()
    show.end()
    expect(stream.written.slice(1)).toEqual(['\r\u001b[K'])
  })

  it('writes a line per account elsewhere, with names made harmless', () => {
    const stream = streamOf(false)
    const show = progressTo(stream)
    show({ accountsDone: 0, accountsAll: 2, calls: 3, refusals: 0 })
    show({ accountsDone: 1, accountsAll: 2, calls: 40, refusals: 1, done: account })
    expect(stream.written).toEqual(['1/2 111122223333 (pay\ufffd[31mments\ufffd), 2 gaps\n'])
  })
})
