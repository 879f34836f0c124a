/** Where a snapshot comes from: the live organization, the embedded demo, or files. Adding a source is one function here. */
import { join } from 'node:path'
import * as Flags from '@oclif/core/flags'
import type { CollectOptions, Excluded } from './gather/aws/collect.ts'
import type { Plan } from './nouns/plan.ts'
import { isOver, sayExclusion, type Exclusion, type Policy } from './nouns/policy.ts'
import { snapshotOf } from './nouns/assembly.ts'
import { factsIn, isFooter, isHeader, type Snapshot, type SnapshotLine } from './nouns/snapshot.ts'
import { orRefuse, type Session, type Tool } from './session.ts'

/** Flags that say which organization is read, and how. */
export const liveFlags = {
  profile: Flags.string({ summary: 'AWS profile', helpValue: 'NAME', helpGroup: 'LIVE' }),
  'this-account': Flags.boolean({ default: false, summary: "Read only the caller's own account, with the caller's own credentials", helpGroup: 'LIVE' }),
  account: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Read only this account', helpValue: 'ID', helpGroup: 'LIVE' }),
  ou: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Read only the accounts of this organizational unit, nested ones included', helpValue: 'ID', helpGroup: 'LIVE' }),
  region: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Ask only about this region', helpValue: 'REGION', helpGroup: 'LIVE' }),
  'role-name': Flags.string({ default: 'trailgate-reader', summary: 'Role to assume in each account', helpValue: 'NAME', helpGroup: 'LIVE' }),
  'external-id': Flags.string({ summary: 'External id to assume the role with', helpValue: 'ID', helpGroup: 'LIVE' }),
  with: Flags.string({ multipleNonGreedy: true, multiple: true, options: ['event-data-stores'], summary: 'Read also what is read on request only', helpGroup: 'LIVE' }),
  concurrency: Flags.integer({ default: 50, min: 1, max: 500, summary: 'Requests under way at once', helpValue: 'N', helpGroup: 'LIVE' }),
} as const

export interface LiveFlags {
  readonly profile?: string | undefined
  readonly 'this-account'?: boolean
  readonly account?: readonly string[] | undefined
  readonly ou?: readonly string[] | undefined
  readonly region?: readonly string[] | undefined
  readonly with?: readonly string[] | undefined
  readonly 'role-name': string
  readonly 'external-id'?: string | undefined
  readonly concurrency: number
}

/** Flags of a command that judges one source. */
export interface SourceFlags extends LiveFlags {
  readonly demo: boolean
  readonly snapshot?: readonly string[] | undefined
  readonly quiet: boolean
}

/** The snapshot from the source that was named; live, when none was. */
export async function snapshotFrom(session: Session, flags: SourceFlags): Promise<Snapshot> {
  if (flags.snapshot !== undefined) return snapshotOfFiles(flags.snapshot)
  return snapshotOfLines(flags.demo ? demoLines(session.tool) : liveLines(session, flags, flags.quiet))
}

/** Snapshots from files, joined. */
export async function snapshotOfFiles(files: readonly string[]): Promise<Snapshot> {
  const { readSnapshots } = await import('./gather/files/snapshots.ts')
  return orRefuse(await readSnapshots(files))
}

async function snapshotOfLines(lines: AsyncIterable<SnapshotLine>): Promise<Snapshot> {
  const all: SnapshotLine[] = []
  for await (const line of lines) all.push(line)
  return snapshotOf(all)
}

/** What `collect` alone gives a reading. */
export type Keeping = Pick<CollectOptions, 'onRaw' | 'resume' | 'shard'>

/** The lines of a live reading, as they arrive, with its progress on stderr unless that is not wanted. */
export async function* liveLines(session: Session, flags: LiveFlags, quiet: boolean, keeping: Keeping = {}): AsyncIterable<SnapshotLine> {
  const { collect } = await import('./gather/aws/collect.ts')
  const { progressTo } = await import('./tell/write/progress.ts')
  const shown = quiet ? undefined : progressTo(process.stderr, { roleName: flags['role-name'] })
  try {
    const told = shown === undefined ? {} : { onProgress: shown.progress }
    for await (const line of collect({ ...optionsOf(session, flags), ...keeping, ...told })) {
      shown?.line(line)
      yield line
    }
  } finally {
    shown?.end()
  }
}

/** What such a reading would ask. */
export async function livePlan(session: Session, flags: LiveFlags, keeping: Keeping): Promise<Plan> {
  const { plan } = await import('./gather/aws/plan.ts')
  return plan({ ...optionsOf(session, flags), ...keeping })
}

function optionsOf({ policy, tool }: Session, flags: LiveFlags): CollectOptions {
  return {
    ...(flags.profile === undefined ? {} : { profile: flags.profile }),
    ...(flags['this-account'] === true ? { thisAccount: true } : {}),
    ...(flags.account === undefined ? {} : { accounts: flags.account }),
    ...(flags.ou === undefined ? {} : { units: flags.ou }),
    ...(flags.region === undefined ? {} : { regions: flags.region }),
    ...(flags['external-id'] === undefined ? {} : { externalId: flags['external-id'] }),
    ...(flags.with?.includes('event-data-stores') === true ? { withEventDataStores: true } : {}),
    exclude: excludedNow(policy),
    ...(policy.organization === undefined ? {} : { organization: policy.organization.value }),
    roleName: flags['role-name'],
    concurrency: flags.concurrency,
    logArchive: policy.accounts.filter((account) => account.is.includes('log-archive')).map((account) => account.id),
    tool: { name: tool.name, version: tool.version },
    now: () => new Date(),
    segment: crypto.randomUUID(),
  }
}

/** The exclusions that hold at this moment: those that are past their date no longer count. */
function excludedNow({ exclude }: Policy): readonly Excluded[] {
  const holding = exclude.filter((exclusion) => !isOver(exclusion, new Date().toISOString()))
  return holding.map(excludedBy)
}

function excludedBy(exclusion: Exclusion): Excluded {
  const { account, ou } = exclusion
  return { ...(account === undefined ? {} : { account }), ...(ou === undefined ? {} : { ou }), skipped: sayExclusion(exclusion) }
}

/** The demo organization as it was sketched. */
export async function demoOrganization(tool: Tool): Promise<Snapshot> {
  const { readSketch, sketchSnapshot } = await import('./gather/files/sketch.ts')
  return sketchSnapshot(orRefuse(await readSketch(join(tool.root, 'demo', 'organization.yaml'))))
}

/**
 * The demo organization, served on the loopback interface in AWS's own protocols and collected like a real one. The clock, the
 * segment and every answer come from it, and the facts stand in the order of their keys instead of that in which answers came in, so that
 * every run gives the same bytes.
 */
export async function* demoLines(tool: Tool, keeping: Keeping = {}): AsyncIterable<SnapshotLine> {
  const lines: SnapshotLine[] = []
  for await (const line of collectedDemo(tool, keeping)) lines.push(line)
  yield* lines.filter(isHeader)
  yield* factsIn(snapshotOf(lines))
  yield* lines.filter(isFooter)
}

async function* collectedDemo(tool: Tool, keeping: Keeping): AsyncIterable<SnapshotLine> {
  const { startSimulation } = await import('./gather/simulate/server.ts')
  const { collect } = await import('./gather/aws/collect.ts')
  const organization = await demoOrganization(tool)
  const takenAt = new Date(organization.segments[0]?.header.takenAt ?? 0)
  const simulation = await startSimulation(organization, { undated: true })
  try {
    yield* collect({
      credentials: async () => simulation.credentials,
      region: simulation.region,
      endpoint: simulation.url,
      roleName: 'trailgate-reader',
      concurrency: 50,
      tool: { name: tool.name, version: tool.version },
      now: () => takenAt,
      segment: 'demo',
      unthrottled: true,
      ...keeping,
    })
  } finally {
    await simulation.close()
  }
}
