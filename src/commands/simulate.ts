/** `trailgate simulate`: serve a snapshot as AWS endpoints. */
import { once } from 'node:events'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { demoOrganization, snapshotOfFiles } from '../source.ts'
import { toolOf } from '../session.ts'
import type { Asked } from '../gather/simulate/front.ts'

export default class Simulate extends Command {
  static override summary = 'Serve a snapshot on the loopback interface, in the protocols that AWS speaks.'
  static override description =
    'Prints the environment that points any AWS SDK or CLI at it, and serves until it is interrupted or told to end (SIGTERM).\n' +
    'It answers the calls that trailgate makes; nothing can be changed by it, and no real account is asked.'

  static override examples = ['<%= config.bin %> <%= command.id %> --demo --port 4600', '<%= config.bin %> <%= command.id %> --snapshot organization.ndjson']

  static override flags = {
    demo: Flags.boolean({ summary: 'Serve the embedded demo organization', exactlyOne: ['demo', 'snapshot'] }),
    snapshot: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Serve this snapshot (repeatable)', helpValue: 'FILE' }),
    port: Flags.integer({ default: 0, min: 0, max: 65535, summary: 'Port on 127.0.0.1 (0: any free one)', helpValue: 'N' }),
    latency: Flags.integer({ default: 0, min: 0, summary: 'Milliseconds before each answer', helpValue: 'MS' }),
    'rate-limits': Flags.boolean({ default: false, summary: 'Throttle beyond the rates that AWS documents' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Simulate)
    const snapshot = flags.snapshot === undefined ? await demoOrganization(toolOf(this.config)) : await snapshotOfFiles(flags.snapshot)
    const { startSimulation } = await import('../gather/simulate/server.ts')
    const rate = flags['rate-limits'] ? ({ rate: 'documented' } as const) : {}
    const simulation = await startSimulation(snapshot, { port: flags.port, latency: flags.latency, ...rate })
    const { accessKeyId, secretAccessKey } = simulation.credentials
    const variables = {
      AWS_ENDPOINT_URL: simulation.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: simulation.region,
    }
    for (const [name, value] of Object.entries(variables)) this.log(`export ${name}=${value}`)
    await once(process, 'SIGTERM')
    for (const line of served(simulation.requests())) this.logToStderr(line)
    await simulation.close()
    return 0
  }
}

/** How often each call was asked, and how many of all were throttled. */
function served(requests: readonly Asked[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { service, operation } of requests) counts.set(`${service}:${operation}`, (counts.get(`${service}:${operation}`) ?? 0) + 1)
  const throttled = requests.filter((request) => request.throttled).length
  const each = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([call, count]) => `${count} ${call}`)
  return [`served ${requests.length} requests, ${throttled} of them throttled`, ...each]
}
