/** Whether the pack was signed by a key that the reader trusts. */
import { manifestPath } from './contents.ts'
import { isSigned, openEnvelope } from './envelope.ts'
import type { Contained } from './integrity.ts'
import type { Checker } from './keys.ts'
import type { Manifest } from './manifest.ts'
import type { Check } from './verification.ts'

/** The signature. Without a key that is trusted, the best that can be said is `untrusted`. */
export function checkSignature(contained: Contained, manifest: Manifest, checker: Checker | undefined): Check {
  const about = subjectFinding(contained)
  if (about !== undefined) return failed(about)
  if (manifest.signature === null) return unsigned(contained, checker)
  const envelope = openEnvelope(contained.envelope)
  if (envelope === undefined) return failed('the envelope is not written as a pack\'s is')
  if (envelope.statement !== contained.statement) return failed('the signed statement is another one than statement.json')
  if (envelope.keyId !== manifest.signature.keyId) return failed('the envelope and the manifest name different keys')
  const by = `signed (${manifest.signature.algorithm}) by the key ${envelope.keyId}`
  if (checker === undefined) return untrusted(`${by}, which was not checked against a key you trust: give --key`)
  if (checker.keyId !== envelope.keyId) return failed(`it is ${by}, and the key given is ${checker.keyId}`)
  if (!isSigned(contained.statement, envelope.signature, checker)) return failed('the signature is not one of this statement by this key')
  return { name: 'signature', outcome: 'pass', says: by, findings: [] }
}

/** The statement must be about this manifest, or its signature says nothing about this pack. */
function subjectFinding({ files, statement }: Contained): string | undefined {
  const hash = files.find(({ path }) => path === manifestPath)?.sha256
  return isAbout(statement, hash) ? undefined : 'statement.json is not about this manifest.json'
}

function isAbout(statement: string, sha256: string | undefined): boolean {
  try {
    const { subject } = JSON.parse(statement) as { subject?: readonly { name?: unknown; digest?: { sha256?: unknown } }[] }
    const [one, ...others] = subject ?? []
    return sha256 !== undefined && others.length === 0 && one?.name === manifestPath && one.digest?.sha256 === sha256
  } catch {
    return false
  }
}

function unsigned({ envelope }: Contained, checker: Checker | undefined): Check {
  if (envelope !== '') return failed('there is a signature, and the manifest says that there is none')
  if (checker !== undefined) return failed('it is not signed')
  return untrusted('it is not signed: anybody could have made it')
}

function untrusted(says: string): Check {
  return { name: 'signature', outcome: 'untrusted', says, findings: [] }
}

function failed(says: string): Check {
  return { name: 'signature', outcome: 'fail', says, findings: [] }
}
