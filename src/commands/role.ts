/** `trailgate role`: the least-privilege reader role, as templates and as policies. */
import { Command } from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import { roleFormats, roleText } from '../tell/setup/role.ts'
import { writeFileWhole, writeStdout } from '../tell/write/output.ts'

export default class Role extends Command {
  static override summary = 'Print the least-privilege role that trailgate reads accounts with.'
  static override description =
    'It allows exactly the calls that trailgate makes, all of them reads.\n\n' +
    '`stackset` is a CloudFormation template for the member accounts, `stack` one for the management account and the account that ' +
    'trailgate is run from; `policy` is the IAM policy of whoever runs it, `reader-policy` that of the role.'

  static override examples = [
    '<%= config.bin %> <%= command.id %> --trust arn:aws:iam::111122223333:role/security-audit --external-id ID --out members.yaml',
    '<%= config.bin %> <%= command.id %> --trust arn:aws:iam::111122223333:role/security-audit --external-id ID --format stack',
  ]

  static override flags = {
    trust: Flags.string({ required: true, summary: 'Who may take the role: whoever runs trailgate', helpValue: 'ARN' }),
    'external-id': Flags.string({ summary: 'External id that must be given with it', helpValue: 'ID' }),
    'role-name': Flags.string({ default: 'trailgate-reader', summary: 'Name of the role', helpValue: 'NAME' }),
    format: Flags.option({ options: roleFormats, default: 'stackset' as const, summary: 'What to print' })(),
    out: Flags.string({ summary: 'File to write (default: stdout)', helpValue: 'FILE' }),
  }

  override async run(): Promise<number> {
    const { flags } = await this.parse(Role)
    const externalId = flags['external-id']
    const id = externalId === undefined ? {} : { externalId }
    const text = roleText(flags.format, { trust: flags.trust, roleName: flags['role-name'], ...id })
    await (flags.out === undefined ? writeStdout([text]) : writeFileWhole(flags.out, [text]))
    return 0
  }
}
