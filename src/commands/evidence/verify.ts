/** `trailgate evidence verify`: is the pack whole, by whom, and does it say what its snapshot says? */
import * as Args from '@oclif/core/args'
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { badInput } from '../../nouns/place.ts'
import { toolOf } from '../../session.ts'
import { checkerAsked, verifyPack } from '../../verifying.ts'
import { tellVerification } from '../../telling.ts'

export default class EvidenceVerify extends Command {
  static override summary = 'Check a pack: every byte, the signature, and every verdict, judged again.'
  static override description =
    'Hashes every file of the pack and compares the list; checks the signature with the public key; judges the snapshot in the pack again, with its own ' +
    'policy, rules and moment, and compares every verdict. A pack of another version is judged by this one, and differences are told without calling them tampering.\n\n' +
    'Zip files of more than 1,000,000 entries, 4 GiB in one entry or 16 GiB in all are refused.\n\n' +
    'Exit status: 0 verified, 1 not verified, 2 no pack, or none that is safe to read.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> evidence.zip --key public.pem',
    '<%= config.bin %> <%= command.id %> evidence.zip --allow-unsigned --json',
  ]

  static override args = { pack: Args.string({ required: true, description: 'Zip file that `evidence pack` wrote' }) }

  static override flags = {
    key: Flags.string({ summary: 'Public key of whoever you trust to have packed it (PEM)', helpValue: 'FILE' }),
    'allow-unsigned': Flags.boolean({ default: false, summary: 'Accept a pack whose signature is not checked: it has none, or no --key is given' }),
    json: Flags.boolean({ default: false, summary: 'The result as JSON' }),
  }

  override async run(): Promise<number> {
    const { args, flags } = await this.parse(EvidenceVerify)
    if (flags.key !== undefined && flags['allow-unsigned']) throw badInput({ what: '--key and --allow-unsigned exclude each other' })
    const verified = await verifyPack(toolOf(this.config), args.pack, await checkerAsked(flags.key))
    const good = await tellVerification(args.pack, verified, flags)
    return good ? 0 : 1
  }
}
