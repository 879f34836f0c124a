/** The word that was probably meant. */
import { describe, expect, it } from 'vitest'
import { listed, meantInstead, nearest } from '../../../src/gather/files/nearest.ts'

describe('the nearest word', () => {
  it.each([
    ['ruls', ['rules', 'with'], 'rules'],
    ['RULES', ['rules', 'with'], 'rules'],
    ['kms-encription', ['kms-events-recorded', 'kms-encryption'], 'kms-encryption'],
    ['zzz', ['rules', 'with'], undefined],
    ['is', ['id', 'name'], 'id'],
    ['x', ['id'], undefined],
    ['', ['id'], undefined],
  ])('to %j among %j is %j', (word, choices, near) => {
    expect(nearest(word, choices)).toBe(near)
  })

  it('is asked for; few choices are listed, and many are not', () => {
    expect(meantInstead('ruls', ['rules'])).toBe("did you mean 'rules'?")
    expect(meantInstead('zzz', ['rules', 'with', 'is'])).toBe('write rules, with or is')
    expect(meantInstead('zzz', Array.from({ length: 13 }, (_, index) => `choice-${index}`))).toBeUndefined()
    expect(listed(['one'])).toBe('one')
  })
})
