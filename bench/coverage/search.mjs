// A search for the configurations that take the most work: random ones, then the worst of them changed a little again and again.
import { performance } from 'node:perf_hooks'
import { choose, makeRandom, trailOf } from './configurations.mjs'

const mostValues = 500
const variables = {
  objects: ['eventName', 'resources.ARN', 'userIdentity.arn', 'eventSource', 'eventType', 'readOnly'],
  management: ['readOnly', 'eventSource'],
  network: ['eventSource', 'eventName', 'vpcEndpointId', 'userIdentity.arn'],
}
const categories = { objects: 'Data', management: 'Management', network: 'NetworkActivity' }
const closed = {
  readOnly: ['true', 'false'],
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn'],
}
const starts = { 'resources.ARN': 'arn:aws:s3:::', 'userIdentity.arn': 'arn:aws:iam::', vpcEndpointId: 'vpce-' }
const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith']

/** The worst configuration found for each class and number of trails, as a line to print. */
export function worstFound(engine, classes) {
  const asked = [...Object.keys(classes).map((kind) => ({ kind, trails: 1, starts: 60, steps: 300 })), { kind: 'objects', trails: 5, starts: 60, steps: 150 }]
  return asked.map(({ kind, trails, starts: beginnings, steps }) => {
    const random = makeRandom(7)
    const measure = (all) => measured(engine, classes[kind], all)
    let worst = Array.from({ length: beginnings }, () => measure(Array.from({ length: trails }, () => randomTrail(kind, random)))).reduce(heavier)
    for (let step = 0; step < steps; step += 1) worst = heavier(worst, measure(changed(worst.trails, kind, random)))
    const sizes = worst.trails.map((selectors) => `${selectors.length} selectors, ${countValues(selectors)} values`)
    return `${kind}, ${trails} trail${trails === 1 ? '' : 's'} (${sizes[0]}): ${worst.work} languages, ${worst.milliseconds.toFixed(0)} ms, answer ${worst.answer}`
  })
}

function heavier(left, right) {
  return right.work > left.work ? right : left
}

function measured(engine, eventClass, trails) {
  const placed = trails.map((AdvancedEventSelectors, index) => trailOf({ AdvancedEventSelectors }, index))
  const reaching = { account: '111122223333', region: 'us-east-1', partition: 'aws', stopped: [], trails: placed }
  const begin = performance.now()
  const { answer } = engine.decide(eventClass, reaching)
  const milliseconds = performance.now() - begin
  const budget = engine.newBudget()
  const { left } = budget
  for (const { slice, upper } of engine.questionsOf(eventClass, reaching)) engine.leftOver(slice.cell, upper.map(({ product }) => product), budget)
  return { trails, work: left - budget.left, milliseconds, answer }
}

/** Of one taste: how many fields its selectors name, of how many texts, and how often it excludes. */
function randomTrail(kind, random) {
  const taste = { fields: 1 + Math.floor(random() * 4), texts: 2 + Math.floor(random() * 6), negative: random(), values: 1 + Math.floor(random() * 3) }
  return fitting(Array.from({ length: 200 }, () => randomSelector(kind, taste, random)))
}

/** As many of the selectors as 500 values allow. */
function fitting(selectors) {
  let left = mostValues
  return selectors.filter((selector) => (left -= countValues([selector])) >= 0)
}

function countValues(selectors) {
  return selectors.flatMap(({ FieldSelectors }) => FieldSelectors.flatMap((field) => Object.values(field).filter(Array.isArray).flat())).length
}

function randomSelector(kind, taste, random) {
  const named = new Set(Array.from({ length: taste.fields }, () => choose(variables[kind], random)))
  const type = kind === 'objects' ? [{ Field: 'resources.type', Equals: ['AWS::S3::Object'] }] : []
  const fields = [...named].map((field) => randomField(field, taste, random))
  return { FieldSelectors: [{ Field: 'eventCategory', Equals: [categories[kind]] }, ...type, ...fields] }
}

/** Few letters, so that texts meet each other often. */
function randomField(Field, taste, random) {
  if (closed[Field] !== undefined) return { Field, Equals: [choose(closed[Field], random)] }
  const operator = choose(operators.slice(random() < taste.negative ? 3 : 0).slice(0, 3), random)
  const start = operator.endsWith('EndsWith') ? '' : (starts[Field] ?? '')
  const texts = Array.from({ length: taste.values }, () => start + choose('abcdefgh'.slice(0, taste.texts).split(''), random))
  return { Field, [operator]: [...new Set(texts)] }
}

/** One selector of one trail in the place of another. */
function changed(trails, kind, random) {
  const at = Math.floor(random() * trails.length)
  const selectors = trails[at]
  const place = Math.floor(random() * selectors.length)
  const taste = { fields: 1 + Math.floor(random() * 4), texts: 2 + Math.floor(random() * 6), negative: random(), values: 1 }
  const next = fitting([...selectors.filter((_, index) => index !== place), ...[1, 2].map(() => randomSelector(kind, taste, random))])
  return trails.with(at, next)
}
