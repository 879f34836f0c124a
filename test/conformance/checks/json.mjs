/** The JSON report by its own published schema. */
import { readFile } from 'node:fs/promises'

export const format = 'json'
export const ending = '.json'

export const checks = { 'assessment.schema.json': schemaFindings }

async function schemaFindings(file) {
  const schema = JSON.parse(await readFile(new URL('../../../schemas/assessment.schema.json', import.meta.url), 'utf8'))
  const Ajv = String(schema.$schema).includes('2020') ? await import('ajv/dist/2020.js') : await import('ajv')
  const validate = new Ajv.default({ allErrors: true, strict: false, validateFormats: false }).compile(schema)
  if (validate(JSON.parse(await readFile(file, 'utf8')))) return []
  return validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`)
}
