/** Other people's validators, each as a function that lists what it found: empty means that the file conforms. */
import { execFile } from 'node:child_process'
import { chmod, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)

/** SARIF by Microsoft's multitool with GitHub's rules (reference 2.1). Only its report counts: it exits 0 when it finds errors. */
export async function sarifFindings(file, { validators, scratch }) {
  const multitool = require('@microsoft/sarif-multitool')
  await chmod(multitool, 0o755)
  const found = join(scratch, `${basename(file)}.findings.sarif`)
  const rules = ['--rule-kind', 'Sarif;Ghas', '-c', join(validators, 'sarif-multitool-github-rules.xml'), '--level', 'Error;Warning']
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
  const options = [file, ...rules, '--log', 'ForceOverwrite', '-o', found]
  const said = await promisify(execFile)(multitool, ['validate', ...options], { env }).catch((error) => error)
  const text = await readFile(found, 'utf8').catch(() => undefined)
  if (text === undefined) return [`the multitool wrote no report: ${said.stdout ?? ''}${said.stderr ?? said.message}`]
  const run = JSON.parse(text.replace(/^\uFEFF/, '')).runs[0]
  const of = (kind) => (run.invocations ?? []).flatMap((each) => each[kind] ?? [])
  const broken = [...of('toolExecutionNotifications'), ...of('toolConfigurationNotifications')]
  const errors = broken.filter((each) => each.level === 'error').map((each) => `notification: ${each.message?.text}`)
  const results = (run.results ?? []).filter((result) => !(idOf(result) in accepted))
  return [...errors, ...results.map((result) => sayResult(result, run.tool.driver.rules ?? []))]
}

/** Warnings that stand for now, each with its reason. Errors never do. */
const accepted = {
  SARIF2005: 'it wants the address of a home page, and the project has no public one yet',
}

function idOf({ level = 'warning', ruleId, rule }) {
  return level === 'error' ? '' : (ruleId ?? rule?.id)
}

function sayResult({ level = 'warning', ruleId, rule, message, locations }, rules) {
  const id = ruleId ?? rule?.id
  const line = locations?.[0]?.physicalLocation?.region?.startLine ?? '?'
  const wording = message.text ?? rules.find((each) => each.id === id)?.messageStrings?.[message.id]?.text ?? ''
  return `line ${line}: ${level} ${id}: ${wording.replaceAll(/\{(\d)\}/g, (whole, at) => message.arguments?.[at] ?? whole)}`
}

/** JUnit by libxml2 and one of the two strict schemas. */
export async function junitFindings(file, { schema }) {
  const { validateXML } = await import('xmllint-wasm')
  const xml = { fileName: basename(file), contents: await readFile(file, 'utf8') }
  const result = await validateXML({ xml: [xml], schema: [{ fileName: basename(schema), contents: await readFile(schema, 'utf8') }] })
  const errors = result.errors.map((error) => error.rawMessage ?? error.message)
  return result.valid || errors.length > 0 ? errors : ['not valid, and xmllint does not say why']
}

/** The JSON report by its own published schema. */
export async function jsonFindings(file) {
  const schema = JSON.parse(await readFile(fileURLToPath(new URL('../../schemas/assessment.schema.json', import.meta.url)), 'utf8'))
  const Ajv = require(String(schema.$schema).includes('2020') ? 'ajv/dist/2020' : 'ajv').default
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema)
  if (validate(JSON.parse(await readFile(file, 'utf8')))) return []
  return validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`)
}
