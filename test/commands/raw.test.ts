/** `collect --raw` from the outside: one file per request, the same bytes each time, and no secret in any of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { callerIdentity } from '../../src/gather/simulate/identities.ts'
import { isHeader, type Header, type SnapshotLine } from '../../src/nouns/snapshot.ts'
import type { RawAnswer } from '../../src/nouns/raw-answer.ts'
import { scratch, trailgate, type Ran } from './trailgate.ts'

const collectRaw = ['collect', '--demo', '--out', 'demo.ndjson', '--raw', 'raw']
const state: { cwd: string; folder: string; ran?: Ran } = { cwd: '', folder: '' }

beforeAll(async () => {
  state.cwd = scratch()
  state.folder = join(state.cwd, 'raw')
  state.ran = await trailgate(collectRaw, { cwd: state.cwd })
})

/** Every file by its path. */
function read(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]))
}

function headerOf(cwd: string): Header {
  const lines = readFileSync(join(cwd, 'demo.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as SnapshotLine)
  return lines.find(isHeader) as Header
}

describe('collect --raw', () => {
  it('gives the same bytes each time', async () => {
    const cwd = scratch()
    expect(state.ran).toMatchObject({ status: 3, stdout: '', stderr: '' })
    expect(await trailgate(collectRaw, { cwd })).toEqual(state.ran)
    expect(read(join(cwd, 'raw'))).toEqual(read(state.folder))
  })

  it('keeps what every kind of call was answered with', () => {
    const answers = [...read(state.folder).values()].map((text) => JSON.parse(text) as RawAnswer)
    const calls = new Set(answers.map(({ call }) => call))
    for (const call of ['sts:AssumeRole', 'organizations:ListAccounts', 'account:ListRegions', 'cloudtrail:GetEventSelectors', 's3:GetBucketPolicy', 'kms:DescribeKey']) {
      expect(calls).toContain(call)
    }
    expect(answers.filter(({ status = 0 }) => status >= 400).length).toBeGreaterThan(0)
  })

  it('keeps no credential, token, Authorization header or signed URL', () => {
    const caller = callerIdentity(headerOf(state.cwd))
    const secret = /SecretAccessKey>|SessionToken|AWS4-HMAC|[?&]X-Amz-|Signature=|Authorization|\bASIA[A-Z0-9]{16}\b|\bAKIA[A-Z0-9]{16}\b/
    const files = [...read(state.folder)]
    expect(files.length).toBeGreaterThan(200)
    expect(files.filter(([, text]) => secret.test(text) || text.includes(caller.secretAccessKey)).map(([path]) => path)).toEqual([])
  })

  it('says in the answer of a role that its credentials were left out', () => {
    const roles = [...read(state.folder)].filter(([path]) => path.includes('sts-AssumeRole')).map(([, text]) => JSON.parse(text) as RawAnswer)
    expect(roles.filter(({ status }) => status === 200).length).toBeGreaterThan(3)
    for (const { status, withheld } of roles) expect(withheld).toEqual(status === 200 ? ['Credentials'] : undefined)
  })

  it('wants a new folder', async () => {
    const ran = await trailgate(['collect', '--demo', '--out', 'again.ndjson', '--raw', 'raw'], { cwd: state.cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toBe('trailgate: raw is not empty; name a new folder, so that the answers of two runs do not mix\n')
  })
})
