/** The root and the organizational units of an organization. */
import type { Gap, OrganizationalUnit } from '../../nouns/snapshot.ts'
import { everyPage } from './answer.ts'
import type { AsCaller } from './caller.ts'
import { isGap } from './gap.ts'

type Units = readonly OrganizationalUnit[]

/** The whole tree, sorted by id, or the gap of the first part of it that could not be had: half a tree would look like a whole one. */
export async function listUnits(central: AsCaller): Promise<Units | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListRoots'>(
    (NextToken) => central.ask('organizations:ListRoots', { NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const roots = pages.flatMap((page) => (page.Roots ?? []).flatMap(({ Id, Name = '' }) => (Id === undefined ? [] : [{ Id, Name }])))
  return withUnitsBelow(central, roots)
}

async function unitsBelow(central: AsCaller, parent: string): Promise<Units | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListOrganizationalUnitsForParent'>(
    (NextToken) => central.ask('organizations:ListOrganizationalUnitsForParent', { ParentId: parent, NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const listed = pages.flatMap((page) => page.OrganizationalUnits ?? [])
  return withUnitsBelow(central, listed.flatMap(({ Id, Name = '' }) => (Id === undefined ? [] : [{ Id, Name, ParentId: parent }])))
}

async function withUnitsBelow(central: AsCaller, units: Units): Promise<Units | Gap> {
  const below = await Promise.all(units.map(({ Id }) => unitsBelow(central, Id)))
  const gap = below.find(isGap)
  if (gap !== undefined) return gap
  return [...units, ...(below as readonly Units[]).flat()].sort((a, b) => (a.Id < b.Id ? -1 : 1))
}
