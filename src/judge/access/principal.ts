/** Whether a Principal element names who asks. Source: IAM guide, "AWS JSON policy elements: Principal". */
import type { PrincipalElement } from './document.ts'
import type { Principal } from './request.ts'
import { any, type Truth } from './truth.ts'

/** Account, kind and name of `arn:…:iam::<account>:role/path/name` or `arn:…:sts::<account>:assumed-role/name/session`. */
const identity = /^arn:[^:]+:(?:iam|sts)::(\d{12}):(.+)$/

/** `*` names everybody, services included. */
export function names(element: PrincipalElement, principal: Principal): Truth {
  if (element === '*') return true
  return any(Object.entries(element).flatMap(([type, values]) => values.map((value) => namesOne(type, value, principal))))
}

function namesOne(type: string, value: string, principal: Principal): Truth {
  switch (type) {
    case 'AWS':
      return namesIdentity(value, principal)
    case 'Service':
      // AWS takes no wildcard here, so nothing is known of what one would mean.
      return value.includes('*') ? undefined : typeof principal === 'object' && 'service' in principal && principal.service === value
    case 'Federated':
      return typeof principal === 'object' && 'arn' in principal ? undefined : false
    case 'CanonicalUser':
      return typeof principal === 'object' && 'arn' in principal ? undefined : false
    default:
      return undefined
  }
}

/** An account names everyone in it; a role, its sessions. An identity that was deleted stands as a bare id and is nobody. */
function namesIdentity(value: string, principal: Principal): Truth {
  if (value === '*') return true
  if (value.includes('*')) return undefined
  if (typeof principal !== 'object' || 'service' in principal) return false
  const [, account, asked = ''] = identity.exec(principal.arn) ?? []
  if (value === principal.arn || value === account) return true
  const [, owner, named = ''] = identity.exec(value) ?? []
  if (owner !== account || account === undefined) return false
  return named === 'root' || roleNamed(named) === sessionOf(asked)
}

function roleNamed(named: string): string {
  return named.startsWith('role/') ? (named.split('/').at(-1) ?? '') : ' no role'
}

function sessionOf(asked: string): string | undefined {
  return asked.startsWith('assumed-role/') ? asked.split('/')[1] : undefined
}
