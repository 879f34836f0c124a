/** JUnit by libxml2 and both strict schemas. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

export const format = 'junit'
export const ending = '.junit.xml'

export const checks = Object.fromEntries(
  ['jenkins-junit.xsd', 'windyroad-junit.xsd'].map((schema) => [schema, (file, { validators }) => xmlFindings(file, join(validators, schema))]),
)

async function xmlFindings(file, schema) {
  const { validateXML } = await import('xmllint-wasm')
  const xml = { fileName: basename(file), contents: await readFile(file, 'utf8') }
  const result = await validateXML({ xml: [xml], schema: [{ fileName: basename(schema), contents: await readFile(schema, 'utf8') }], ...memory })
  const errors = result.errors.map((error) => error.rawMessage ?? error.message)
  return result.valid || errors.length > 0 ? errors : ['not valid, and xmllint does not say why']
}

/** In pages of 64 KiB: what it takes to hold the report of 10,000 accounts as a tree. */
const memory = { initialMemoryPages: 1024, maxMemoryPages: 65_536 }
