/** When a request is sent again, and how often. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { collect } from '../../../src/gather/aws/collect.ts'
import { attemptsFor, retryStrategy } from '../../../src/gather/aws/retry.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import { isFooter, isHeader, type AnyFact } from '../../../src/nouns/snapshot.ts'
import { optionsFor } from './simulated.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** What is waited before each retry of a call that always fails like this. */
async function delays(attempts: number, errorType: 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR'): Promise<readonly number[]> {
  const strategy = retryStrategy(attempts)
  const waited: number[] = []
  let token = await strategy.acquireInitialRetryToken('')
  try {
    for (;;) {
      token = await strategy.refreshRetryTokenForRetry(token, { errorType })
      waited.push(token.getRetryDelay())
    }
  } catch {
    return waited
  }
}

describe('the retry strategy', () => {
  it('ends after so many attempts, in bounded time', async () => {
    for (const errorType of ['THROTTLING', 'TRANSIENT'] as const) {
      const waited = await delays(8, errorType)
      expect(waited).toHaveLength(7)
      expect(Math.max(...waited)).toBeLessThanOrEqual(20_000)
      expect(waited.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(52_000)
    }
    expect(await delays(1, 'THROTTLING')).toEqual([])
  })

  it('does not ask again what was refused', async () => {
    expect(await delays(8, 'CLIENT_ERROR')).toEqual([])
  })
})

/** A run without the option that is always throttled when it asks for tags: how often it asked, and the gap's cause. */
async function throttledTags(): Promise<{ readonly sent: number; readonly cause: string | undefined }> {
  const faults = [{ call: 'cloudtrail:ListTags', answer: 'throttle' as const }]
  const served = await startSimulation(sketchSnapshot({ trails: [{}] }), { faults })
  const { attempts: _, ...options } = optionsFor(served)
  const facts: AnyFact[] = []
  try {
    for await (const line of collect(options)) if (!isHeader(line) && !isFooter(line)) facts.push(line)
  } finally {
    await served.close()
  }
  const sent = served.requests().filter(({ operation }) => operation === 'ListTags').length
  return { sent, cause: facts.find(({ fact }) => fact === 'tags')?.gap?.cause }
}

describe('the attempts for one call', () => {
  it.each([
    ['3', undefined, 3],
    ['1', undefined, 1],
    ['3', 5, 5],
    ['', undefined, 8],
    ['0', undefined, 8],
    ['-1', undefined, 8],
    ['2.5', undefined, 8],
    ['many', undefined, 8],
  ])('with AWS_MAX_ATTEMPTS=%j and the option %j are %d', (variable, option, attempts) => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', variable)
    expect(attemptsFor(option)).toBe(attempts)
  })

  it('are 8 without the variable', () => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', undefined)
    expect(attemptsFor(undefined)).toBe(8)
  })

  it.each([
    ['3', 3],
    ['many', 8],
  ])('are what is sent with AWS_MAX_ATTEMPTS=%j: %d', async (variable, attempts) => {
    vi.stubEnv('AWS_MAX_ATTEMPTS', variable)
    vi.spyOn(Math, 'random').mockReturnValue(0) // no waiting between attempts
    const { sent, cause } = await throttledTags()
    expect(sent).toBe(attempts)
    expect(cause).toBe('throttled')
  })
})
