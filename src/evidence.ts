/** What packing and verifying share: how a pack's snapshot is judged, and what is made of it. Verifying makes it again and compares. */
import { join } from 'node:path'
import { assess } from './judge/evaluate/assess.ts'
import { missingParts } from './judge/evaluate/scope.ts'
import { catalogues } from './nouns/catalogue.ts'
import type { Snapshot } from './nouns/snapshot.ts'
import type { Assessment } from './nouns/verdict.ts'
import type { Session, Tool } from './session.ts'
import { plain } from './telling.ts'
import { fileContent, textContent, type Content } from './tell/evidence/contents.ts'
import type { Facts, Parameters } from './tell/evidence/manifest.ts'

/** What a judgement hangs on beside the snapshot, the policy and the rules. */
type Judging = Pick<Facts, 'asOf' | 'tool'> & Pick<Parameters, 'only' | 'failOn' | 'maxAge'>

/** Nothing is allowed to be incomplete or empty: the assessment in a pack says what it would say at the strictest gate. */
export function judgeForPack(session: Session, snapshot: Snapshot, asked: Judging): Assessment {
  const { policy, rules, frameworks } = session
  const { only, failOn, maxAge, asOf, tool } = asked
  const gate = { failOn, allowIncomplete: false, allowEmpty: false }
  return assess({ snapshot, policy, rules, frameworks, ...(only === null ? {} : { only }), source: 'live', drawn: true, asOf, maxAge, gate, tool })
}

/**
 * Why this does not show the whole organization, one sentence each; empty when it does. Accounts that refused are no reason: they are
 * in the population.
 */
export async function partialReasons(snapshot: Snapshot, { scope }: Assessment): Promise<readonly string[]> {
  const { sayNarrowed } = await import('./tell/report/scope.ts')
  const narrowed = sayNarrowed(scope)
  const later = snapshot.segments.slice(1).filter(({ header }) => header.narrowed !== undefined)
  return [
    ...(narrowed === undefined ? [] : [narrowed]),
    ...later.map(({ header }) => `segment ${header.segment} of the snapshot was narrowed`),
    ...missingParts(snapshot),
  ]
}

/** Everything in a pack that follows from the rest of it. */
export async function derivedContents(snapshot: Snapshot, assessment: Assessment, facts: Facts): Promise<readonly Content[]> {
  const { callersText, populationText } = await import('./tell/evidence/population.ts')
  const { smallDocumentText } = await import('./tell/evidence/document.ts')
  const { readmeText } = await import('./tell/evidence/readme.ts')
  return [
    { path: 'README.md', pieces: () => [readmeText(facts)] },
    { path: 'population.json', pieces: () => populationText(snapshot, assessment, facts) },
    { path: 'callers.json', pieces: () => callersText(snapshot) },
    ...Object.entries(catalogues).map(([name, catalogue]) => textContent(`catalogues/${name}.json`, smallDocumentText(catalogue))),
    ...(await reportContents(assessment)),
  ]
}

/** The rules and frameworks that come with the tool, as the build wrote them. */
const builtInFiles = ['rules.json', 'frameworks.json'] as const

/** Where they lie in a pack. */
export const builtInFolder = 'rules/built-in'

export function builtInContents({ root }: Tool): readonly Content[] {
  return builtInFiles.map((name) => fileContent(`${builtInFolder}/${name}`, join(root, name)))
}

/** The assessment as JSON, which the other reports follow from. */
export const assessmentPath = 'assessment.json'

/** Every format of the table, the assessment itself among them. */
async function reportContents(assessment: Assessment): Promise<readonly Content[]> {
  const { formats, formatNames } = await import('./tell/report/formats.ts')
  const reports = await Promise.all(formatNames.map(async (name) => ({ name, report: await formats[name]() })))
  return reports.map(({ name, report }) => ({ path: reportPath(name), pieces: () => report(assessment, plain) }))
}

/** How the files of formats end that are not called after them. */
const endings: Readonly<Record<string, string>> = {
  text: 'txt',
  sarif: 'sarif',
  'sarif-archive': 'sarif',
  junit: 'xml',
  html: 'html',
  markdown: 'md',
  csv: 'csv',
  github: 'txt',
}

function reportPath(format: string): string {
  return format === 'json' ? assessmentPath : `reports/${format}.${endings[format] ?? 'json'}`
}
