/** The accounts that are there beside those that the policy lists. */
import type { InventoryAccount } from '../../nouns/policy.ts'
import type { Question } from './question.ts'
import type { Draft } from './run.ts'
import { isWhole } from './scope.ts'
import { accountsInScope, accountSubject } from './subjects.ts'

/** Nothing where the policy lists no account: then there is no inventory. */
export function inventoryFindings(question: Question): readonly Draft[] {
  const { policy, source } = question
  if (policy.accounts.length === 0 || source !== 'live') return []
  return [...notListed(question), ...(isWhole(question) ? missing(question) : [])]
}

/** Lands where the account ought to be added. */
function notListed({ snapshot, policy }: Question): readonly Draft[] {
  const listed = new Set(policy.accounts.map(({ id }) => id))
  const anchor = policy.accounts.at(-1)?.place ?? { file: policy.file, line: 1, column: 1 }
  const unlisted = accountsInScope(snapshot).filter((id) => !listed.has(id))
  return unlisted.map((id) => ({
    rule: 'account-not-in-inventory',
    subject: accountSubject(snapshot, id),
    outcome: 'fail',
    message: 'The account is in the organization, and the policy does not list it.',
    evidence: [{ path: 'accounts', seen: null, wanted: id, source: 'organizations:ListAccounts' }],
    anchor,
  }))
}

function missing({ snapshot, policy }: Question): readonly Draft[] {
  return policy.accounts.filter(({ id }) => !snapshot.accounts.has(id)).map(missingAccount)
}

function missingAccount({ id, name, place }: InventoryAccount): Draft {
  return {
    rule: 'inventory-account-missing',
    subject: { kind: 'account', id, account: id, ...(name === undefined ? {} : { name }) },
    outcome: 'fail',
    message: 'The policy lists the account, and it is not in the organization.',
    evidence: [{ path: 'account', seen: null, wanted: id, source: 'organizations:ListAccounts' }],
    anchor: place,
  }
}
