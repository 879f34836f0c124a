/** Answers as they came, for whoever keeps them as evidence (design section 4): noted at the wire, and without credentials. */
import type { Gap } from '../../nouns/snapshot.ts'
import type { RawAnswer } from '../../nouns/raw-answer.ts'
import type { Credentials } from './credentials.ts'
import { withoutCredentials } from './withheld.ts'

interface Response {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
}

type Told = Pick<RawAnswer, 'receivedAt' | 'status' | 'requestId' | 'responseDate' | 'body'>

/** The requests of one call: what is told of the last one. */
export interface Exchange {
  /** A request goes out, signed with these. */
  sent(credentials: Credentials): void
  /** Its answer has come, to the end. */
  received(response: Response, body: string): void
  /** What is to be kept; undefined when nothing was sent. */
  answer(of: Pick<RawAnswer, 'call' | 'account' | 'region'> & { readonly input: object }, gap: Gap | undefined): RawAnswer | undefined
}

export function openExchange(now: () => Date): Exchange {
  const signers = new Set<Credentials>()
  let attempt = 0
  let sentAt = ''
  let told: Told = {}
  return {
    sent(credentials) {
      signers.add(credentials)
      attempt += 1
      sentAt = now().toISOString()
      told = {}
    },
    received(response, body) {
      told = { receivedAt: now().toISOString(), status: response.statusCode, ...headersOf(response), body }
    },
    answer({ call, account, region, input }, gap) {
      if (attempt === 0) return undefined
      const error = gap === undefined || told.status !== undefined ? {} : { error: gap.message }
      const parameters = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
      const asked = account === '' ? accountTold(told.body) : account
      return withoutCredentials({ call, account: asked, region, parameters, attempt, sentAt, ...told, ...error }, [...signers])
    },
  }
}

/** Services spell the header of the request id in two ways. */
function headersOf({ headers }: Response): Pick<Told, 'requestId' | 'responseDate'> {
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const requestId = named.get('x-amzn-requestid') ?? named.get('x-amz-request-id')
  const responseDate = named.get('date')
  return { ...(requestId === undefined ? {} : { requestId }), ...(responseDate === undefined ? {} : { responseDate }) }
}

/** Before sts:GetCallerIdentity has answered, nobody knows whose account is asked. */
function accountTold(body = ''): string {
  return /<Account>(\d{12})<\/Account>/.exec(body)?.[1] ?? ''
}
