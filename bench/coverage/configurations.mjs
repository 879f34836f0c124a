// Legal configurations: as large as CloudTrail allows, and many different ones. Everything from a seed, so that runs compare.

/** Numbers in [0, 1) from a seed (a linear congruential generator of 32 bits is enough to choose shapes). */
export function makeRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export function choose(items, random) {
  return items[Math.floor(random() * items.length)]
}

/** A logging multi-region trail with these selectors, as the engine takes it. */
export function trailOf(selectors, index) {
  const name = `trail-${index}`
  return {
    arn: `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}`,
    name,
    homeRegion: 'us-east-1',
    multiRegion: true,
    organizationTrail: false,
    certainty: 'sure',
    doubts: [],
    selectors,
    globalEvents: true,
    recursiveLogging: true,
    assumed: [],
  }
}

const data = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
]

function buckets(count, offset = 0) {
  return Array.from({ length: count }, (_, index) => `arn:aws:s3:::bucket-${index + offset * 1000}/`)
}

function eventOn(ARN, eventName = 'PutObject') {
  const identity = { arn: 'arn:aws:iam::111122223333:user/any' }
  const resources = [{ type: 'AWS::S3::Object', ARN: `${ARN}key` }]
  const source = { eventSource: 's3.amazonaws.com', eventType: 'AwsApiCall' }
  return { eventCategory: 'Data', ...source, eventName, readOnly: eventName.startsWith('Get'), userIdentity: identity, resources }
}

function withFields(...fields) {
  return { FieldSelectors: [...data, ...fields] }
}

/** Shapes of the largest trail (reference 3.3: 500 values), each with a class and one event per value. */
export function largest(values, offset = 0) {
  const arns = buckets(values, offset)
  const eventClass = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }
  const oneByOne = buckets(Math.max(1, Math.floor(values / 3)), offset)
  const names = Array.from({ length: Math.max(1, Math.floor(values / 2)) }, (_, index) => `Operation${index}`)
  const pairs = buckets(names.length, offset)
  const shape = (name, ...selectors) => ({ name, eventClass, events: arns.map((arn) => eventOn(arn)), selectors: { AdvancedEventSelectors: selectors } })
  return [
    shape('every bucket but those listed', withFields({ Field: 'resources.ARN', NotStartsWith: arns })),
    shape('those listed, and all but those', withFields({ Field: 'resources.ARN', StartsWith: pairs }), withFields({ Field: 'resources.ARN', NotStartsWith: pairs })),
    shape('a selector for each bucket', ...oneByOne.map((arn) => withFields({ Field: 'resources.ARN', StartsWith: [arn] }))),
    shape(
      'names against buckets',
      withFields({ Field: 'eventName', NotEquals: names }, { Field: 'resources.ARN', NotStartsWith: pairs }),
      withFields({ Field: 'eventName', Equals: names.slice(1) }),
    ),
  ]
}

/** What GetEventSelectors answers, as text, each different from the others. */
export function configurations(count, random) {
  return Array.from({ length: count }, (_, index) => JSON.stringify(random() < 0.5 ? basic(index, random) : advanced(index, random)))
}

function basic(index, random) {
  const values = buckets(1 + Math.floor(random() * 4), index)
  const selector = {
    ReadWriteType: choose(['All', 'All', 'ReadOnly', 'WriteOnly'], random),
    IncludeManagementEvents: random() < 0.8,
    DataResources: [{ Type: 'AWS::S3::Object', Values: values }],
    ExcludeManagementEventSources: random() < 0.2 ? ['kms.amazonaws.com'] : [],
  }
  return { TrailARN: `arn:aws:cloudtrail:us-east-1:111122223333:trail/t${index}`, EventSelectors: [selector] }
}

function advanced(index, random) {
  const readOnly = random() < 0.3 ? [{ Field: 'readOnly', Equals: [choose(['true', 'false'], random)] }] : []
  const without = random() < 0.4 ? [{ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }] : []
  const operator = choose(['StartsWith', 'NotStartsWith'], random)
  const managed = [{ Field: 'eventCategory', Equals: ['Management'] }, ...readOnly, ...without]
  const onObjects = [...data, { Field: 'resources.ARN', [operator]: buckets(1 + Math.floor(random() * 6), index) }]
  return {
    TrailARN: `arn:aws:cloudtrail:us-east-1:111122223333:trail/t${index}`,
    AdvancedEventSelectors: [
      { Name: 'Management events selector', FieldSelectors: managed },
      { Name: `Objects ${index}`, FieldSelectors: onObjects },
    ],
  }
}
