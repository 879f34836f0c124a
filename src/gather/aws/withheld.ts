/** What is never kept of what AWS says: the credentials that AssumeRole issues, and those that an error message may repeat. */
import type { RawAnswer } from '../../nouns/raw-answer.ts'
import type { Credentials } from './credentials.ts'

/** What stands where something was left out of a text. */
const gone = '[withheld]'

/** Parameters that are agreed between two parties. */
const privateParameters: ReadonlySet<string> = new Set(['ExternalId'])

/**
 * The same answer without the credentials that were issued in it or signed its requests: S3 repeats an expired session token, and
 * the message about a wrong signature shows the signed headers, a token among them.
 */
export function withoutCredentials(answer: RawAnswer, signers: readonly Credentials[]): RawAnswer {
  const parameters = Object.entries(answer.parameters)
  const kept = parameters.filter(([name]) => !privateParameters.has(name))
  const { text: body, withheld } = withoutSecrets(answer, signers)
  const names = [...withheld, ...parameters.flatMap(([name]) => (privateParameters.has(name) ? [name] : []))].sort()
  return {
    ...answer,
    parameters: Object.fromEntries(kept),
    ...(body === undefined ? {} : { body }),
    ...(names.length === 0 ? {} : { withheld: names }),
  }
}

interface Cleaned {
  readonly text: string | undefined
  readonly withheld: readonly string[]
}

function withoutSecrets({ call, body }: RawAnswer, signers: readonly Credentials[]): Cleaned {
  if (body === undefined) return { text: body, withheld: [] }
  const issued = call === 'sts:AssumeRole' ? withoutIssued(body) : body
  const text = withoutRepeated(issued, signers)
  return { text, withheld: [...(issued === body ? [] : ['Credentials']), ...(text === issued ? [] : ["the caller's credentials"])] }
}

/** What surrounds a secret where AWS repeats a request: S3 shows it in bytes as well, and a text that AWS cut may end within a token. */
const repeats = [
  /(Signature(?:Provided)?[=>])[0-9a-f]{16,}/gi,
  /(x-amz-security-token[:=]\s*)[^\s<>&"',;[]+/gi,
  /(<CanonicalRequestBytes>)[^<[]+/gi,
]

/** A text of AWS without the credentials that signed the request, and without what would show them. */
export function withoutRepeated(text: string, signers: readonly Credentials[]): string {
  const without = signers.flatMap(secretsOf).reduce((left, secret) => left.replaceAll(secret, gone), text)
  return repeats.reduce((left, repeated) => left.replaceAll(repeated, `$1${gone}`), without)
}

/** An answer that holds credentials in a form that nobody expects is not kept at all. */
function withoutIssued(body: string): string {
  const rest = body.replaceAll(/<Credentials>[\s\S]*?<\/Credentials>/g, `<Credentials>${gone}</Credentials>`)
  return /SecretAccessKey|SessionToken|AccessKeyId/i.test(rest) ? gone : rest
}

/** AWS issues nothing shorter (IAM: 16 characters and more); what a simulator takes for a key may be any word. */
const shortest = 12

/** The longest first, each as it is and as a URL has it. */
function secretsOf({ accessKeyId, secretAccessKey, sessionToken = '' }: Credentials): readonly string[] {
  const secrets = [sessionToken, secretAccessKey, accessKeyId].filter((secret) => secret.length >= shortest)
  return secrets.flatMap((secret) => [secret, encodeURIComponent(secret)])
}
