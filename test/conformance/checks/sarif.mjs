/** SARIF for uploading: Microsoft's multitool with GitHub's rules, and the schema as GitHub's upload action applies it. */
import { execFile } from 'node:child_process'
import { chmod, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)

export const format = 'sarif'
export const ending = '.sarif'

export const checks = {
  'multitool with GitHub rules': (file, setting) => multitoolFindings(file, setting),
  'schema, as the upload action applies it': schemaFindings,
}

/** By Microsoft's multitool (outputs reference 2.1). Only its report counts: it exits 0 when it finds errors. */
export async function multitoolFindings(file, { validators, scratch }, kinds = 'Sarif;Ghas') {
  const multitool = require('@microsoft/sarif-multitool')
  await chmod(multitool, 0o755)
  const found = join(scratch, `${basename(file)}.findings.sarif`)
  const github = kinds.includes('Ghas') ? ['-c', join(validators, 'sarif-multitool-github-rules.xml')] : []
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
  // Larger files than it expects are otherwise no targets at all, and nothing is found in them.
  const limits = ['--max-file-size-in-kb', '1000000', '--timeout-in-seconds', '600']
  const options = [file, '--rule-kind', kinds, ...github, '--level', 'Error;Warning', ...limits, '--log', 'ForceOverwrite', '-o', found]
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

/** What stands, each with its reason. */
const accepted = {
  'warning SARIF2005': 'it wants the address of a home page, and the project has no public one yet',
  'error GH1004': "its limits are older than GitHub's own (outputs reference 2.1), which the tests of the format hold",
}

function idOf({ level = 'warning', ruleId, rule }) {
  return `${level} ${ruleId ?? rule?.id}`
}

function sayResult({ level = 'warning', ruleId, rule, message, locations }, rules) {
  const id = ruleId ?? rule?.id
  const line = locations?.[0]?.physicalLocation?.region?.startLine ?? '?'
  const wording = message.text ?? rules.find((each) => each.id === id)?.messageStrings?.[message.id]?.text ?? ''
  return `line ${line}: ${level} ${id}: ${wording.replaceAll(/\{(\d)\}/g, (whole, at) => message.arguments?.[at] ?? whole)}`
}

/** By the OASIS schema that ships with the multitool. The upload action lets errors about the form of an address pass (1.4), and so do we. */
export async function schemaFindings(file) {
  const { validate } = require('jsonschema')
  const schema = JSON.parse(await readFile(join(dirname(require.resolve('@microsoft/sarif-multitool-linux')), 'sarif-2.1.0.json'), 'utf8'))
  const { errors } = validate(JSON.parse(await readFile(file, 'utf8')), schema)
  return errors.filter((error) => !isAboutAddress(error)).map((error) => error.stack)
}

function isAboutAddress({ name, argument }) {
  return name === 'format' && ['uri', 'uri-reference'].includes(argument)
}
