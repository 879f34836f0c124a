/** Collecting from a simulation of a sketch, for the tests of this room. */
import { collect, type CollectOptions } from '../../../src/gather/aws/collect.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../../../src/gather/simulate/server.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import type { Snapshot, SnapshotLine } from '../../../src/nouns/snapshot.ts'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

export interface Collected {
  readonly lines: readonly SnapshotLine[]
  /** What was served, and what was read. */
  readonly wanted: Snapshot
  readonly got: Snapshot
  readonly requests: ReturnType<Simulation['requests']>
}

/** Options that suit a simulation: no waiting for documented rates, few attempts. */
export function optionsFor(served: Simulation): CollectOptions {
  return {
    credentials: async () => served.credentials,
    region: served.region,
    endpoint: served.url,
    roleName: 'trailgate-reader',
    concurrency: 50,
    tool: { name: 'trailgate', version: '0.0.0' },
    now: () => new Date('2026-11-01T09:00:00Z'),
    segment: 'one',
    unthrottled: true,
    attempts: 2,
    timeout: 5000,
  }
}

export async function collected(
  sketch: Sketch,
  options: Partial<CollectOptions> = {},
  simulation: SimulationOptions = {},
): Promise<Collected> {
  const wanted = sketchSnapshot(sketch)
  const served = await startSimulation(wanted, simulation)
  const lines: SnapshotLine[] = []
  try {
    for await (const line of collect({ ...optionsFor(served), ...options })) lines.push(line)
    return { lines, wanted, got: snapshotOf(lines), requests: served.requests() }
  } finally {
    await served.close()
  }
}
