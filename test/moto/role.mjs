/** What `trailgate role` prints, in other people's hands: cfn-lint reads the templates, moto's CloudFormation deploys them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as checks from './checks.mjs'
import { run } from './emulator.mjs'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const script = fileURLToPath(new URL('role.py', import.meta.url))
const externalId = 'between-us'

/** Prints, checks and deploys the templates, in the accounts of an organization that is there. */
export async function checkRole(programs, { accounts }, folder, env) {
  const trust = `arn:aws:iam::${accounts['log-archive']}:role/auditor`
  for (const format of ['stackset', 'stack', 'policy', 'reader-policy']) await print(format, trust, folder, env)
  for (const format of ['stackset', 'stack']) {
    const linted = await run(join(programs, 'cfn-lint'), [`${format}.yaml`], { cwd: folder, env })
    checks.equal(`role: what cfn-lint says of ${format}`, [linted.status, linted.stdout.trim()], [0, ''])
  }
  const deployed = await run(join(programs, 'python'), [script, JSON.stringify(accounts)], { cwd: folder, env: { ...env, PYTHONDONTWRITEBYTECODE: '1' } })
  if (deployed.status !== 0) return checks.fail(`role.py ended with ${deployed.status}: ${deployed.stderr}`)
  compare(JSON.parse(deployed.stdout), trust, folder)
}

async function print(format, trust, folder, env) {
  const { stdout, status } = await run(process.execPath, [main, 'role', '--trust', trust, '--external-id', externalId, '--format', format], { cwd: folder, env })
  checks.equal(`role: exit status of ${format}`, status, 0)
  writeFileSync(join(folder, `${format}.${format.includes('policy') ? 'json' : 'yaml'}`), stdout)
}

/** The trusted principal lives in the log archive: it gets the policy there, and is trusted in the other accounts. */
function compare({ member, management, archive }, trust, folder) {
  const policyIn = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  for (const [where, role] of Object.entries({ member, management })) {
    const [{ Principal, Condition }] = role.trust.Statement
    checks.equal(`role: whom the role in ${where} trusts`, [Principal.AWS, Condition], [trust, { StringEquals: { 'sts:ExternalId': externalId } }])
    checks.equal(`role: what the role in ${where} may do`, role.policy, policyIn('reader-policy'))
  }
  checks.equal('role: what the caller may do', archive.policy, policyIn('policy'))
  checks.equal('role: whom that policy is attached to', archive.roles, ['auditor'])
  checks.equal('role: no reader role where the caller lives', archive.reader, null)
}
