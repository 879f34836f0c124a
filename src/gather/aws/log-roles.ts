/** The roles with which the trails write to their log groups, each read in its own account. */
import type { Fact, Gap, Trail } from '../../nouns/snapshot.ts'
import { accountIn } from './arn.ts'
import { notEntered } from './gap.ts'
import type { Run } from './run.ts'

const roleArn = /^arn:[^:]+:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/

/** The ARNs of the roles that these trails name, each once. */
export function logRolesOf(trails: readonly Trail[]): readonly string[] {
  const named = trails.flatMap(({ CloudWatchLogsRoleArn: arn }) => (typeof arn === 'string' && roleArn.test(arn) ? [arn] : []))
  return [...new Set(named)].sort()
}

/** IAM finds a role by its name alone: one of another path is not the role that the trail names. */
export async function readLogRole(run: Run, arn: string): Promise<Fact<'role'>> {
  const account = accountIn(arn)
  const key = { fact: 'role', account, id: arn } as const
  const call = 'iam:GetRole'
  const RoleName = roleArn.exec(arn)?.[1] ?? ''
  const role = await run.readerOf(account)
  if (role?.reader === undefined) return { ...key, gap: notEntered(call, account, role) }
  const { output, gap } = await run.ask(call, role.reader, run.alwaysOnRegion, { RoleName })
  if (gap !== undefined) return { ...key, gap }
  const found = output.Role?.Arn
  if (found === undefined) return { ...key, gap: { cause: 'broken', call, message: 'an answer without a role' } }
  return found === arn ? { ...key, value: { arn } } : { ...key, gap: otherPath(call, found) }
}

function otherPath(call: string, found: string): Gap {
  return { cause: 'refused', call, code: 'NoSuchEntity', message: `the role of this name is ${found}` }
}
