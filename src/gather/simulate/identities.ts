/** Who may sign a request: the snapshot's caller with a constant key, and the sessions that AssumeRole issues. */
import { createHash } from 'node:crypto'
import type { Header } from '../../nouns/snapshot.ts'
import type { Allowance } from './permissions.ts'

export interface Identity {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Sessions only: must come with every request. */
  readonly sessionToken?: string
  readonly account: string
  readonly arn: string
  readonly userId?: string
  /** Bounds what the role allows. */
  readonly sessionPolicy?: readonly Allowance[]
}

/** The caller of the snapshot. The key opens nothing but a simulation, so it may be the same everywhere. */
export function callerIdentity(header: Header): Identity {
  return {
    accessKeyId: 'AKIATRAILGATESIMUL00',
    secretAccessKey: 'trailgate/simulation/opens/nothing/else0',
    account: header.caller.account,
    arn: header.caller.arn,
    ...(header.caller.userId === undefined ? {} : { userId: header.caller.userId }),
  }
}

/** The session of one role under one name: the same each time it is asked for, so that runs repeat. */
export function sessionIdentity(partition: string, account: string, role: string, name: string): Identity {
  const arn = `arn:${partition}:sts::${account}:assumed-role/${role}/${name}`
  return {
    accessKeyId: `ASIA${letters('key', arn)}`,
    secretAccessKey: hash('secret', arn).slice(0, 40),
    sessionToken: hash('token', arn),
    account,
    arn,
    userId: `AROA${letters('role', `${account}/${role}`)}:${name}`,
  }
}

/** An id in the form of AWS's request ids, decided by its parts alone. */
export function requestId(...parts: readonly string[]): string {
  const hex = hash('request', JSON.stringify(parts))
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Sixteen capital letters, as the ids of IAM end. */
function letters(purpose: string, text: string): string {
  const bytes = Buffer.from(hash(purpose, text), 'hex').subarray(0, 16)
  return String.fromCharCode(...bytes.map((byte) => 65 + (byte % 26)))
}

function hash(purpose: string, text: string): string {
  return createHash('sha256').update(`${purpose} ${text}`).digest('hex')
}
