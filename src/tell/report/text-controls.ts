/** The frameworks that were asked for as the text report shows them: what came of each control that rules or nobody can show. */
import type { ControlStatus } from '../../nouns/framework.ts'
import type { Assessment, Control, FrameworkCoverage } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import type { Page } from './page.ts'
import { listSome } from './wording.ts'

type Style = NonNullable<Parameters<Page['row']>[0]['style']>

const styles: Readonly<Record<ControlStatus, Style>> = {
  met: 'pass',
  'not met': 'fail',
  'not met: waived': 'fail',
  'not met: turned off': 'fail',
  'not met: nothing there': 'fail',
  'could not tell': 'unknown',
  'not decidable from configuration': 'faint',
  'not mapped': 'faint',
}

/** Nothing when no framework was asked for. */
export function* controls({ frameworks = [], controls: all }: Assessment, page: Page): Generator<string> {
  for (const framework of frameworks) yield* section(framework, all.filter((control) => control.framework === framework.id), page)
}

/** Controls that no rule maps to are many, and are listed by number only. */
function* section({ title, version, mapped, of }: FrameworkCoverage, all: readonly Control[], page: Page): Generator<string> {
  const met = all.filter(({ status }) => status === 'met').length
  const text = `${harmless(title)} ${harmless(version)}: ${mapped} of ${of} logging controls mapped, ${met} met`
  yield `\n${page.row({ text, style: 'strong' })}`
  const shown = all.filter(({ status }) => status !== 'not mapped')
  const column = Math.max(0, ...shown.map(({ id }) => harmless(id).length)) + 1
  for (const control of shown) {
    yield page.row({ indent: 2, label: harmless(control.id), column, style: styles[control.status], text: say(control) })
  }
  const unmapped = all.filter(({ status }) => status === 'not mapped').map(({ id }) => harmless(id))
  if (unmapped.length > 0) yield page.row({ indent: 2, style: 'faint', text: `not mapped: ${listSome(unmapped, 40)}` })
}

/** `not met: Log file validation is on (log-file-validation)`, and a note on how its rules were judged. */
function say({ status, title, rules, note }: Control): string {
  const name = title === undefined ? '' : `: ${harmless(title)}`
  const by = rules.length === 0 ? '' : ` (${listSome(rules.map(harmless), 6)})`
  const noted = rules.length === 0 || note === undefined ? '' : `: ${harmless(note)}`
  return `${status}${name}${by}${noted}`
}
