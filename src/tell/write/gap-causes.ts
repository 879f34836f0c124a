/** What a gap comes from, in the words of somebody who can do something about it. */
import { calls, type Call, type CallName } from '../../nouns/call.ts'
import type { Gap } from '../../nouns/snapshot.ts'

/** What the advice may name. */
export interface Advising {
  /** The role that is taken in each account. */
  readonly roleName: string
}

/** One cause: gaps of the same `what` are told together, counted in accounts, in regions of accounts, or one by one. */
export interface Cause {
  readonly what: string
  readonly advice: string
  readonly counted: 'account' | 'region' | 'fact'
}

const notThere = /^(NoSuch|.*NotFound|.*DoesNotExist)/
const expired = /^(ExpiredToken|RequestExpired|CredentialsProviderError)/
const unknownThere = /^(UnrecognizedClient|InvalidClientTokenId|AuthFailure|InvalidAccessKeyId)/

/** The cause of a gap; the first that fits. */
export function causeOf(gap: Gap, { roleName }: Advising): Cause {
  const { cause, call, code = '', message } = gap
  const action = (calls[call as CallName] as Call | undefined)?.action ?? call
  if (expired.test(code)) return { what: 'the login ended', advice: 'log in again and go on where this run ended', counted: 'fact' }
  if (cause === 'throttled') return { what: `AWS throttled ${call} to the last attempt`, advice: 'run again, with a lower --concurrency', counted: 'fact' }
  if (cause === 'unsupported') return { what: `AWS does not offer ${call} there`, advice: 'nothing to do', counted: 'fact' }
  if (cause === 'timed-out' || cause === 'broken') return { what: `${call} was not answered as it should be (${message})`, advice: 'run again', counted: 'fact' }
  if (/service control policy/i.test(message)) {
    return { what: `refused by a service control policy (${action})`, advice: `exempt the role ${roleName} in it, or leave those regions out with --region`, counted: 'region' }
  }
  if (call === 'sts:AssumeRole') {
    const what = `the role ${roleName} is missing, or does not trust whoever runs this`
    return { what, advice: 'deploy it with `trailgate role`', counted: 'account' }
  }
  if (code === '' && /not part of/.test(message)) return { what: 'in accounts outside this run', advice: 'read those accounts as well', counted: 'fact' }
  if (notThere.test(code)) return { what: `named by a trail, and not there (${call})`, advice: 'see the rule trail-destinations-exist', counted: 'fact' }
  if (unknownThere.test(code)) return { what: 'the credentials do not count there', advice: 'see whether the region is enabled', counted: 'region' }
  return { what: `${action} is not allowed`, advice: 'deploy what `trailgate role` prints, or see the policy of the resource', counted: 'fact' }
}
