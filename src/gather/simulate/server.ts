/** Serves a snapshot over loopback in AWS's own wire protocols (design section 9): the inverse of collecting. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { badInput } from '../../nouns/place.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import { answerOf } from './answers.ts'
import { answer, frontOf, type Asked, type Front, type FrontOptions } from './front.ts'
import { homeRegion } from './world.ts'

export interface SimulationOptions extends FrontOptions {
  /** Default: any that is free. */
  readonly port?: number
  /** Leave out the Date header, the one part of an answer that no two runs share. */
  readonly undated?: boolean
}

export interface Simulation {
  /** For AWS_ENDPOINT_URL. */
  readonly url: string
  /** Those of the snapshot's caller; they open nothing else. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  /** A region that the caller's account has. */
  readonly region: string
  /** What was asked so far, in order; requests without a valid signature are not in it. */
  requests(): readonly Asked[]
  /** Ends every socket, answered or not. */
  close(): Promise<void>
}

/**
 * Starts to serve a snapshot on 127.0.0.1. Member accounts open by sts:AssumeRole alone; what the snapshot could not see is
 * refused, throttled or broken as its gap says. Throws when the snapshot has no header, and a mistake when the port cannot be had.
 */
export async function startSimulation(snapshot: Snapshot, options: SimulationOptions = {}): Promise<Simulation> {
  const front = frontOf(snapshot, options)
  const { undated = false } = options
  const server = createServer((request, response) => void serve({ front, undated }, request, response))
  server.keepAliveTimeout = 0 // clients keep sockets; one that ends just as it is used again would look like a fault
  await listening(server, options.port ?? 0)
  const { accessKeyId, secretAccessKey } = front.world.caller
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId, secretAccessKey },
    region: homeRegion(front.world),
    requests: () => [...front.asked],
    close: () => closed(server),
  }
}

interface Serving {
  readonly front: Front
  readonly undated: boolean
}

async function serve({ front, undated }: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = Buffer.concat(await request.toArray() as Buffer[])
    const said = answer(front, { method: request.method ?? '', url: request.url ?? '/', headers: request.headers, body })
    const { protocol, operation, id, reply, delay } = said
    if (delay > 0) await wait(delay, undefined, { ref: false })
    if (reply.kind === 'hang') return
    if (reply.kind === 'reset') return void response.destroy()
    const form = answerOf(protocol, operation, reply, id)
    response.sendDate = !undated
    response.writeHead(form.status, form.headers).end(form.body)
  } catch {
    response.destroy() // the client went away in the middle, or sent what no client of AWS sends
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = ({ message }: Error): void => reject(badInput({ what: `cannot serve on port ${port}: ${message}`, instead: 'name another port, or 0 for any free one' }))
    server.once('error', refuse).listen(port, '127.0.0.1', resolve)
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
