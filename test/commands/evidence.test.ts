/** `trailgate evidence pack` and `verify` from the outside. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { repacked, textsIn } from './repacked.ts'
import { snapshotFile } from './snapshot-file.ts'
import { scratch, trailgate, type Ran } from './trailgate.ts'

const asOf = ['--as-of', '2026-11-02']
const sketch = { organization: 'o-exampleorgid', accounts: [{ id: '111122223333', name: 'main', trails: [{}] }] }

function keyFiles(kind: 'ed25519' | 'P-256' | 'P-384', passphrase?: string): { readonly key: string; readonly trusted: string } {
  const pair: { privateKey: KeyObject; publicKey: KeyObject } = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind })
  const [key, trusted] = [join(scratch(), 'private.pem'), join(scratch(), 'public.pem')]
  const secret = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }
  writeFileSync(key, pair.privateKey.export({ type: 'pkcs8', format: 'pem', ...secret }))
  writeFileSync(trusted, pair.publicKey.export({ type: 'spki', format: 'pem' }))
  return { key, trusted }
}

/** A pack of a run that must succeed. */
async function packOf(...args: readonly string[]): Promise<string> {
  const out = join(scratch(), 'evidence.zip')
  expect(await trailgate(['evidence', 'pack', ...args, '--out', out])).toMatchObject({ status: 0 })
  return out
}

const verify = async (pack: string, ...args: readonly string[]): Promise<Ran> => trailgate(['evidence', 'verify', pack, ...args])
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** What credentials, keys and signed requests look like. */
const secrets = /(AKIA|ASIA)[A-Z0-9]{16}|PRIVATE KEY|aws_secret|SecretAccessKey"?\s*[:>]|SessionToken"?\s*[:>]|X-Amz-Security-Token|X-Amz-Signature=|AWS4-HMAC-SHA256/i

const ours = keyFiles('ed25519')
let signed = ''
let unsigned = ''

beforeAll(async () => {
  signed = await packOf('--demo', '--key', ours.key)
  unsigned = await packOf('--demo', '--unsigned')
})

describe('a pack of the demo', () => {
  it('holds these files', async () => {
    const paths = [...(await textsIn(signed)).keys()]
    await expect(`${paths.join('\n')}\n`).toMatchFileSnapshot('../golden/evidence-demo.text')
  })

  it('has a README for the auditor, and a population that adds up', async () => {
    const texts = await textsIn(unsigned)
    await expect(texts.get('README.md')?.replaceAll(process.version, 'NODE')).toMatchFileSnapshot('../golden/evidence-demo-readme.md')
    await expect(texts.get('population.json')).toMatchFileSnapshot('../golden/evidence-demo-population.json')
  })

  it('is the same bytes every run, in every time zone, signed or not', async () => {
    const again = join(scratch(), 'again.zip')
    const ran = await trailgate(['evidence', 'pack', '--demo', '--key', ours.key, '--out', again], { env: { TZ: 'Asia/Tokyo' } })
    expect(ran.stdout).toBe(`${sha256(signed)}  ${again}\n`)
    expect(sha256(again)).toBe(sha256(signed))
    expect(sha256(await packOf('--demo', '--unsigned'))).toBe(sha256(unsigned))
  })

  it('says on stderr how the assessment ended and what it lacks', async () => {
    const { stderr } = await trailgate(['evidence', 'pack', '--demo', '--unsigned', '--out', join(scratch(), 'a.zip')])
    expect(stderr).toMatch(/^packed: FAIL: .*\(status 1\)\nnot signed: .*\nno raw responses: .*\n$/)
  })

  it('holds the reports that check writes, and an assessment that is the JSON report', async () => {
    const texts = await textsIn(signed)
    expect(texts.get('assessment.json')?.length).toBeGreaterThan(1000)
    for (const format of ['sarif', 'junit']) {
      const { stdout } = await trailgate(['check', '--demo', '--report', format])
      expect([...texts.values()]).toContain(stdout)
    }
  })

  it('keeps to its published schema, and SHA256SUMS lists every other file', async () => {
    const texts = await textsIn(signed)
    const { Ajv } = await import('ajv')
    const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../dist/schemas/evidence-manifest.schema.json'), 'utf8')) as object
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
    expect([validate(JSON.parse(texts.get('manifest.json') ?? '')), validate.errors]).toEqual([true, null])
    const lines = (texts.get('SHA256SUMS') ?? '').trim().split('\n').map((line) => line.split('  '))
    expect(lines.map(([, path]) => path)).toEqual([...texts.keys()].filter((path) => path !== 'SHA256SUMS'))
    for (const [hash, path = ''] of lines) expect(createHash('sha256').update(texts.get(path) ?? '').digest('hex')).toBe(hash)
  })

  it('holds nothing that looks like a secret', async () => {
    for (const [path, text] of await textsIn(signed)) expect([path, secrets.exec(text)?.[0]]).toEqual([path, undefined])
  })
})

describe('verifying', () => {
  it('finds a pack good that was signed by the key given', async () => {
    const ran = await verify(signed, '--key', ours.trusted)
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(ran.stdout).toMatch(/^ok .*container.*\nok .*files.*\nok .*signature.*Ed25519.*\nok .*judgement .*\d+ verdicts.*every one is the same\. As of .* they came to FAIL: .*\(status 1\)\nVERIFIED: .*\n$/)
    expect(JSON.parse((await verify(signed, '--key', ours.trusted, '--json')).stdout)).toMatchObject({ verified: true, partial: [] })
  })

  it.each(['P-256', 'ed25519'] as const)('works with a key of the kind %s that has a passphrase', async (kind) => {
    const { key, trusted } = keyFiles(kind, 'open sesame')
    const out = join(scratch(), 'a.zip')
    const args = ['evidence', 'pack', '--demo', '--key', key, '--out', out]
    expect(await trailgate([...args, '--key-passphrase-env', 'WORD'], { env: { WORD: 'open sesame' } })).toMatchObject({ status: 0 })
    expect(await verify(out, '--key', trusted)).toMatchObject({ status: 0 })
    expect((await trailgate(args)).stderr).toMatch(/encrypted: .*--key-passphrase-env/)
    expect((await trailgate([...args, '--key-passphrase-env', 'WORD'], { env: { WORD: 'wrong' } })).stderr).toMatch(/passphrase/)
    expect((await trailgate([...args, '--key-passphrase-env', 'WORD'])).stderr).toMatch(/no variable WORD/)
  })

  it('trusts nobody by itself', async () => {
    for (const pack of [signed, unsigned]) {
      const ran = await verify(pack)
      expect(ran).toMatchObject({ status: 1 })
      expect(ran.stdout).toMatch(/UNTRUSTED signature/)
      expect(ran.stdout).toMatch(/\nNOT VERIFIED/)
      expect(await verify(pack, '--allow-unsigned')).toMatchObject({ status: 0 })
    }
  })

  it('tells another key, and a signature that was taken away', async () => {
    expect((await verify(signed, '--key', keyFiles('ed25519').trusted)).stdout).toMatch(/FAIL +signature .*the key given is/)
    expect(await verify(unsigned, '--key', ours.trusted)).toMatchObject({ status: 1 })
    const stripped = await repacked(signed, (texts) => texts.delete('statement.dsse.json'), { signature: null })
    expect((await verify(stripped, '--allow-unsigned')).stdout).toMatch(/FAIL +judgement/)
    expect(await verify(stripped, '--key', ours.trusted)).toMatchObject({ status: 1 })
  })
})

describe('local rules and several snapshots', () => {
  const rule = 'id: mine\ntitle: The trail is multi-region\nseverity: low\nsubject: trail\nmust: {multiRegion: true}\nwhy: Because.\nfix: Do it.\n'
  const examples = 'references: [https://example.org/]\nexamples:\n  pass: [{trails: [{multiRegion: true}]}]\n  fail: [{trails: [{multiRegion: false}]}]\n  unknown: [{trails: [{unseen: true}]}]\n'

  it('are packed as they are, and judged again from the pack', async () => {
    const cwd = scratch()
    for (const [folder, id] of [['own', 'mine'], ['more', 'another']] as const) {
      mkdirSync(join(cwd, folder, 'trail'), { recursive: true })
      writeFileSync(join(cwd, folder, 'trail', `${id}.yaml`), `${rule.replace('mine', id)}${examples}`)
    }
    mkdirSync(join(cwd, 'deep'))
    writeFileSync(join(cwd, 'deep', 'mine.yaml'), 'rules: [recommended, ../own, another]\n')
    const snapshot = snapshotFile(sketch)
    const args = ['evidence', 'pack', '--snapshot', snapshot, '--rules', 'more', '-c', 'deep/mine.yaml', '--unsigned', '--out', 'a.zip', ...asOf]
    expect(await trailgate(args, { cwd })).toMatchObject({ status: 0 })
    const texts = await textsIn(join(cwd, 'a.zip'))
    expect(texts.get('snapshot/1.ndjson')).toBe(readFileSync(snapshot, 'utf8'))
    expect(texts.get('rules/local/1/trail/another.yaml')).toContain('id: another')
    expect(texts.get('rules/local/2/trail/mine.yaml')).toContain('id: mine')
    expect(texts.get('assessment.json')).toContain('"rule":"mine"')
    expect(await verify(join(cwd, 'a.zip'), '--allow-unsigned')).toMatchObject({ status: 0 })
  })

  it('may be compressed', async () => {
    const { gzipSync } = await import('node:zlib')
    const file = `${snapshotFile(sketch)}.gz`
    writeFileSync(file, gzipSync(readFileSync(file.slice(0, -3))))
    const pack = await packOf('--snapshot', file, '--unsigned', ...asOf)
    expect([...(await textsIn(pack)).keys()]).toContain('snapshot/1.ndjson.gz')
    expect(await verify(pack, '--allow-unsigned')).toMatchObject({ status: 0 })
  })
})

describe('names that want to be something else', () => {
  it('are packed and verified like others, and tell nothing to a terminal', async () => {
    const name = 'evil\ud800\u001b[31m\u202e`|](x)\n::error::'
    const accounts = [{ id: '111122223333', name, trails: [{ name }] }, { id: '222233334444', name, unseen: true }]
    const pack = await packOf('--snapshot', snapshotFile({ organization: 'o-exampleorgid', accounts }), '--unsigned', ...asOf)
    const made = [...(await textsIn(pack))].filter(([path]) => !path.startsWith('snapshot/'))
    // oxlint-disable-next-line no-control-regex
    for (const [path, text] of made) expect([path, /(?!\r\n)[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/.exec(text)?.[0]]).toEqual([path, undefined])
    expect(await verify(pack, '--allow-unsigned')).toMatchObject({ status: 0 })
  })
})

describe('raw responses', () => {
  const answer = '{\n  "call": "sts:GetCallerIdentity",\n  "account": "111122223333",\n  "requestId": "4442587f-b7d0-4dc3-a5cd-a4a5b1b2c3d4"\n}\n'

  function rawFolder(): string {
    const folder = scratch()
    mkdirSync(join(folder, '111122223333', 'global'), { recursive: true })
    writeFileSync(join(folder, '111122223333', 'global', 'sts-GetCallerIdentity.json'), answer)
    return folder
  }

  it('are packed as they are', async () => {
    const pack = await packOf('--demo', '--raw', rawFolder(), '--unsigned')
    const texts = await textsIn(pack)
    expect(texts.get('raw/111122223333/global/sts-GetCallerIdentity.json')).toBe(answer)
    expect(texts.get('README.md')).toMatch(/requestId/)
    expect(texts.get('README.md')).not.toMatch(/no raw responses/)
    expect(await verify(pack, '--allow-unsigned')).toMatchObject({ status: 0 })
  })

  it('of a real reading are packed, hold no secret, and are counted when the pack is verified', async () => {
    const cwd = scratch()
    const [snapshot, raw] = [join(cwd, 'demo.ndjson'), join(cwd, 'raw')]
    expect(await trailgate(['collect', '--demo', '--quiet', '--out', snapshot, '--raw', raw])).toMatchObject({ status: 3, stderr: '' })
    const pack = await packOf('--snapshot', snapshot, '--raw', raw, '--key', ours.key, ...asOf)
    const responses = [...(await textsIn(pack))].filter(([path]) => path.startsWith('raw/'))
    expect(responses.length).toBeGreaterThan(200)
    expect(responses.filter(([path]) => path.includes('AssumeRole')).length).toBeGreaterThan(3)
    expect(responses.filter(([, text]) => secrets.test(text))).toEqual([])
    expect(await verify(pack, '--key', ours.trusted)).toMatchObject({ status: 0 })
  })

  it('are refused when something else lies among them', async () => {
    const folder = rawFolder()
    writeFileSync(join(folder, 'private.pem'), 'x')
    const ran = await trailgate(['evidence', 'pack', '--demo', '--raw', folder, '--unsigned', '--out', join(scratch(), 'a.zip')])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/private\.pem is no raw response/)
  })
})

describe('a part of an organization', () => {
  const whole = snapshotFile(sketch)
  const lines = readFileSync(whole, 'utf8').trim().split('\n')
  const header = JSON.parse(lines[0] ?? '') as object

  function snapshotOf(changed: object, rest: readonly string[] = lines.slice(1)): string {
    const file = join(scratch(), 'part.ndjson')
    writeFileSync(file, `${[JSON.stringify({ ...header, ...changed }), ...rest].join('\n')}\n`)
    return file
  }

  it('never takes the place of its snapshot', async () => {
    const file = snapshotOf({})
    const before = readFileSync(file, 'utf8')
    const refused = await trailgate(['evidence', 'pack', '--snapshot', file, '--unsigned', '--out', file, ...asOf])
    expect(refused).toMatchObject({ status: 2, stdout: '', stderr: `trailgate: ${file} is read, and would be overwritten; name another file\n` })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it.each([
    ['narrowed to a region', ['--snapshot', snapshotOf({ narrowed: { regions: ['us-east-1'] } })], /only region us-east-1/],
    ['of some rules', ['--snapshot', whole, '--only', 'kms-encryption'], /only rule kms-encryption/],
    ['cut off', ['--snapshot', snapshotOf({}, lines.slice(1, -1))], /has no end/],
    ['of a shard that is missing', ['--snapshot', snapshotOf({ shard: { index: 1, of: 2 } })], /shard 2 of 2 is missing/],
    ['with counts that do not add up', ['--snapshot', snapshotOf({}, lines.slice(1).map((line) => line.replace('"listed":1', '"listed":2')))], /do not add up/],
  ])('that was %s is packed only with --partial, and then says so everywhere', async (_, source, said) => {
    const out = join(scratch(), 'a.zip')
    const refused = await trailgate(['evidence', 'pack', ...source, '--unsigned', '--out', out, ...asOf])
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toMatch(said)
    expect(refused.stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync(out)).toBe(false)
    const pack = await packOf(...source, '--unsigned', '--partial', ...asOf)
    const texts = await textsIn(pack)
    for (const path of ['README.md', 'manifest.json', 'population.json', 'statement.json']) expect(texts.get(path)).toMatch(said)
    expect(texts.get('statement.json')).not.toMatch(/PASSED/)
    const verified = await verify(pack, '--allow-unsigned')
    expect(verified).toMatchObject({ status: 0 })
    expect(verified.stdout).toMatch(/PARTIAL +/)
    expect(verified.stdout).toMatch(/VERIFIED: .*it does not show the whole organization/)
  })
})

describe('bad input', () => {
  const text = join(scratch(), 'text.pem')
  writeFileSync(text, 'no key at all\n')
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no source', ['pack', '--unsigned', '--out', 'a.zip'], /--snapshot FILE or --demo/],
    ['two sources', ['pack', '--demo', '--snapshot', 'a', '--unsigned', '--out', 'a.zip'], /--snapshot FILE or --demo/],
    ['nobody who signs', ['pack', '--demo', '--out', 'a.zip'], /--key FILE.*--unsigned/],
    ['a key and --unsigned', ['pack', '--demo', '--unsigned', '--key', text, '--out', 'a.zip'], /exclude each other/],
    ['a key that is not there', ['pack', '--demo', '--key', 'nowhere.pem', '--out', 'a.zip'], /nowhere\.pem/],
    ['a key that is none', ['pack', '--demo', '--key', text, '--out', 'a.zip'], /holds no private key/],
    ['a key of another kind', ['pack', '--demo', '--key', keyFiles('P-384').key, '--out', 'a.zip'], /secp384r1.*Ed25519 or ECDSA P-256/],
    ['a folder of raw responses that is not there', ['pack', '--demo', '--raw', 'nowhere', '--unsigned', '--out', 'a.zip'], /nowhere/],
    ['a folder of raw responses that is empty', ['pack', '--demo', '--raw', scratch(), '--unsigned', '--out', 'a.zip'], /no raw responses in/],
    ['no place to write to', ['pack', '--demo', '--unsigned', '--out', join(text, 'a.zip')], /cannot write/],
    ['a pack that is not there', ['verify', 'nowhere.zip'], /nowhere\.zip/],
    ['a pack that is none', ['verify', text], /text\.pem is no evidence pack/],
    ['a public key that is none', ['verify', text, '--key', text], /holds no public key/],
    ['a key and --allow-unsigned', ['verify', text, '--key', text, '--allow-unsigned'], /exclude each other/],
  ]

  it.each(cases)('%s: one line on stderr, status 2, nothing on stdout', async (_, args, said) => {
    const ran = await trailgate(['evidence', ...args])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(said)
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })
})
