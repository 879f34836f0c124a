/**
 * SARIF 2.1.0 for keeping, not for uploading: a result per verdict whatever came of it, waivers as suppressions, the frameworks that were asked
 * for as taxonomies (outputs reference 1.5, 1.6). GitHub would open an alert for every pass in it.
 */
import type { Assessment, Outcome, Verdict } from '../../nouns/verdict.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { sarifLog } from './sarif-log.ts'
import { messageOf } from './sarif-message.ts'
import { fingerprints, locationOf, ruleOf, settingOf, type Setting } from './sarif-results.ts'
import { driverOf, levelOf } from './sarif-rules.ts'
import { category, invocationOf, propertiesOf } from './sarif-run.ts'
import { supportedTaxonomies, taxonomies, withTaxa } from './sarif-taxonomies.ts'
import { uuidOf } from './uuid.ts'

/** Told result by result, one per line, in the assessment's order; nothing is left out. */
export function* sarifArchive(assessment: Assessment): Generator<string> {
  const head = {
    tool: { driver: { ...withTaxa(driverOf(assessment), assessment), ...supportedTaxonomies(assessment) } },
    ...taxonomies(assessment),
    automationDetails: { id: `${category(assessment.scope)}archive/${assessment.asOf}` },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(assessment)],
    properties: propertiesOf(assessment),
  }
  yield* sarifLog(head, results(assessment), () => ({}))
}

function* results(assessment: Assessment): Generator<string> {
  const setting = settingOf(assessment)
  for (const verdict of assessment.verdicts) yield harmlessJson(resultOf(verdict, setting))
}

/** What SARIF calls an outcome; a waiver hides what was found, so its kind is that of what it waived. */
const kinds = { pass: 'pass', fail: 'fail', unknown: 'open', skip: 'notApplicable' } as const satisfies Record<Exclude<Outcome, 'waived'>, string>

function resultOf(verdict: Verdict, { assessment, names, places }: Setting): unknown {
  const { outcome, waiver, severity, subject } = verdict
  const kind = kinds[outcome === 'waived' ? (waiver?.was ?? 'fail') : outcome]
  return Object.assign({}, ruleOf(verdict, places), {
    kind,
    // Whatever is not a fail has no level (SARIF 3.27.10).
    level: kind === 'fail' ? levelOf(severity) : 'none',
    message: messageOf([verdict], undefined, names),
    locations: [Object.assign({}, locationOf(verdict, assessment), { logicalLocations: [{ fullyQualifiedName: harmless(subject.id), kind: 'resource' }] })],
    partialFingerprints: fingerprints(verdict, assessment.scope),
    ...(outcome === 'waived' ? { suppressions: [suppression(verdict)] } : {}),
    properties: { outcome, severity, subject: harmless(subject.id) },
  })
}

/** `guid`: the same for the same waiver and subject, run after run. */
function suppression({ rule, subject, waiver }: Verdict): unknown {
  const { because = '', owner = '', until = '' } = waiver ?? {}
  const justification = harmless(`${because} (${owner}, until ${until})`)
  return { kind: 'external', status: 'accepted', justification, guid: uuidOf('waiver', rule, subject.id, because, owner, until) }
}
