/** The DSSE envelope: a statement and its signature (secure-systems-lab/dsse, protocol version 1). */
import type { Checker, Signer } from './keys.ts'

/** The type of an in-toto statement. */
export const payloadType = 'application/vnd.in-toto+json'

/** What is signed: the type and the payload, each with its length before it, so that neither can pass for a part of the other. */
function preAuthenticationEncoding(payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload])
}

/** The envelope, one member per line, so that `sed` can take it apart. */
export function envelopeText(statement: string, signer: Signer): string {
  const payload = Buffer.from(statement)
  const signature = signer.sign(preAuthenticationEncoding(payload)).toString('base64')
  return layOut(payload.toString('base64'), { sig: signature, keyid: signer.keyId })
}

function layOut(payload: string, signature: { readonly sig: string; readonly keyid: string }): string {
  return `${JSON.stringify({ payloadType, payload, signatures: [signature] }, undefined, 2)}\n`
}

const members = /"payload": "([^"]*)"[^"]*"signatures"[^"]*"sig": "([^"]*)"[^"]*"keyid": "([0-9a-f]*)"/

/** What an envelope holds that is exactly as `envelopeText` writes it; undefined for any other text. */
export function openEnvelope(text: string): { readonly statement: string; readonly keyId: string; readonly signature: Buffer } | undefined {
  const [, payload = '', sig = '', keyId = ''] = members.exec(text) ?? []
  const [statement, signature] = [Buffer.from(payload, 'base64'), Buffer.from(sig, 'base64')]
  const again = layOut(statement.toString('base64'), { sig: signature.toString('base64'), keyid: keyId })
  return again === text ? { statement: statement.toString('utf8'), keyId, signature } : undefined
}

/** Whether a key made this signature of this statement. */
export function isSigned(statement: string, signature: Uint8Array, checker: Checker): boolean {
  return checker.check(preAuthenticationEncoding(Buffer.from(statement)), signature)
}
