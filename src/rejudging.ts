/** A pack's snapshot, judged again with the pack's own policy, rules and moment, and compared with what the pack says. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assessmentPath, builtInContents, builtInFolder, derivedContents, judgeForPack, partialReasons } from './evidence.ts'
import { mistakesOf, sayMistake } from './nouns/place.ts'
import { defaultPolicy, type Policy } from './nouns/policy.ts'
import type { Snapshot } from './nouns/snapshot.ts'
import type { Assessment } from './nouns/verdict.ts'
import { asTyped, orRefuse, sessionOf, type Session, type Tool } from './session.ts'
import { snapshotOfFiles } from './source.ts'
import { sha256Of } from './tell/evidence/archive.ts'
import type { Container } from './tell/evidence/container.ts'
import { statementPath, type Content, type PackedFile } from './tell/evidence/contents.ts'
import type { Contained } from './tell/evidence/integrity.ts'
import type { Facts, Manifest } from './tell/evidence/manifest.ts'
import { statementText } from './tell/evidence/statement.ts'
import { unpackTo } from './tell/evidence/unpack.ts'
import { verdictDifferences } from './tell/evidence/verdicts.ts'
import { checkOf, type Check } from './tell/evidence/verification.ts'
import { withTemporary } from './tell/write/temporary.ts'

/** What was asked again, and what came of it. */
interface Again {
  readonly snapshot: Snapshot
  readonly assessment: Assessment
}

/** Judges again. By the version that packed it, everything that follows from the snapshot must come out the same, byte for byte. */
export async function checkJudgement(tool: Tool, container: Container, contained: Contained, manifest: Manifest): Promise<Check> {
  const same = manifest.tool.version === tool.version
  const folder = mkdtempSync(join(tmpdir(), 'trailgate-evidence-')) // an interruption comes before it or finds it known
  return withTemporary(folder, async () => {
    try {
      await unpackTo(folder, container, ['policy/', 'rules/', 'snapshot/'])
      const again = await judgeAgain(same ? tool : { ...tool, root: join(folder, builtInFolder) }, folder, manifest)
      const different = await verdictDifferences(container, assessmentPath, again.assessment)
      if (!same) return await judgedElsewhere(again, tool, manifest, different)
      return await judgedAlike(again, manifest, [...different, ...(await otherDifferences(tool, again, contained, manifest))])
    } catch (error) {
      return cannotJudge(error, folder, tool, manifest)
    }
  })
}

async function judgeAgain(tool: Tool, folder: string, { parameters, asOf, tool: packer }: Facts): Promise<Again> {
  const session = await sessionAgain(tool, folder, parameters)
  const snapshot = await snapshotOfFiles(parameters.snapshots.map(({ path }) => join(folder, path.replace(/\.gz$/, ''))))
  return { snapshot, assessment: judgeForPack(session, snapshot, { ...parameters, asOf, tool: packer }) }
}

/** Folders that the policy names lie elsewhere in a pack. */
async function sessionAgain(tool: Tool, folder: string, { policy, rules }: Facts['parameters']): Promise<Session> {
  const policyFolders = rules.filter(({ ofPolicy }) => ofPolicy).map(({ path }) => join(folder, path))
  const others = rules.filter(({ ofPolicy }) => !ofPolicy).map(({ path }) => join(folder, path))
  const read = await policyAgain(folder, policy)
  const folders = read.folders?.map((one, at) => ({ ...one, value: policyFolders[at] ?? folder }))
  return sessionOf(tool, folders === undefined ? read : { ...read, folders }, others)
}

async function policyAgain(folder: string, { path, named }: Facts['parameters']['policy']): Promise<Policy> {
  if (path === null) return defaultPolicy(named)
  const { readPolicy } = await import('./gather/files/policy.ts')
  return orRefuse(await readPolicy(join(folder, path), named))
}

/**
 * Whatever else in a pack follows from its snapshot, or came with the tool, must be the same; and there is nothing but that and what
 * was given.
 */
async function otherDifferences(tool: Tool, again: Again, { files }: Contained, manifest: Manifest): Promise<readonly string[]> {
  const { snapshot, assessment } = again
  const { files: listed, ...facts } = manifest
  const statement: Content = { path: statementPath, pieces: () => [statementText(assessment, facts, files)] }
  const made = [...(await derivedContents(snapshot, assessment, facts)), ...builtInContents(tool), statement]
  const paths = listed.map(({ path }) => path)
  const known = new Set([...made.map(({ path }) => path), ...givenPaths(facts.parameters)])
  const strays = paths.filter((path) => !known.has(path) && !isGivenFolder(path))
  const partial = await partialReasons(snapshot, assessment)
  const responses = paths.filter((path) => path.startsWith('raw/')).length
  return [
    ...(await madeOtherwise(tool, made, files)),
    ...strays.map((path) => `${path} is no part of a pack`),
    ...(partial.join() === facts.partial.join() ? [] : ['what it says of being partial does not fit its snapshot']),
    ...(responses === (facts.rawResponses ?? 0) ? [] : ['it does not hold as many raw responses as it says']),
  ]
}

async function madeOtherwise(tool: Tool, made: readonly Content[], files: readonly PackedFile[]): Promise<readonly string[]> {
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]))
  const found: string[] = []
  for (const content of made) {
    const same = (await sha256Of(content)) === hashes.get(content.path)
    if (!same) found.push(`${content.path} is not what version ${tool.version} makes of this snapshot`)
  }
  return found
}

function isGivenFolder(path: string): boolean {
  return path.startsWith('raw/') || path.startsWith('rules/local/')
}

function givenPaths({ policy, snapshots }: Facts['parameters']): readonly string[] {
  return [...(policy.path === null ? [] : [policy.path]), ...snapshots.map(({ path }) => path)]
}

async function judgedAlike({ assessment }: Again, { tool }: Manifest, findings: readonly string[]): Promise<Check> {
  const passed = `${assessment.verdicts.length} verdicts judged again by ${tool.name} ${tool.version}: every one is the same. ${await sayEnd(assessment)}`
  const failed = 'judged again by the version that packed it, it comes out otherwise: tampering, or a defect of the tool'
  return checkOf('judgement', findings, passed, failed)
}

/** What verifying says nothing about by itself: whether all was well. */
async function sayEnd(assessment: Assessment): Promise<string> {
  const { verdictLine } = await import('./tell/report/wording.ts')
  return `As of ${assessment.asOf} they came to ${verdictLine(assessment)}`
}

/** Another version words its reports otherwise, and lists other files. */
async function judgedElsewhere({ assessment }: Again, tool: Tool, manifest: Manifest, findings: readonly string[]): Promise<Check> {
  const [ours, theirs] = [tool.version, manifest.tool.version]
  const judged = `${assessment.verdicts.length} verdicts judged again by version ${ours}, packed by version ${theirs}: every one is the same`
  const same = `${judged}; its reports, population, callers and statement were not made again. ${await sayEnd(assessment)}`
  const different = `judged differently by version ${ours} (packed by ${theirs}): this is no sign of tampering`
  return { name: 'judgement', outcome: 'pass', says: findings.length === 0 ? same : different, findings }
}

function cannotJudge(error: unknown, folder: string, tool: Tool, manifest: Manifest): Check {
  const mistakes = mistakesOf(error)?.map(sayMistake) ?? [(error as Error).message]
  const hint = manifest.tool.version === tool.version ? '' : `: version ${manifest.tool.version} packed it, and this is ${tool.version}`
  const findings = mistakes.map((mistake) => mistake.replaceAll(`${folder}/`, '').replaceAll(`${asTyped(folder)}/`, ''))
  return { name: 'judgement', outcome: 'fail', says: `it cannot be judged again${hint}`, findings }
}
