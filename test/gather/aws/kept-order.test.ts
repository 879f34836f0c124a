/** Middleware whose order is found once for each command runs as the SDK would have run it. */
import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import { describe, expect, it } from 'vitest'
import { keepOrder } from '../../../src/gather/aws/kept-order.ts'
import type { Client } from '../../../src/gather/aws/services.ts'

type Turn = readonly [name: string, command: string | undefined, input: unknown]

/** A client that notes each middleware when its turn comes, and is not sent anywhere: the last one answers. */
function noting(turns: Turn[]): CloudTrailClient {
  const client = new CloudTrailClient({ region: 'eu-west-1', credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' } })
  const note = (name: string) => (next: (args: never) => never, context: { readonly commandName?: string }) => (args: { readonly input: unknown }) => {
    turns.push([name, context.commandName, args.input])
    return next(args as never)
  }
  const { middlewareStack } = client
  for (const step of ['initialize', 'serialize', 'build', 'finalizeRequest'] as const) {
    for (const priority of ['low', 'high'] as const) {
      const options = { step, priority, name: `${step} ${priority}` }
      middlewareStack.add(note(options.name) as never, options as never)
    }
  }
  for (const toMiddleware of ['retryMiddleware', 'serializerMiddleware', 'endpointV2Middleware']) {
    for (const relation of ['before', 'after'] as const) {
      const name = `${relation} ${toMiddleware}`
      middlewareStack.addRelativeTo(note(name) as never, { relation, toMiddleware, name })
    }
  }
  middlewareStack.add(() => async () => ({ response: {}, output: { $metadata: {} } }), { step: 'deserialize', priority: 'high', name: 'answer' })
  return client
}

async function turnsOf(keep: boolean): Promise<readonly Turn[]> {
  const turns: Turn[] = []
  const client = noting(turns)
  if (keep) keepOrder(client as unknown as Client)
  for (const Name of ['one', 'two']) {
    await client.send(new GetTrailStatusCommand({ Name }))
    await client.send(new DescribeTrailsCommand({ trailNameList: [Name] }))
  }
  return turns
}

describe('a kept order', () => {
  it('is the order of the SDK, for each command its own, and each call has its own input', async () => {
    const usual = await turnsOf(false)
    expect(usual).toHaveLength(4 * 14)
    expect(await turnsOf(true)).toEqual(usual)
  })
})
