// What the SDK itself costs: one client, one kind of call, so many times, so many at once. Prints the CPU milliseconds per call.
import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail'

const [times, atOnce] = process.argv.slice(2).map(Number)
const client = new CloudTrailClient({ region: process.env.AWS_REGION, maxAttempts: 1, requestHandler: { httpAgent: { maxSockets: atOnce } } })

async function ask(count) {
  let left = count
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

await ask(200)
const before = process.cpuUsage()
await ask(times)
const { user, system } = process.cpuUsage(before)
process.stdout.write(`${(user + system) / 1000 / times}\n`)
