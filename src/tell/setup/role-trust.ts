/** Who is trusted with the reader role, checked as IAM would check it. */
import { badInput, type Mistake } from '../../nouns/place.ts'
import type { RoleWish } from './role.ts'

/** A wish that IAM would grant, taken apart. */
export interface Trust {
  readonly arn: string
  readonly partition: string
  readonly account: string
  readonly principal: Principal
  readonly roleName: string
  readonly externalId?: string
}

/** `root`: whoever that account itself allows. A role that IAM Identity Center keeps takes no policy from anybody else. */
export type Principal = { readonly kind: 'root' | 'kept' } | { readonly kind: 'role' | 'user'; readonly name: string }

const principalArn = /^arn:(aws[\w-]*):iam::(\d{12}):(?:(root)|(role|user)\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64}))$/
const sessionArn = /^arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([^/]+)(?:\/.*)?$/

/** Throws every mistake at once. */
export function trustOf({ trust, externalId, roleName }: RoleWish): Trust {
  const [, partition = '', account = '', , kind, name = ''] = principalArn.exec(trust) ?? []
  const mistakes = [...(partition === '' || /[*?]/.test(trust) ? [arnMistake(trust)] : []), ...nameMistakes(roleName), ...idMistakes(externalId)]
  if (mistakes.length > 0) throw badInput(...mistakes)
  const principal = principalOf(kind, name, trust)
  return { arn: trust, partition, account, principal, roleName, ...(externalId === undefined ? {} : { externalId }) }
}

function principalOf(kind: string | undefined, name: string, arn: string): Principal {
  if (kind === undefined) return { kind: 'root' }
  if (arn.includes(':role/aws-reserved/')) return { kind: 'kept' }
  return { kind: kind === 'user' ? 'user' : 'role', name }
}

/** The mistakes that are made most often have a hint of their own. */
function arnMistake(trust: string): Mistake {
  const [, partition, account, role] = sessionArn.exec(trust) ?? []
  const what = `--trust ${trust} is no ARN of a role, a user or an account`
  if (role !== undefined) return { what: `--trust ${trust} is a session, which ends`, instead: `trust its role: arn:${partition}:iam::${account}:role/${role}` }
  if (/^\d{12}$/.test(trust)) return { what, instead: `name a role of it, or trust whoever it allows: arn:aws:iam::${trust}:root` }
  if (/[*?]/.test(trust)) return { what: `--trust ${trust} holds a wildcard`, instead: 'name one role, or the account as arn:aws:iam::ACCOUNT:root' }
  return { what, instead: 'write it as arn:aws:iam::111122223333:role/NAME' }
}

function nameMistakes(roleName: string): readonly Mistake[] {
  if (/^[\w+=,.@-]{1,64}$/.test(roleName)) return []
  return [{ what: `--role-name ${roleName} is no name that IAM takes`, instead: 'at most 64 letters, digits and +=,.@_-, without a path' }]
}

function idMistakes(externalId: string | undefined): readonly Mistake[] {
  if (externalId === undefined || /^[\w+=,.@:/-]{2,1224}$/.test(externalId)) return []
  return [{ what: '--external-id is no id that IAM takes', instead: '2 to 1224 letters, digits and +=,.@:/_-' }]
}
