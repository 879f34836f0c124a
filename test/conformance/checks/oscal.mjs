/** OSCAL by its JSON Schema, and every reference inside the document. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const format = 'oscal'
export const ending = '.oscal.json'

export const checks = {
  'OSCAL assessment-results': async (file, { validators }) => {
    const { Ajv } = await import('ajv')
    const { default: formats } = await import('ajv-formats')
    const ajv = formats.default(new Ajv({ strict: false }))
    const valid = ajv.compile(JSON.parse(await readFile(join(validators, 'oscal_assessment-results_schema.json'), 'utf8')))
    return valid(JSON.parse(await readFile(file, 'utf8'))) ? [] : valid.errors.map(({ instancePath, message }) => `${instancePath} ${message}`)
  },
}
