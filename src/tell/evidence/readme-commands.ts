/** The commands of a pack's README: how to check it with other people's programs, and how to add a KMS signature or a timestamp. */
import { payloadType } from './envelope.ts'
import type { Facts } from './manifest.ts'

const encoding = `{ printf 'DSSEv1 ${payloadType.length} ${payloadType} %s ' "$(wc -c < statement.json | tr -d ' ')"; cat statement.json; } > signed-bytes.bin`

/** The sections with commands; each block runs as it stands in a shell, in the folder that the pack was unpacked to. */
export function readmeCommands(facts: Facts): string {
  return [checking(facts), signature(facts), signingByKms(facts), timestamp].join('')
}

function checking({ signature: key }: Facts): string {
  return `## Check it

With trailgate, on the zip file itself${key === null ? ' (the pack is not signed, which must be allowed)' : ''}:

\`\`\`
trailgate evidence verify PACK.zip ${key === null ? '--allow-unsigned' : '--key PUBLIC.pem'}
\`\`\`

Without it, unpack the zip file into an empty folder and check the hashes of every file:

\`\`\`sh
sha256sum --check --strict --quiet SHA256SUMS
\`\`\`

\`sha256sum\` does not notice files that were added; \`evidence verify\` does.
`
}

function signature({ signature: key }: Facts): string {
  if (key === null) return ''
  const verify = {
    Ed25519: 'openssl pkeyutl -verify -pubin -inkey PUBLIC.pem -rawin -in signed-bytes.bin -sigfile signature.bin',
    'ECDSA P-256': 'openssl dgst -sha256 -verify PUBLIC.pem -signature signature.bin signed-bytes.bin',
  }
  return `
## Check the signature without trailgate

Key id (SHA-256 of the public key): \`${key.keyId}\`. \`PUBLIC.pem\` is the organization's public key. What is signed is the statement
with its type and length before it:

\`\`\`sh
${encoding}
sed -n 's/.*"sig": "\\([^"]*\\)".*/\\1/p' statement.dsse.json | openssl base64 -d -A > signature.bin
sed -n 's/.*"payload": "\\([^"]*\\)".*/\\1/p' statement.dsse.json | openssl base64 -d -A | cmp - statement.json
${verify[key.algorithm]}
openssl pkey -pubin -in PUBLIC.pem -outform DER | sha256sum
\`\`\`
`
}

function signingByKms({ signature: key }: Facts): string {
  return `
## Sign it with a key in AWS KMS

A key that cannot leave KMS signs the same bytes${key === null ? '' : ', beside the signature that is there'}. The key must be of the kind ECC_NIST_P256, for signing and verification. KMS takes a
digest, since the bytes may be longer than the 4096 that it takes as they are:

\`\`\`sh kms
${encoding}
openssl dgst -sha256 -binary signed-bytes.bin > digest.bin
aws kms sign --key-id "$KEY" --message fileb://digest.bin --message-type DIGEST --signing-algorithm ECDSA_SHA_256 --query Signature --output text | openssl base64 -d -A > kms-signature.bin
aws kms get-public-key --key-id "$KEY" --query PublicKey --output text | openssl base64 -d -A | openssl pkey -pubin -inform DER -out kms-public.pem
\`\`\`

Keep \`kms-signature.bin\` and \`kms-public.pem\` beside the pack. They are checked by:

\`\`\`sh kms-check
openssl dgst -sha256 -verify kms-public.pem -signature kms-signature.bin signed-bytes.bin
\`\`\`
`
}

const timestamp = `
## Have the time confirmed (RFC 3161)

A time stamping authority confirms that these hashes existed at a time, without seeing the files. \`SHA256SUMS\` stands for all of them.

\`\`\`sh timestamp-query
openssl ts -query -data SHA256SUMS -sha256 -cert -out pack.tsq
\`\`\`

\`\`\`sh timestamp-send
curl --fail --header 'Content-Type: application/timestamp-query' --data-binary @pack.tsq "$AUTHORITY" --output pack.tsr
\`\`\`

Keep \`pack.tsr\` beside the pack. With the authority's certificates in \`authority.pem\` it is checked by:

\`\`\`sh timestamp-check
openssl ts -verify -data SHA256SUMS -in pack.tsr -CAfile authority.pem
\`\`\`
`
