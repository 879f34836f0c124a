/** `trailgate role` from the outside. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch, trailgate } from './trailgate.ts'

const trust = ['role', '--trust', 'arn:aws:iam::111122223333:role/security-audit', '--external-id', 'a1b2-c3d4']

describe('role', () => {
  it('prints the template for members, to stdout or into a file', async () => {
    const cwd = scratch()
    const golden = readFileSync(resolve(import.meta.dirname, '../golden/role-stackset.yaml'), 'utf8')
    expect(await trailgate(trust)).toEqual({ status: 0, stdout: golden, stderr: '' })
    expect(await trailgate([...trust, '--out', 'deep/role.yaml'], { cwd })).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(readFileSync(join(cwd, 'deep/role.yaml'), 'utf8')).toBe(golden)
  })

  it('wants to know whom to trust', async () => {
    expect(await trailgate(['role'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/trust/) as string })
    const ran = await trailgate(['role', '--trust', '111122223333'])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })
})
