/** Whole outputs, kept under test/tell/golden and reviewed like code. */
import { describe, expect, it } from 'vitest'
import { formatNames, formats } from '../../../src/tell/report/formats.ts'
import { badMorning, empty, hostile } from './assessments.ts'

const assessments = { 'bad-morning': badMorning, empty, hostile }

const endings = { text: 'txt', json: 'json', sarif: 'sarif', junit: 'xml', ocsf: 'ocsf.json', oscal: 'oscal.json' } as const

describe('golden outputs', () => {
  for (const format of formatNames) {
    for (const [name, assessment] of Object.entries(assessments)) {
      it(`${format} of ${name}`, async () => {
        const report = await formats[format]()
        const told = [...report(assessment, { colour: false, width: 100 })].join('')
        await expect(told).toMatchFileSnapshot(`../golden/${name}.${endings[format]}`)
      })
    }
  }

  it('text in colour on a narrow terminal', async () => {
    const report = await formats.text()
    await expect([...report(badMorning, { colour: true, width: 60 })].join('')).toMatchFileSnapshot('../golden/bad-morning-narrow.ansi')
  })
})
