/** A pack as small as can be, its bytes and files of them: what the tests of reading and of tampering need. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { textContent } from '../../../src/tell/evidence/contents.ts'
import { checkerOf, signerOf } from '../../../src/tell/evidence/keys.ts'
import { packFormat, type Facts } from '../../../src/tell/evidence/manifest.ts'
import { packBytes, type Packing } from '../../../src/tell/evidence/pack.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { assess } from '../../../src/judge/evaluate/assess.ts'
import { defaultPolicy } from '../../../src/nouns/policy.ts'

const tool = { name: 'trailgate', version: '1.2.3' }
const asOf = '2026-11-01T09:00:00.000Z'

/** A pair of keys as PEM texts. */
export function keyPair(curve?: 'P-256' | 'P-384'): { readonly privatePem: string; readonly publicPem: string } {
  const { privateKey, publicKey } = curve === undefined ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve })
  return { privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
}

const { privatePem, publicPem } = keyPair()
const signer = signerOf(privatePem, 'private.pem')

/** The key that trusts it. */
export const checker = checkerOf(publicPem, 'public.pem')

export const snapshot = sketchSnapshot({ accounts: [{ id: '111122223333', trails: [{}] }] })

export const facts: Facts = {
  format: packFormat,
  tool,
  node: 'v20.19.0',
  organization: null,
  takenAt: asOf,
  asOf,
  partial: [],
  parameters: { source: 'snapshot', snapshots: [], policy: { path: null, named: 'trailgate.yaml' }, rules: [], only: null, failOn: 'low', maxAge: 7 },
  rawResponses: null,
  signature: { algorithm: signer.algorithm, keyId: signer.keyId },
}

export const assessment = assess({
  snapshot,
  policy: defaultPolicy('trailgate.yaml'),
  rules: [],
  source: 'live',
  asOf,
  maxAge: 7,
  gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
  tool,
})

/** Two files, signed. */
export const packing: Packing = { contents: [textContent('b.txt', 'b'.repeat(300)), textContent('a/a.txt', 'the first\n')], facts, assessment, signer }

/** All of the bytes. */
export async function bytesOf(what: Packing = packing): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of packBytes(what)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const folder = mkdtempSync(join(tmpdir(), 'trailgate-test-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A file of these bytes, gone after the tests; the next call writes over it. */
export function zipFile(bytes: Uint8Array): string {
  const file = join(folder, 'pack.zip')
  writeFileSync(file, bytes)
  return file
}
