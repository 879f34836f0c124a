/** What `aws cloudtrail get-event-selectors` prints -> the snapshot of one account whose trails have those selectors. */
import type { Mistake, Read } from '../../nouns/place.ts'
import { snapshotOf } from '../../nouns/assembly.ts'
import { snapshotFormat, type AnyFact, type Header, type Selectors, type Snapshot } from '../../nouns/snapshot.ts'
import { inputName, readInput } from './input.ts'
import { parseYaml, placeOf, type YamlFile } from './yaml-file.ts'

/** The answer of one call. Members are checked no further: what nobody knows makes an answer undecided, not an error. */
type Printed = Selectors & { readonly TrailARN?: string | null }

/** A trail of the file: who it is, and its selectors exactly as they were printed. */
interface NamedTrail {
  readonly arn: string
  readonly selectors: Selectors
}

/** Where a trail is that does not say so. */
const nowhere = { partition: 'aws', region: 'us-east-1', account: '000000000000' }

/**
 * One answer or a list of them, as JSON or YAML, from a file or standard input (`-`): the logging multi-region trails of one account.
 * Partition, account and region are those of the first TrailARN; a trail without one is named by its position.
 */
export async function readSelectorsFile(file: string): Promise<Read<Snapshot>> {
  const text = await readInput(file)
  return text.ok ? selectorsSnapshot(text.value, inputName(file)) : text
}

/** The same from text; `source` is what the places of mistakes name. */
export function selectorsSnapshot(text: string, source: string): Read<Snapshot> {
  const yaml = parseYaml(text, source)
  if (!yaml.ok) return yaml
  const { data } = yaml.value
  const written = Array.isArray(data) ? (data as readonly unknown[]) : [data]
  const at = (index: number): readonly string[] => (Array.isArray(data) ? [String(index)] : [])
  const shape = written.flatMap((one, index) => shapeMistakes(one, yaml.value, at(index)))
  if (shape.length > 0) return { ok: false, mistakes: shape }
  const trails = distinct((written as readonly Printed[]).map(namedTrail(written as readonly Printed[])))
  const mistakes = trailMistakes(trails, source)
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: snapshotWith(trails) }
}

const instead = 'write an object with EventSelectors or AdvancedEventSelectors, as `aws cloudtrail get-event-selectors` prints it, or a list of those'

const lists = ['EventSelectors', 'AdvancedEventSelectors'] as const

const arnForm = /^arn:[^:]+:cloudtrail:[^:]+:\d{12}:trail\/.+$/

function shapeMistakes(one: unknown, yaml: YamlFile, at: readonly string[]): readonly Mistake[] {
  if (!isObject(one) || ![...lists, 'TrailARN'].some((member) => Object.hasOwn(one, member))) {
    return [{ what: 'these are not the selectors of a trail', place: placeOf(yaml, at), instead }]
  }
  const arn = one['TrailARN'] ?? undefined
  const isArn = arn === undefined || (typeof arn === 'string' && arnForm.test(arn))
  return [
    ...(isArn ? [] : [{ what: 'TrailARN is not the ARN of a trail', place: placeOf(yaml, [...at, 'TrailARN']), instead: 'leave it out, or write it in full' }]),
    ...lists.flatMap((member) => {
      const ok = one[member] === undefined || one[member] === null || Array.isArray(one[member])
      return ok ? [] : [{ what: `${member} is not a list`, place: placeOf(yaml, [...at, member]), instead }]
    }),
  ]
}

function namedTrail(all: readonly Printed[]): (printed: Printed, index: number) => NamedTrail {
  const { partition, region, account } = stageOf(all.find(({ TrailARN }) => typeof TrailARN === 'string')?.TrailARN ?? undefined)
  return ({ TrailARN, ...members }, index) => ({
    arn: TrailARN ?? `arn:${partition}:cloudtrail:${region}:${account}:trail/${index + 1}`,
    selectors: Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)),
  })
}

function stageOf(arn: string | undefined): typeof nowhere {
  if (arn === undefined) return nowhere
  const [, partition = '', , region = '', account = ''] = arn.split(':')
  return { partition, region, account }
}

/** What was printed twice is one trail. */
function distinct(trails: readonly NamedTrail[]): readonly NamedTrail[] {
  return [...new Map(trails.map((trail) => [JSON.stringify(trail), trail])).values()]
}

function trailMistakes(trails: readonly NamedTrail[], source: string): readonly Mistake[] {
  const partitions = new Set(trails.map(({ arn }) => stageOf(arn).partition))
  const twice = trails.find(({ arn }, index) => trails.findIndex((other) => other.arn === arn) < index)
  return [
    ...(partitions.size > 1 ? [{ what: `${source} has trails of the partitions ${[...partitions].join(' and ')}`, instead: 'ask about each by itself' }] : []),
    ...(twice === undefined ? [] : [{ what: `${source} has trail ${twice.arn} twice, with different selectors`, instead: 'keep the ones it has now' }]),
  ]
}

/** A snapshot of one account with one region, in which every trail shows and logs. It was taken at no time. */
function snapshotWith(trails: readonly NamedTrail[]): Snapshot {
  const stage = stageOf(trails[0]?.arn)
  const { account, region } = stage
  const facts: readonly AnyFact[] = [
    { fact: 'account', account, value: { Id: account, State: 'ACTIVE' } },
    { fact: 'regions', account, value: { source: 'account:ListRegions', status: { [region]: 'ENABLED' } } },
    { fact: 'reach', account, region, value: { trails: Object.fromEntries(trails.map(({ arn }) => [arn, { IsLogging: true }])) } },
    ...trails.flatMap(factsOf),
  ]
  return snapshotOf([headerOf(stage), ...facts])
}

function headerOf({ partition, account }: typeof nowhere): Header {
  return {
    format: snapshotFormat,
    segment: 'selectors',
    takenAt: '1970-01-01T00:00:00Z',
    tool: { name: 'trailgate', version: '' },
    caller: { account, arn: '' },
    partition,
    organization: null,
  }
}

function factsOf({ arn, selectors }: NamedTrail): readonly AnyFact[] {
  const { account, region } = stageOf(arn)
  const key = { account, region, id: arn }
  const Name = arn.slice(arn.indexOf(':trail/') + ':trail/'.length)
  const body = { TrailARN: arn, Name, HomeRegion: region, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true }
  return [
    { fact: 'trail', ...key, value: body },
    { fact: 'selectors', ...key, value: selectors },
  ]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
