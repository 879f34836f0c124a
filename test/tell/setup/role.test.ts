/** The reader role as it is printed: whole texts, and every way to ask for it wrongly. */
import { describe, expect, it } from 'vitest'
import { mistakesOf } from '../../../src/nouns/place.ts'
import { roleFormats, roleText, type RoleFormat, type RoleWish } from '../../../src/tell/setup/role.ts'

const wish: RoleWish = { trust: 'arn:aws:iam::111122223333:role/security-audit', externalId: 'a1b2-c3d4', roleName: 'trailgate-reader' }

function mistakes(more: Partial<RoleWish>): readonly string[] {
  try {
    roleText('policy', { ...wish, ...more })
    return []
  } catch (error) {
    return mistakesOf(error)?.map(({ what, instead }) => `${what}; ${instead}`) ?? [String(error)]
  }
}

describe('the reader role', () => {
  const endings: Readonly<Record<RoleFormat, string>> = { stackset: 'yaml', stack: 'yaml', policy: 'json', 'reader-policy': 'json' }

  it.each(roleFormats)('as %s', async (format) => {
    await expect(roleText(format, wish)).toMatchFileSnapshot(`../../golden/role-${format}.${endings[format]}`)
  })

  it('needs no external id', () => {
    const { externalId: _, ...others } = wish
    expect(roleText('stackset', others)).not.toContain('Condition')
  })

  it('is of the partition of whoever is trusted', () => {
    const text = roleText('policy', { ...wish, trust: 'arn:aws-us-gov:iam::111122223333:role/audit' })
    expect(text).toContain('"arn:aws-us-gov:iam::*:role/trailgate-reader"')
    expect(text).not.toContain('arn:aws:')
  })

  it.each([
    ['arn:aws:iam::111122223333:role/team/audit', /Roles:\n +- audit\n/],
    ['arn:aws:iam::111122223333:user/ann', /Users:\n +- ann\n/],
    ['arn:aws:iam::111122223333:root', /# A whole account is trusted: attach the policy/],
    ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_0123', /# The trusted role belongs to IAM Identity Center/],
  ])('attaches what %s needs, where it can', (trust, expected) => {
    expect(roleText('stack', { ...wish, trust })).toMatch(expected)
  })

  it('stays within what IAM takes', () => {
    expect(JSON.stringify(JSON.parse(roleText('policy', wish))).length).toBeLessThan(6144)
  })
})

describe('a wish that IAM would refuse', () => {
  it.each([
    ['a session', 'arn:aws:sts::111122223333:assumed-role/audit/ann', /is a session, which ends; trust its role: arn:aws:iam::111122223333:role\/audit/],
    ['a number', '111122223333', /no ARN of a role, a user or an account; .*arn:aws:iam::111122223333:root/],
    ['a wildcard', 'arn:aws:iam::111122223333:role/*', /holds a wildcard/],
    ['everybody', '*', /holds a wildcard/],
    ['a policy', 'arn:aws:iam::111122223333:policy/p', /write it as arn:aws:iam::111122223333:role\/NAME/],
    ['a number too short', 'arn:aws:iam::1111:role/a', /no ARN/],
    ['another service', 'arn:aws:s3:::bucket', /no ARN/],
    ['a line of YAML', 'arn:aws:iam::111122223333:role/a\nb', /no ARN/],
  ])('names %s', (_, trust, expected) => {
    expect(mistakes({ trust })).toEqual([expect.stringMatching(expected)])
  })

  it('names every mistake at once', () => {
    expect(mistakes({ trust: 'x', roleName: 'path/name', externalId: 'a b' })).toHaveLength(3)
  })
})
