/** `trailgate simulate`: serve a snapshot as AWS endpoints. */
import { once } from 'node:events'
import { Command, Flags } from '@oclif/core'
import { demoOrganization, snapshotOfFiles } from '../source.ts'
import { toolOf } from '../session.ts'

export default class Simulate extends Command {
  static override summary = 'Serve a snapshot on the loopback interface, in the protocols that AWS speaks.'
  static override description =
    'Prints the environment that points any AWS SDK or CLI at it, and serves until it is interrupted or told to end (SIGTERM).\n' +
    'It answers the calls that trailgate makes; nothing can be changed by it, and no real account is asked.'

  static override examples = ['<%= config.bin %> <%= command.id %> --demo --port 4600', '<%= config.bin %> <%= command.id %> --snapshot organization.ndjson']

  static override flags = {
    demo: Flags.boolean({ default: false, summary: 'Serve the embedded demo organization', exactlyOne: ['demo', 'snapshot'] }),
    snapshot: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Serve this snapshot (repeatable)', helpValue: 'FILE' }),
    port: Flags.integer({ default: 0, min: 0, max: 65535, summary: 'Port on 127.0.0.1 (0: any free one)', helpValue: 'N' }),
    latency: Flags.integer({ default: 0, min: 0, summary: 'Milliseconds before each answer', helpValue: 'MS' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Simulate)
    const snapshot = flags.snapshot === undefined ? await demoOrganization(toolOf(this.config)) : await snapshotOfFiles(flags.snapshot)
    const { startSimulation } = await import('../gather/simulate/server.ts')
    const simulation = await startSimulation(snapshot, { port: flags.port, latency: flags.latency })
    const { accessKeyId, secretAccessKey } = simulation.credentials
    const variables = {
      AWS_ENDPOINT_URL: simulation.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: simulation.region,
    }
    for (const [name, value] of Object.entries(variables)) this.log(`export ${name}=${value}`)
    await once(process, 'SIGTERM')
    await simulation.close()
    return 0
  }
}
