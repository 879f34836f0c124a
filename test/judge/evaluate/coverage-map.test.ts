/** The map of what is recorded where, against the same questions asked one by one. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { coverageOf } from '../../../src/judge/evaluate/class-coverage.ts'
import { coverageMapOf } from '../../../src/judge/evaluate/coverage-map.ts'
import { accountsInScope, askedRegions } from '../../../src/judge/evaluate/subjects.ts'
import { mappedClasses, mappedClassNames, type CoverageMap } from '../../../src/nouns/coverage.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import type { Snapshot } from '../../../src/nouns/snapshot.ts'
import { randomSketch } from '../../gather/files/random-sketch.ts'
import { management, organization, payments } from './organization.ts'

/** `account region class answer`, sorted. */
function linesOf({ rows }: CoverageMap): readonly string[] {
  const lines = rows.flatMap(({ accounts, cells }) =>
    accounts.flatMap((account) =>
      cells.flatMap(({ regions, answers }) => regions.flatMap((region) => mappedClassNames.map((name) => `${account} ${region} ${name} ${answers[name]}`))),
    ),
  )
  return lines.sort()
}

/** The same, each decided by itself. */
function askedOneByOne(snapshot: Snapshot): readonly string[] {
  const lines = accountsInScope(snapshot).flatMap((account) =>
    askedRegions(snapshot, account).regions.flatMap((region) =>
      mappedClassNames.map((name) => {
        const place = { account, partition: snapshot.segments[0]?.header.partition ?? 'aws', regions: [region], extent: 'chosen' } as const
        return `${account} ${region} ${name} ${coverageOf(mappedClasses[name], { snapshot, place }).trails.answer}`
      }),
    ),
  )
  return lines.sort()
}

describe('the map', () => {
  it('says what each question says by itself, on any organization', () => {
    fc.assert(
      fc.property(randomSketch, (sketch) => {
        const snapshot = sketchSnapshot(sketch)
        expect(linesOf(coverageMapOf(snapshot))).toEqual(askedOneByOne(snapshot))
      }),
      { numRuns: process.env['TRAILGATE_LONG'] === undefined ? 60 : 2000 },
    )
  })

  it('has every account in scope once', () => {
    fc.assert(
      fc.property(randomSketch, (sketch) => {
        const snapshot = sketchSnapshot(sketch)
        expect(coverageMapOf(snapshot).rows.flatMap(({ accounts }) => accounts).sort()).toEqual(accountsInScope(snapshot))
      }),
      { numRuns: 60 },
    )
  })

  it('puts accounts of the same answers in one row', () => {
    const { rows } = coverageMapOf(sketchSnapshot(organization))
    expect(rows.map(({ accounts }) => accounts.length)).toEqual([1, 2])
    expect(rows[0]?.accounts).toEqual([management])
    expect(rows[1]?.cells.map(({ regions, answers }) => [regions, answers['management-writes'], answers.data])).toEqual([
      [['eu-west-1'], 'none', 'none'],
      [['us-east-1'], 'all', 'none'],
    ])
  })

  it('does not know all regions of an account whose regions were refused', () => {
    const refused = ['account:ListRegions', 'ec2:DescribeRegions']
    const members = organization.accounts?.map((account) => (account.id === payments ? Object.assign({}, account, { refused }) : account)) ?? []
    const sketch: Sketch = { ...organization, accounts: members }
    const row = coverageMapOf(sketchSnapshot(sketch)).rows.find(({ accounts }) => accounts.includes(payments))
    expect(row?.all).toBe(false)
  })
})
