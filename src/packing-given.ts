/** What goes into a pack as it was given: the snapshot, the policy and the rules. */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { builtInContents } from './evidence.ts'
import { subjectKinds } from './nouns/rule.ts'
import { snapshotOf } from './nouns/assembly.ts'
import type { Snapshot, SnapshotLine } from './nouns/snapshot.ts'
import { asTyped, policyPath, type PolicyFlags, type Session } from './session.ts'
import { demoLines, snapshotOfFiles } from './source.ts'
import { fileContent, type Content } from './tell/evidence/contents.ts'
import type { Parameters } from './tell/evidence/manifest.ts'

/** A snapshot, and the files it was read from as contents of a pack. */
export interface GivenSnapshot {
  readonly snapshot: Snapshot
  readonly contents: readonly Content[]
  readonly parameters: Pick<Parameters, 'source' | 'snapshots'>
}

/** The files, byte for byte; the demo's lines stand for a file of it. */
export async function snapshotGiven(session: Session, files: readonly string[] | undefined): Promise<GivenSnapshot> {
  if (files === undefined) return demoGiven(session)
  const snapshots = files.map((file, at) => ({ path: `snapshot/${at + 1}.ndjson${file.endsWith('.gz') ? '.gz' : ''}`, named: basename(file) }))
  const contents = files.map((file, at) => fileContent(snapshots[at]?.path ?? '', file))
  return { snapshot: await snapshotOfFiles(files), contents, parameters: { source: 'snapshot', snapshots } }
}

async function demoGiven({ tool }: Session): Promise<GivenSnapshot> {
  const { sayLine } = await import('./gather/files/snapshots.ts')
  const lines: SnapshotLine[] = []
  for await (const line of demoLines(tool)) lines.push(line)
  const path = 'snapshot/1.ndjson'
  const contents = [{ path, pieces: () => lines.map((line) => `${sayLine(line)}\n`) }]
  return { snapshot: snapshotOf(lines), contents, parameters: { source: 'demo', snapshots: [{ path, named: 'demo' }] } }
}

/** The policy and every rule there is, and where they lie in the pack. */
export interface GivenRules {
  readonly contents: readonly Content[]
  readonly parameters: Pick<Parameters, 'policy' | 'rules'>
}

export async function rulesGiven(session: Session, flags: PolicyFlags): Promise<GivenRules> {
  const { policy, tool } = session
  const path = policy.written ? 'policy/trailgate.yaml' : null
  const folders = [
    ...session.folders.map((folder) => ({ folder, ofPolicy: false })),
    ...(policy.folders ?? []).map(({ value }) => ({ folder: value, ofPolicy: true })),
  ].map((one, at) => Object.assign(one, { path: `rules/local/${at + 1}` }))
  const local = await Promise.all(folders.map(async (one) => ruleFiles(one.folder, one.path)))
  const written = path === null ? [] : [fileContent(path, policyPath(tool, flags))]
  const rules = folders.map(({ folder, ofPolicy, path: packed }) => ({ path: packed, named: asTyped(folder), ofPolicy }))
  return { contents: [...written, ...builtInContents(tool), ...local.flat()], parameters: { policy: { path, named: policy.file }, rules } }
}

/** The rule files of a folder, as gather/files reads them: a folder per kind of subject. */
async function ruleFiles(folder: string, path: string): Promise<readonly Content[]> {
  const perKind = await Promise.all(subjectKinds.map(async (kind) => {
    const names = await readdir(join(folder, kind)).catch(() => [])
    const rules = names.filter((name) => name.endsWith('.yaml') && !name.startsWith('.'))
    return rules.map((name) => fileContent(`${path}/${kind}/${name}`, join(folder, kind, name)))
  }))
  return perKind.flat()
}
