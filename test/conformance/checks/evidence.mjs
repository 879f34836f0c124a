/** Evidence packs: by unzip, Python, sha256sum, openssl and sigstore, and by running the commands of their README. */
import { execFile } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { chmod, copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const require = createRequire(import.meta.url)

export const ending = '.evidence.zip'

/** A pack is of the facts as they are: none of a redacted organization. */
export const organizations = ['demo', 'empty', 'refused', 'hostile', 'large']

/** Packs an organization, signed: the demo by an ECDSA key, the others by Ed25519. The public key is put beside the pack. */
export async function make(file, { name, source, command, scratch }) {
  const kind = name === 'demo' ? ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['ed25519']
  const key = join(scratch, `${name}.private.pem`)
  await run('openssl', ['genpkey', '-algorithm', ...kind, '-out', key])
  await run('openssl', ['pkey', '-in', key, '-pubout', '-out', publicKeyOf(file)])
  const partial = source.includes('--only') ? ['--partial'] : []
  await run(process.execPath, [command, 'evidence', 'pack', ...source, ...partial, '--key', key, '--out', file], { cwd: scratch })
}

export const checks = {
  'unzip -t': (file) => findingsOf('unzip', ['-tqq', file]),
  'zipfile of Python': (file) => findingsOf('python3', ['-c', readByPython, file]),
  'sha256sum and openssl, by the commands of its README': readmeFindings,
  'openssl ts with an authority of our own, by the commands of its README': timestampFindings,
  'openssl for a KMS key, by the commands of its README with a stand-in for the aws command': kmsFindings,
  'sigstore verifies the statement, and refuses another one': sigstoreFindings,
  'evidence verify': verifyFindings,
}

function publicKeyOf(file) {
  return `${file}.public.pem`
}

const readByPython = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); b = z.testzip(); sys.exit(b and "damaged: " + b)'

/** What a program says that fails; nothing when it does not. */
async function findingsOf(program, args, options = {}) {
  try {
    await run(program, args, options)
    return []
  } catch (error) {
    return [`${program}: ${`${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || error.message}`]
  }
}

/** Unpacks a pack into a folder of its own, with the public key where its README expects it. */
async function unpacked(file, scratch, what) {
  const folder = join(scratch, `${basename(file)}.${what}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  await run('unzip', ['-qq', file, '-d', folder])
  await copyFile(publicKeyOf(file), join(folder, 'PUBLIC.pem'))
  return folder
}

/** The commands of a README: those of the blocks that are marked `sh` and this name. */
async function commandsOf(folder, name = '') {
  const readme = await readFile(join(folder, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/^```sh ?(\S*)\n([\s\S]*?)^```$/gm)]
  return blocks.filter(([, mark]) => mark === name).map(([, , commands]) => commands)
}

async function runAll(folder, name, env = {}) {
  const blocks = await commandsOf(folder, name)
  if (blocks.length === 0) return [`the README has no commands for ${name || 'checking'}`]
  const options = { cwd: folder, env: { ...process.env, ...env } }
  const found = await Promise.all(blocks.map((commands) => findingsOf('bash', ['-euo', 'pipefail', '-c', commands], options)))
  return found.flat()
}

/** Its commands pass on the pack as it is, and fail where a byte of it was changed. */
async function readmeFindings(file, { scratch }) {
  const folder = await unpacked(file, scratch, 'readme')
  const found = await runAll(folder, '')
  await changeByte(join(folder, 'assessment.json'))
  if ((await runAll(folder, '')).length === 0) found.push('a changed assessment.json passes')
  await changeByte(join(folder, 'statement.json'))
  if ((await runAll(folder, '')).length < 2) found.push('a changed statement.json passes')
  return found
}

async function changeByte(file) {
  const bytes = await readFile(file)
  bytes[bytes.length >> 1] ^= 1
  await writeFile(file, bytes)
}

const authorityConfiguration = `[tsa]
default_tsa = ours
[ours]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
`

/** A time stamping authority that exists for one reply: its certificate and its key. */
async function makeAuthority(folder) {
  await writeFile(join(folder, 'tsa.cnf'), authorityConfiguration)
  await writeFile(join(folder, 'serial'), '01\n')
  const use = ['-addext', 'extendedKeyUsage=critical,timeStamping', '-addext', 'keyUsage=critical,digitalSignature']
  const files = ['-keyout', 'tsa.key', '-out', 'authority.pem']
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, '-days', '1', '-subj', '/CN=throw-away', ...use], { cwd: folder })
}

async function timestampFindings(file, { scratch }) {
  const folder = await unpacked(file, scratch, 'timestamp')
  await makeAuthority(folder)
  const query = await runAll(folder, 'timestamp-query')
  const reply = ['ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'pack.tsq', '-signer', 'authority.pem', '-inkey', 'tsa.key', '-out', 'pack.tsr']
  const replied = await findingsOf('openssl', reply, { cwd: folder })
  const found = [...query, ...replied, ...(await runAll(folder, 'timestamp-check'))]
  await changeByte(join(folder, 'SHA256SUMS'))
  return (await runAll(folder, 'timestamp-check')).length === 0 ? [...found, 'a changed SHA256SUMS passes'] : found
}

/** What `aws kms sign` and `aws kms get-public-key` do, with a key on the disk. */
const standIn = `#!/bin/bash
set -euo pipefail
case "$2" in
  sign) file="$(printf '%s\\n' "$@" | sed -n 's,^fileb://,,p')"; [ "$(wc -c < "$file")" -eq 32 ]
    openssl pkeyutl -sign -inkey "$STAND_IN_KEY" -in "$file" -pkeyopt digest:sha256 | openssl base64 -A ;;
  get-public-key) openssl pkey -in "$STAND_IN_KEY" -pubout -outform DER | openssl base64 -A ;;
  *) exit 1 ;;
esac
`

async function kmsFindings(file, { scratch }) {
  const folder = await unpacked(file, scratch, 'kms')
  const programs = join(folder, 'stand-in')
  await mkdir(programs)
  await writeFile(join(programs, 'aws'), standIn)
  await chmod(join(programs, 'aws'), 0o755)
  await run('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', join(programs, 'key.pem')])
  const env = { PATH: `${programs}:${process.env.PATH}`, STAND_IN_KEY: join(programs, 'key.pem'), KEY: 'alias/evidence' }
  const found = [...(await runAll(folder, 'kms', env)), ...(await runAll(folder, 'kms-check'))]
  await changeByte(join(folder, 'signed-bytes.bin'))
  return (await runAll(folder, 'kms-check')).length === 0 ? [...found, 'other bytes pass'] : found
}

/** A sigstore bundle of the envelope, verified with the public key, no log and no timestamp wanted; then one of another statement. */
async function sigstoreFindings(file, { scratch }) {
  const folder = await unpacked(file, scratch, 'sigstore')
  const { payload, payloadType, signatures } = JSON.parse(await readFile(join(folder, 'statement.dsse.json'), 'utf8'))
  const verify = await sigstoreVerifier(await readFile(publicKeyOf(file), 'utf8'))
  const [{ sig, keyid }] = signatures
  const envelope = { artifact: Buffer.from(payload, 'base64'), artifactType: payloadType, signature: Buffer.from(sig, 'base64'), keyHint: keyid }
  const artifact = Buffer.from(envelope.artifact.toString('utf8').replace(/"result": "\w+"/, '"result": "SKIPPED"'))
  const found = saidBy(() => verify(envelope))
  const tampered = saidBy(() => verify({ ...envelope, artifact }))
  return tampered.some((said) => said.includes('signature')) ? found : [...found, `another statement is not refused for its signature: ${tampered.join()}`]
}

/** Nobody is trusted but the key. */
async function sigstoreVerifier(pem) {
  const { toDSSEBundle } = require('@sigstore/bundle')
  const { toSignedEntity, toTrustMaterial, Verifier } = require('@sigstore/verify')
  const publicKey = createPublicKey(pem)
  const nobody = { tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] }
  const trusted = toTrustMaterial(nobody, () => ({ publicKey, validFor: () => true }))
  const verifier = new Verifier(trusted, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 })
  return (envelope) => verifier.verify(toSignedEntity(toDSSEBundle(envelope)))
}

function saidBy(work) {
  try {
    work()
    return []
  } catch (error) {
    return [`sigstore: ${error.code ?? ''} ${error.message}`.toLowerCase()]
  }
}

/** Our own verifier agrees, and is not content with another key. */
async function verifyFindings(file, { scratch }) {
  const command = new URL('../../../dist/main.js', import.meta.url).pathname
  const found = await findingsOf(process.execPath, [command, 'evidence', 'verify', file, '--key', publicKeyOf(file)], { cwd: scratch })
  const copy = join(scratch, 'changed.zip')
  await cp(file, copy)
  await changeByte(copy)
  const changed = await findingsOf(process.execPath, [command, 'evidence', 'verify', copy, '--key', publicKeyOf(file)], { cwd: scratch })
  return changed.length === 0 ? [...found, 'a changed byte passes'] : found
}
