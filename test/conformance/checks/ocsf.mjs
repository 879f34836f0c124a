/** OCSF by a JSON Schema derived from OCSF's own definitions, event by event: the file of a large organization fits in no string. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const format = 'ocsf'
export const ending = '.ocsf.json'

/** More findings than this help nobody. */
const most = 5

export const checks = {
  'OCSF 1.6.0 compliance_finding': async (file, { validators }) => {
    const { Ajv2020 } = await import('ajv/dist/2020.js')
    const { default: formats } = await import('ajv-formats')
    const ajv = formats.default(new Ajv2020({ allErrors: true, strict: false }))
    const valid = ajv.compile(JSON.parse(await readFile(join(validators, 'ocsf-1.6.0-compliance_finding.schema.json'), 'utf8')))
    return eventFindings(file, valid)
  },
}

async function eventFindings(file, valid) {
  const findings = []
  let line = 0
  let events = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1
    if (text === '[' || text === ']') continue
    events += 1
    if (!valid(JSON.parse(text.replace(/,$/, '')))) findings.push(...valid.errors.map(({ instancePath, message }) => `line ${line}: ${instancePath} ${message}`))
    if (findings.length > most) return findings
  }
  return events === 0 ? ['no event in it'] : findings
}
