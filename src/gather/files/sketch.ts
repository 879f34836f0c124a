/** A sketch -> the snapshot that a complete reading of such an organization would give. */
import { sketch as isSketch } from '#validators'
import type { Mistake, Read } from '../../nouns/place.ts'
import type { Sketch } from '../../nouns/sketch.ts'
import { snapshotOf } from '../../nouns/assembly.ts'
import { keyOf, snapshotFormat, type AnyFact, type Footer, type Header, type Snapshot } from '../../nouns/snapshot.ts'
import { mistakesIn } from './mistakes.ts'
import { drawAccount, isReadable, sketchedAccounts, type DrawnAccount } from './sketch-accounts.ts'
import { bucketFacts } from './sketch-buckets.ts'
import { keyFacts } from './sketch-keys.ts'
import type { PolicyWorld } from './sketch-cloudtrail-policies.ts'
import { accountFacts, organizationFact } from './sketch-organization.ts'
import { storeFacts } from './sketch-stores.ts'
import { drawTrails, reachFact, showings, trailFacts } from './sketch-trails.ts'
import { watcherFacts } from './sketch-watchers.ts'
import { keyPlaceOf, readYaml, type Path, type YamlFile } from './yaml-file.ts'

/** A sketch from a YAML or JSON file, or everything that is wrong with it. */
export async function readSketch(file: string): Promise<Read<Sketch>> {
  const yaml = await readYaml(file)
  if (!yaml.ok) return yaml
  const mistakes = sketchMistakes(yaml.value)
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: yaml.value.data as Sketch }
}

/** What is wrong with the sketch that stands at a path of a file. */
export function sketchMistakes(yaml: YamlFile, at: Path = [], data: unknown = yaml.data): readonly Mistake[] {
  const mistakes = mistakesIn(yaml, isSketch, 'the sketch', { at, data })
  if (mistakes.length > 0) return mistakes
  const { organization, accounts = [] } = data as Sketch
  if (organization !== undefined || accounts.length < 2) return []
  const place = keyPlaceOf(yaml, [...at, 'accounts'])
  return [{ what: 'several accounts, but no organization', place, instead: 'write organization: o-exampleorgid' }]
}

/** The snapshot of a sketch; pure. Defaults are those of nouns/sketch.ts, facts and gaps those of a collector. */
export function sketchSnapshot(sketch: Sketch): Snapshot {
  const header = headerOf(sketch)
  const accounts = sketchedAccounts(sketch).map((account, index) => drawAccount(sketch, account, header.caller.arn, index === 0))
  const facts = [
    organizationFact(sketch, header.caller.account, accounts),
    ...accountFacts(sketch, accounts),
    ...trailFactsOf(sketch, accounts, header.takenAt),
    ...storeFacts(accounts, header.partition),
  ]
  // A key that is drawn twice is one fact, the last one.
  const told = [...new Map(facts.map((fact) => [keyOf(fact), fact])).values()]
  return snapshotOf([header, ...told, footerOf(accounts, told)])
}

function headerOf(sketch: Sketch): Header {
  const { partition = 'aws', organization = null } = sketch
  const [{ id: account }] = sketchedAccounts(sketch)
  return {
    format: snapshotFormat,
    segment: 'sketch',
    takenAt: sketch.takenAt ?? '2026-11-01T09:00:00Z',
    tool: { name: 'trailgate', version: '0.0.0' },
    caller: { account, arn: `arn:${partition}:sts::${account}:assumed-role/auditor/trailgate` },
    partition,
    organization,
  }
}

/** Reach, then every trail that shows somewhere, with what belongs to it. */
function trailFactsOf(sketch: Sketch, accounts: readonly DrawnAccount[], takenAt: string): readonly AnyFact[] {
  const drawn = drawTrails(sketch, accounts)
  const shown = showings(accounts, drawn)
  const witnesses = new Map(shown.toReversed().flatMap(({ account, trails }) => trails.map((trail) => [trail, account] as const)))
  const told = [...new Set(shown.flatMap(({ trails }) => trails))].filter((trail) => trail.sketch.unseen !== true)
  const ownerOf = (owner: string) => accounts.find(({ id }) => id === owner)
  const destinations = { accounts, drawn, told, world: policyWorld(sketch) }
  return [
    ...shown.map((showing) => reachFact(showing, takenAt)),
    ...[...witnesses].flatMap(([trail, witness]) => trailFacts(trail, ownerOf(trail.owner), witness)),
    ...bucketFacts(destinations),
    ...keyFacts(destinations),
    ...watcherFacts(destinations),
  ]
}

function policyWorld({ partition = 'aws', organization, ...sketch }: Sketch): PolicyWorld {
  const [{ id: management }] = sketchedAccounts(sketch)
  return { partition, management, ...(organization === undefined ? {} : { id: organization }) }
}

function footerOf(accounts: readonly DrawnAccount[], facts: readonly AnyFact[]): Footer {
  const skipped = accounts.filter((account) => account.skipped !== undefined).length
  const assessed = accounts.filter(isReadable).length
  const gaps = facts.filter((fact) => fact.gap !== undefined).length
  const unseen = facts.flatMap((fact) => Object.keys(fact.unseen ?? {})).length
  return {
    footer: 'sketch',
    listed: accounts.length,
    assessed,
    skipped,
    unreadable: accounts.length - assessed - skipped,
    facts: facts.length - gaps,
    gaps: gaps + unseen,
  }
}
