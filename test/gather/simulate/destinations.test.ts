/** S3, S3 Control and KMS of a simulation, asked by the real SDK. */
import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import {
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { GetPublicAccessBlockCommand as GetAccountBlockCommand } from '@aws-sdk/client-s3-control'
import { describe, expect, it } from 'vitest'
import { clientsOf, enter, inside, serve, trouble } from './clients.ts'
import { keyArn, management, member, owner, policy, served } from './organization.ts'

const Bucket = 'own-logs'

describe('buckets', () => {
  it('are listed by their owner', async () => {
    const simulation = await serve(served())
    const { s3 } = await inside(simulation, owner)
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: Bucket, BucketRegion: 'eu-west-1' }])
    expect((await clientsOf(simulation).s3.send(new ListBucketsCommand({}))).Buckets).toMatchObject([{ Name: 'central-logs' }])
    const empty = await inside(simulation, '700000000001')
    expect((await empty.s3.send(new ListBucketsCommand({}))).Buckets).toEqual([])
  })

  it('are listed in pages', async () => {
    const value = { Name: 'another', owner } as const
    const { s3 } = await inside(await serve(served({ fact: 'bucket', account: owner, id: 'another', value })), owner)
    const first = await s3.send(new ListBucketsCommand({ MaxBuckets: 1 }))
    const second = await s3.send(new ListBucketsCommand({ MaxBuckets: 1, ContinuationToken: first.ContinuationToken }))
    expect([first, second].map(({ Buckets }) => Buckets?.[0]?.Name)).toEqual(['another', Bucket])
    expect(second.ContinuationToken).toBeUndefined()
  })

  it('are not listed where the snapshot was refused', async () => {
    const { s3 } = await inside(await serve(served()), member)
    expect(await trouble(s3.send(new ListBucketsCommand({})))).toMatchObject({
      name: 'AccessDenied',
      message: 'AccessDenied for s3:ListBuckets',
      $metadata: { httpStatusCode: 403 },
    })
  })

  it('tell where they are, nothing for us-east-1', async () => {
    const simulation = await serve(served())
    const { s3 } = await inside(simulation, owner)
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-west-1')
    const central = await clientsOf(simulation).s3.send(new GetBucketLocationCommand({ Bucket: 'central-logs' }))
    expect(central.LocationConstraint ?? '').toBe('')
  })

  it('tell their policy, or that there is none', async () => {
    const simulation = await serve(served())
    const { s3 } = await inside(simulation, owner, 'eu-west-1')
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policy)
    const none = await trouble(clientsOf(simulation).s3.send(new GetBucketPolicyCommand({ Bucket: 'central-logs' })))
    expect(none).toMatchObject({ name: 'NoSuchBucketPolicy', $metadata: { httpStatusCode: 404 } })
  })

  it('tell their public access block, and the account its own', async () => {
    const simulation = await serve(served())
    const { s3, s3control } = await inside(simulation, owner, 'eu-west-1')
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }))
    expect(PublicAccessBlockConfiguration).toMatchObject({ BlockPublicAcls: true, BlockPublicPolicy: false })
    const none = await trouble(s3control.send(new GetAccountBlockCommand({ AccountId: owner })))
    expect(none).toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' })
    const central = clientsOf(simulation)
    const unseen = central.s3.send(new GetPublicAccessBlockCommand({ Bucket: 'central-logs' }))
    expect(await trouble(unseen)).toMatchObject({ name: 'AccessDenied', message: 'AccessDenied for s3:GetPublicAccessBlock' })
    const block = await central.s3control.send(new GetAccountBlockCommand({ AccountId: management }))
    expect(block.PublicAccessBlockConfiguration).toMatchObject({ RestrictPublicBuckets: true, BlockPublicPolicy: false })
    expect(await trouble(central.s3control.send(new GetAccountBlockCommand({ AccountId: owner })))).toMatchObject({ name: 'AccessDenied' })
  })

  it('answer their owner in their own region alone', async () => {
    const simulation = await serve(served())
    const stranger = await trouble(clientsOf(simulation).s3.send(new GetBucketPolicyCommand({ Bucket })))
    expect(stranger).toMatchObject({ name: 'AccessDenied' })
    const nobodys = await trouble(clientsOf(simulation).s3.send(new GetBucketPolicyCommand({ Bucket: 'nobodys' })))
    expect(nobodys).toMatchObject({ name: 'NoSuchBucket' })
    const abroad = { endpoint: simulation.url, region: 'us-east-1', credentials: await enter(simulation, owner) }
    const staying = new S3Client(abroad)
    expect(await trouble(staying.send(new GetBucketPolicyCommand({ Bucket })))).toMatchObject({ name: 'PermanentRedirect' })
    const following = new S3Client({ ...abroad, followRegionRedirects: true })
    expect((await following.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policy)
    for (const client of [staying, following]) client.destroy()
  })

  it('an operation that nobody built is unknown', async () => {
    const { s3 } = clientsOf(await serve(served()))
    expect(await trouble(s3.send(new GetBucketTaggingCommand({ Bucket })))).toMatchObject({ name: 'NotImplemented' })
  })
})

describe('keys', () => {
  it('are told in their own account and region', async () => {
    const simulation = await serve(served())
    const { kms } = await inside(simulation, owner, 'eu-west-1')
    const command = new DescribeKeyCommand({ KeyId: keyArn })
    expect((await kms.send(command)).KeyMetadata).toMatchObject({ Arn: keyArn, KeyState: 'Enabled' })
    expect(await trouble(kms.send(new DescribeKeyCommand({ KeyId: `${keyArn}0` })))).toMatchObject({ name: 'NotFoundException' })
    const abroad = await inside(simulation, owner)
    expect(await trouble(abroad.kms.send(command))).toMatchObject({ name: 'NotFoundException' })
    expect(await trouble(clientsOf(simulation, undefined, 'eu-west-1').kms.send(command))).toMatchObject({ name: 'AccessDeniedException' })
  })
})
