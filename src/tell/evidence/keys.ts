/** Keys that packs are signed with: Ed25519, or ECDSA on the curve P-256, as PEM files. */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { badInput, type Mistake } from '../../nouns/place.ts'

const algorithms = ['Ed25519', 'ECDSA P-256'] as const

export type Algorithm = (typeof algorithms)[number]

/** What a pack says of its signature. The id is the SHA-256 of the public key (its DER form), in hexadecimal digits. */
export interface KeyName {
  readonly algorithm: Algorithm
  readonly keyId: string
}

/** A private key, ready to sign. ECDSA signatures differ from run to run; those of Ed25519 do not. */
export interface Signer extends KeyName {
  readonly sign: (bytes: Uint8Array) => Buffer
}

/** A public key, ready to check a signature. */
export interface Checker extends KeyName {
  readonly check: (bytes: Uint8Array, signature: Uint8Array) => boolean
}

/** The private key of a PEM text. Throws what is wrong with it; `file` is how the mistake names it. */
export function signerOf(pem: string, file: string, passphrase?: string): Signer {
  const mistake = { what: `${file} holds no private key that can be read`, instead: sayPassphrase(pem, passphrase) }
  const key = parsed(() => createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) }), mistake)
  const name = nameOf(key, createPublicKey(key), file)
  return { ...name, sign: (bytes) => sign(hashOf(name.algorithm), bytes, key) }
}

/** The public key of a PEM text (of a private key: its public half). Throws what is wrong with it. */
export function checkerOf(pem: string, file: string): Checker {
  const instead = 'it must be a PEM file, as `openssl pkey -pubout` writes it'
  const key = parsed(() => createPublicKey(pem), { what: `${file} holds no public key that can be read`, instead })
  const name = nameOf(key, key, file)
  return { ...name, check: (bytes, signature) => verify(hashOf(name.algorithm), bytes, key, signature) }
}

function parsed(parse: () => KeyObject, mistake: Mistake): KeyObject {
  try {
    return parse()
  } catch {
    // OpenSSL's own words name its internals, and differ from version to version.
    throw badInput(mistake)
  }
}

function nameOf(key: KeyObject, publicKey: KeyObject, file: string): KeyName {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return { algorithm: algorithmOf(key, file), keyId: createHash('sha256').update(der).digest('hex') }
}

function algorithmOf(key: KeyObject, file: string): Algorithm {
  if (key.asymmetricKeyType === 'ed25519') return 'Ed25519'
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ECDSA P-256'
  const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? 'another kind'
  throw badInput({ what: `${file} holds a key of the kind ${kind}`, instead: 'packs are signed with Ed25519 or ECDSA P-256' })
}

/** Ed25519 hashes by itself. */
function hashOf(algorithm: Algorithm): 'sha256' | undefined {
  return algorithm === 'Ed25519' ? undefined : 'sha256'
}

function sayPassphrase(pem: string, passphrase: string | undefined): string {
  if (!pem.includes('ENCRYPTED')) return 'it must be a PEM file, as `openssl genpkey -algorithm ed25519` writes it'
  if (passphrase !== undefined) return 'is the passphrase right?'
  return 'it is encrypted: name the variable that holds its passphrase with --key-passphrase-env'
}
