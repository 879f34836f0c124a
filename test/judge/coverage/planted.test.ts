/** Bugs planted into the engine, one at a time: the comparison with the oracle catches each, and nothing in the engine as it is. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { decide } from '../../../src/judge/coverage/decide.ts'
import { eventsAround } from './adversarial.ts'
import { contradictions, reachingOf, type Case } from './contradictions.ts'
import { focused } from './focused.ts'
import { readings } from './oracle.ts'
import { plantedBugs, type PlantedBug } from './planted-bugs.ts'
import { eventClasses, selectors } from './random.ts'

const engine = resolve(import.meta.dirname, '../../../src/judge/coverage')
const folder = mkdtempSync(join(tmpdir(), 'trailgate-planted-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function casesOf(questions: fc.Arbitrary<Pick<Case, 'eventClass' | 'trails'>>, asked: Case['asked'], numRuns: number): readonly Case[] {
  return fc.sample(questions, { numRuns, seed: 1 }).map((question, index) => Object.assign({}, question, { asked, sampled: eventsAround(question, 20, index) }))
}

function general(mess: boolean): fc.Arbitrary<Pick<Case, 'eventClass' | 'trails'>> {
  return fc.record({ eventClass: eventClasses, trails: fc.array(selectors(mess), { minLength: 1, maxLength: 2 }) })
}

const settled = readings.slice(0, 1)
const cases = [...casesOf(focused, settled, 3500), ...casesOf(general(false), settled, 500), ...casesOf(general(true), readings, 300)]

/** The engine with one text of one file replaced, which must be there exactly once. */
function planting({ file, text, instead }: PlantedBug): Plugin {
  const contents = readFileSync(join(engine, file), 'utf8')
  if (contents.split(text).length !== 2) throw new Error(`${file} does not hold once: ${text}`)
  return {
    name: 'planting',
    setup: (bundling) =>
      bundling.onLoad({ filter: new RegExp(`coverage/${file}$`) }, () => ({ contents: contents.replace(text, () => instead), loader: 'ts' })),
  }
}

let built = 0

async function bundle(...plugins: readonly Plugin[]): Promise<typeof decide> {
  const outfile = join(folder, `engine-${(built += 1)}.mjs`)
  const entryPoints = [join(engine, 'decide.ts')]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error', plugins: [...plugins] })
  const loaded = (await import(pathToFileURL(outfile).href)) as { decide: typeof decide }
  return loaded.decide
}

/** The first case that shows an engine to be wrong; one that breaks down is wrong as well. */
function firstWrong(decides: typeof decide): Case | undefined {
  return cases.find((each) => {
    try {
      return contradictions(each, decides(each.eventClass, reachingOf(each.trails))).length > 0
    } catch {
      return true
    }
  })
}

describe('the comparison with the oracle', () => {
  it('finds nothing in the engine as it is', async () => {
    expect(firstWrong(await bundle())).toBeUndefined()
  })

  it.each(plantedBugs)('finds $bug', async (planted) => {
    expect(firstWrong(await bundle(planting(planted)))).toBeDefined()
  })
})
