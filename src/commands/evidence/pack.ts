/** `trailgate evidence pack`: judge a snapshot and pack everything that the result rests on. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { momentAsked } from '../../moment.ts'
import { refuseOverwriting } from '../../overwriting.ts'
import { notWhole, packingOf, sayPacked, signerAsked } from '../../packing.ts'
import { judgingFlags, onlyAsked, openSession, policyFlags, policyPath, toolOf } from '../../session.ts'

export default class EvidencePack extends Command {
  static override summary = 'Judge a snapshot, and pack the result for an auditor with everything it rests on.'
  static override description =
    'Writes one zip file: the population, the raw responses, the policy, the rules, the snapshot, the assessment and every report, with hashes, ' +
    'a signature, and a README that says what each part proves. The same input gives the same bytes (signatures with ECDSA keys aside).\n\n' +
    'Exit status: 0 written, whatever the assessment in it says (which is told on stderr), 2 could not run.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --snapshot organization.ndjson --raw raw --key private.pem --out evidence.zip',
    '<%= config.bin %> <%= command.id %> --demo --unsigned --out evidence.zip',
  ]

  static override flags = {
    demo: Flags.boolean({ default: false, summary: 'Pack the embedded demo organization', helpGroup: 'SOURCE' }),
    snapshot: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'Pack a snapshot that `collect` wrote (repeatable)', helpValue: 'FILE', helpGroup: 'SOURCE' }),
    raw: Flags.string({ summary: 'Folder of raw responses that `collect --raw` wrote with the snapshot', helpValue: 'DIR', helpGroup: 'SOURCE' }),
    ...policyFlags,
    ...judgingFlags,
    key: Flags.string({ summary: 'Private key that signs: PEM, Ed25519 or ECDSA P-256', helpValue: 'FILE' }),
    'key-passphrase-env': Flags.string({ summary: 'Environment variable that holds the passphrase of the key', helpValue: 'NAME' }),
    unsigned: Flags.boolean({ default: false, summary: 'Pack without a signature; the pack says so' }),
    partial: Flags.boolean({ default: false, summary: 'Pack although it does not show the whole organization; the pack says so' }),
    out: Flags.string({ required: true, summary: 'Zip file to write', helpValue: 'FILE' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(EvidencePack)
    const signer = await signerAsked(flags)
    const tool = toolOf(this.config)
    await refuseOverwriting([flags.out], [...(flags.snapshot ?? []), ...(flags.key === undefined ? [] : [flags.key]), policyPath(tool, flags)])
    const session = await openSession(tool, flags)
    const only = await onlyAsked(session, flags.only, flags.framework)
    const packing = await packingOf(session, { ...flags, asOf: momentAsked(flags['as-of']), only, signer })
    if (packing.facts.partial.length > 0 && !flags.partial) throw notWhole(packing.facts.partial)
    const { writePack } = await import('../../tell/evidence/pack.ts')
    const packed = await writePack(flags.out, packing)
    this.log(`${packed.sha256}  ${flags.out}`)
    for (const line of await sayPacked(packing)) this.logToStderr(line)
    return 0
  }
}
