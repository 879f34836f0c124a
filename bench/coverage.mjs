// How long coverage questions take, as ratios within one run (design section 11): against the naive oracle of the tests on the largest
// legal trail, and against JSON.parse on many configurations; how that grows; and the worst configurations that a search can find.
import { performance } from 'node:perf_hooks'
import { bundled } from './coverage/bundle.mjs'
import { configurations, largest, makeRandom, trailOf } from './coverage/configurations.mjs'
import { worstFound } from './coverage/search.mjs'

const engine = await bundled()
const objects = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }
const management = { eventCategory: 'Management' }
const network = { eventCategory: 'NetworkActivity' }

function print(line) {
  process.stdout.write(`${line}\n`)
}

function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]
}

function timed(work) {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

/** Medians, in milliseconds, of interleaved runs; the first ones warm up. */
function compare(works, rounds = 31, warmUp = 10) {
  const times = works.map(() => [])
  for (let round = 0; round < rounds + warmUp; round += 1) {
    works.forEach((work, index) => {
      const time = timed(work())
      if (round >= warmUp) times[index].push(time)
    })
  }
  return times.map(median)
}

function reaching(...selectors) {
  return { account: '111122223333', region: 'us-east-1', partition: 'aws', stopped: [], trails: selectors.map(trailOf) }
}

/** Selectors and classes are read once and remembered, so every run gets new ones. */
function question(eventClass, selectors) {
  const [asked, trails] = [structuredClone(eventClass), reaching(...structuredClone(selectors))]
  return () => engine.decide(asked, trails)
}

function ratioLine(what, ratio, promised) {
  print(`${what}: ${ratio.toFixed(2)} x (promised: at most ${promised})${ratio > promised ? '  NOT KEPT' : ''}`)
}

print('One question over the largest legal trail, against the oracle matching one event per value of it:')
for (const { name, eventClass, selectors, events } of largest(500)) {
  const [reading] = engine.readings
  const matching = () => () => events.forEach((event) => engine.trailRecords(selectors, event, reading))
  const [asked, matched] = compare([() => question(eventClass, [selectors]), matching])
  ratioLine(`  ${name} (${engine.decide(eventClass, reaching(selectors)).answer})`, asked / matched, 5)
}

print('10,000 distinct configurations, against JSON.parse of them:')
const texts = configurations(10_000, makeRandom(1))
for (const [name, eventClass] of Object.entries({ management, 'S3 objects': objects, 'network activity': network })) {
  const asking = () => {
    const [asked, all] = [structuredClone(eventClass), texts.map((text) => reaching(JSON.parse(text)))]
    return () => all.forEach((trails) => engine.decide(asked, trails))
  }
  const [asked, parsed] = compare([asking, () => () => texts.forEach((text) => JSON.parse(text))], 7, 2)
  ratioLine(`  ${name}`, asked / parsed, 60)
}

function growth(title, sizes, questionOfSize) {
  const medians = compare(sizes.map((size) => () => questionOfSize(size)))
  print(title)
  sizes.forEach((size, index) => print(`  ${String(size).padStart(4)}  ${(medians[index] / medians[0]).toFixed(1)} x the first`))
}

for (const { name } of largest(1)) {
  growth(`Growth with values: ${name}`, [1, 10, 50, 100, 250, 500], (size) => {
    const { eventClass, selectors } = largest(size).find((each) => each.name === name)
    return question(eventClass, [selectors])
  })
}
growth('Growth with trails (50 values each)', [1, 2, 5, 10, 15, 20], (size) => {
  const all = Array.from({ length: size }, (_, index) => largest(50, index)[0].selectors)
  return question(objects, all)
})

print('The worst legal configurations that a search found (fixed seed; work is counted in languages narrowed):')
for (const line of worstFound(engine, { objects, management, network })) print(`  ${line}`)
