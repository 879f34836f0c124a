/** The end of a run, told to the requests that are under way. */
import { describe, expect, it, vi } from 'vitest'
import { relayAbort } from '../../../src/gather/aws/abort.ts'

describe('a relayed signal', () => {
  it('tells all that still listen, with the reason of the run', () => {
    const run = new AbortController()
    const relay = relayAbort(run.signal)
    const [first, second, done] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()]
    for (const listener of [first, second, done]) relay.addEventListener('abort', listener)
    relay.removeEventListener('abort', done)
    expect(relay.aborted).toBe(false)
    run.abort('enough')
    expect([first, second, done].map((listener) => listener.mock.calls.length)).toEqual([1, 1, 0])
    expect([relay.aborted, relay.reason]).toEqual([true, 'enough'])
  })
})
