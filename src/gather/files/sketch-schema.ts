/** The schema of a sketch (nouns/sketch.ts), with the parts it shares with a snapshot taken from the snapshot's own schema. */
import snapshotLine from '../../../schemas/snapshot.schema.json' with { type: 'json' }
import type { Schema } from '../../nouns/vocabulary.ts'

const snapshot = snapshotLine.definitions
const { accountId, organizationId, time, gap, unit, status, account, regions } = snapshot
const { publicAccessBlock, bucketVersioning, grant, objectLock, lifecycleRule, payer, alarm, metricFilter } = snapshot

const text: Schema = { type: 'string', minLength: 1 }
const flag: Schema = { type: 'boolean' }
const reference = (name: string): Schema => ({ $ref: `#/definitions/${name}` })
const list = (items: Schema): Schema => ({ type: 'array', items })
const byName = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })
const mapping = (properties: Schema, required: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})

/** Parts that could not be seen, by their names in a snapshot. */
const unseen = (...parts: readonly string[]): Schema => list({ enum: parts })
const accessBlock: Schema = { anyOf: [flag, reference('publicAccessBlock')] }

const bucket = mapping(
  {
    name: text,
    region: text,
    policy: {},
    publicAccessBlock: accessBlock,
    accountPublicAccessBlock: accessBlock,
    grants: list(reference('grant')),
    versioning: bucketVersioning.properties.status,
    mfaDelete: flag,
    accessLogBucket: text,
    objectLock: reference('objectLock'),
    lifecycle: list(reference('lifecycleRule')),
    payer,
    unseen: unseen(...Object.keys(snapshot.bucket.properties).filter((part) => part !== 'Name' && part !== 'owner')),
  },
  ['name'],
)

const key = mapping(
  { id: text, region: text, state: text, spec: text, policy: {}, rotation: flag, unseen: unseen('policy', 'rotationEnabled') },
  ['id', 'region'],
)

const logGroup = mapping(
  {
    name: text,
    region: text,
    retentionInDays: snapshot.logGroup.properties.retentionInDays,
    kmsKeyId: text,
    metricFilters: list(reference('metricFilter')),
    unseen: unseen('metricFilters'),
  },
  ['name'],
)

const topic = mapping({ name: text, region: text, policy: {}, subscriptions: snapshot.topic.properties.subscriptions }, ['name'])

const trail = mapping({
  name: text,
  homeRegion: text,
  multiRegion: flag,
  organizationTrail: flag,
  logging: { enum: [true, false, 'unseen'] },
  logFileValidation: flag,
  kmsKeyId: text,
  bucket: text,
  recursiveLogging: flag,
  logGroup: text,
  topic: text,
  insights: { anyOf: [{ const: 'unseen' }, list({ anyOf: [text, { type: 'object' }] })] },
  raw: { type: 'object' },
  eventSelectors: { anyOf: [{ const: 'unseen' }, { type: 'array' }] },
  advancedEventSelectors: { type: 'array' },
  tags: byName({ type: 'string' }),
  unseen: { const: true },
  status: byName(reference('status')),
})

const eventDataStore = mapping({
  name: text,
  id: text,
  region: text,
  status: text,
  multiRegion: flag,
  organization: flag,
  advancedEventSelectors: { type: 'array' },
  raw: { type: 'object' },
})

const sketchedAccount = mapping(
  {
    id: reference('accountId'),
    name: text,
    state: account.properties.State,
    joined: reference('time'),
    in: list(text),
    regions: reference('regions'),
    buckets: list(bucket),
    keys: list(key),
    logGroups: list(logGroup),
    topics: list(topic),
    roles: list(text),
    trails: list(reference('trail')),
    eventDataStores: list(eventDataStore),
    refused: list(reference('call')),
    gaps: byName(reference('gap')),
    missing: byName(list(text)),
  },
  ['id'],
)

export const sketchSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A trailgate sketch: an organization written briefly',
  ...mapping({
    organization: reference('organizationId'),
    partition: { enum: ['aws', 'aws-cn', 'aws-us-gov'] },
    takenAt: reference('time'),
    regions: reference('regions'),
    units: list(reference('unit')),
    delegatedAdministrators: list(reference('accountId')),
    trustedServices: list(text),
    unseen: mapping({ delegatedAdministrators: reference('gap'), trustedServices: reference('gap'), units: reference('gap') }),
    accounts: { type: 'array', minItems: 1, items: reference('account') },
    trails: list(reference('trail')),
    with: { type: 'object' },
  }),
  definitions: {
    accountId: { ...accountId, description: 'an account id is 12 digits in quotes' },
    organizationId,
    time,
    gap,
    unit,
    status,
    publicAccessBlock,
    grant,
    objectLock,
    lifecycleRule,
    alarm,
    metricFilter,
    trail,
    account: sketchedAccount,
    regions: { anyOf: [list(text), regions.properties.status] },
    call: {
      type: 'string',
      pattern: '^[a-z0-9]+:[A-Za-z0-9]+(@[a-z0-9-]+)?$',
      description: 'write service:Operation, or service:Operation@region',
    },
  },
}
