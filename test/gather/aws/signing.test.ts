/** Nothing is signed that does not belong to a call. */
import { afterEach, expect, it } from 'vitest'
import { openClients } from '../../../src/gather/aws/clients.ts'
import { noOnesCredentials } from '../../../src/gather/aws/signing.ts'
import { asking, closeAll } from './one-answer.ts'

afterEach(closeAll)

it('sends no request whose command was bound to no call', async () => {
  const { url, asked } = await asking({ body: '{}' })
  const clients = openClients({ endpoint: url, attempts: 1, timeout: 2000 })
  const { client, commands } = await clients.of('cloudtrail', 'eu-west-1')
  const Command = commands['DescribeTrailsCommand']
  if (Command === undefined) throw new Error('no such command')
  await expect(client.send(new Command({}))).rejects.toThrow('a request outside a call')
  clients.close()
  expect(asked).toEqual([])
})

it('has no keys for who would sign without a call', async () => {
  const nobody = await noOnesCredentials()
  expect(() => nobody.accessKeyId).toThrow('a request outside a call')
  expect(() => nobody.secretAccessKey).toThrow('a request outside a call')
})
