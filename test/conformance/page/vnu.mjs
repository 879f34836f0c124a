/** The Nu HTML checker, offline. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)

/** Errors and warnings. */
export async function vnuFindings(file) {
  const jar = String(require('vnu-jar'))
  const options = ['-Xss16m', '-Xmx2g', '-jar', jar, '--format', 'json', file]
  const { stderr } = await promisify(execFile)('java', options, { maxBuffer: 2 ** 28 }).catch((error) => error)
  const said = stderr.slice(Math.max(0, stderr.indexOf('{')))
  if (!said.startsWith('{')) return [`vnu wrote no report: ${stderr.slice(0, 300)}`]
  const { messages } = JSON.parse(said)
  return messages.filter((message) => !isAccepted(message)).map(({ type, lastLine, message, extract = '' }) => `line ${lastLine}: ${type}: ${message} ${JSON.stringify(extract.slice(0, 160))}`)
}

/**
 * It takes the data block for a script, and does not find the hashes of style and script, which a browser does: it would refuse them and
 * say so on its console, and the tests compute them.
 */
function isAccepted({ type, message }) {
  return type === 'info' && message.includes('violates Content Security Policy')
}
