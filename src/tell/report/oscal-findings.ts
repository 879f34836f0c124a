/** What came of each control, as OSCAL findings; without a framework, of each rule. */
import type { ControlStatus } from '../../nouns/framework.ts'
import type { Assessment, Control, Outcome, RuleText } from '../../nouns/verdict.ts'
import type { Observation } from './oscal-observations.ts'
import { property, token, words } from './oscal-words.ts'
import { uuidOf } from './uuid.ts'

/** One thing that is satisfied or not: a control of a framework, or a rule where none was asked for. */
interface Target {
  readonly id: string
  readonly title: string
  readonly state: 'satisfied' | 'not-satisfied'
  readonly reason: 'pass' | 'fail' | 'other'
  readonly remarks: string
  readonly rules: readonly string[]
}

/** Controls and rules that nothing was judged for are not findings: OSCAL has no word for "not decided here". */
export function controlFindings(assessment: Assessment, observations: readonly Observation[], run: string): readonly unknown[] {
  return targetsOf(assessment, observations).map((target) => {
    const related = observations.filter((observation) => target.rules.includes(observation.rule))
    return findingOf(target, related.map(({ uuid }) => ({ 'observation-uuid': uuid })), run)
  })
}

function findingOf({ id, title, state, reason, remarks, rules }: Target, related: readonly unknown[], run: string): unknown {
  return {
    uuid: uuidOf(run, 'finding', id),
    title: words(title),
    description: words(remarks),
    target: { type: 'objective-id', 'target-id': token(id), status: { state, reason } },
    ...(related.length === 0 ? {} : { 'related-observations': related }),
    props: [property('rules', rules.join(' ') || 'none')],
  }
}

/** The controls this run could say something about, by id; rules where no framework was asked for. */
export function reviewedControls({ controls, rules }: Assessment): unknown {
  const ids = controls.length > 0 ? controls.map(controlId) : rules.map(({ id }) => id)
  const included = ids.map((id) => ({ 'control-id': token(id) }))
  return { 'control-selections': [included.length === 0 ? { 'include-all': {} } : { 'include-controls': included }] }
}

function controlId({ framework, id }: Control): string {
  return `${framework}_${id}`
}

function targetsOf({ controls, rules }: Assessment, observations: readonly Observation[]): readonly Target[] {
  if (controls.length > 0) return controls.flatMap(controlTarget)
  return rules.flatMap((rule) => ruleTarget(rule, observations.filter((observation) => observation.rule === rule.id)))
}

/** OSCAL knows two states; the reason and the remarks keep a violation apart from what could not be told. */
const states = {
  met: ['satisfied', 'pass'],
  'not met': ['not-satisfied', 'fail'],
  'not met: waived': ['not-satisfied', 'other'],
  'not met: turned off': ['not-satisfied', 'other'],
  'not met: nothing there': ['not-satisfied', 'other'],
  'could not tell': ['not-satisfied', 'other'],
} as const satisfies Partial<Record<ControlStatus, readonly [Target['state'], Target['reason']]>>

function controlTarget(control: Control): readonly Target[] {
  const { status, title, rules, note, framework, id } = control
  if (!isDecided(status)) return []
  const [state, reason] = states[status]
  const remarks = `${status}${note === undefined ? '' : `: ${note}`}`
  return [{ id: controlId(control), title: `${framework} ${id}${title === undefined ? '' : ` ${title}`}`, state, reason, remarks, rules }]
}

function isDecided(status: ControlStatus): status is keyof typeof states {
  return status in states
}

/** As of a control: an exception never satisfies. */
function ruleTarget({ id, title }: RuleText, observations: readonly Observation[]): readonly Target[] {
  const came = (outcome: Outcome): boolean => observations.some((observation) => observation.outcome === outcome)
  if (observations.length === 0) return []
  const status = came('fail') ? 'not met' : came('unknown') ? 'could not tell' : came('waived') ? 'not met: waived' : 'met'
  const [state, reason] = states[status]
  return [{ id, title, state, reason, remarks: status, rules: [id] }]
}
