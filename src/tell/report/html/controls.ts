/** The frameworks that were asked for, control by control. */
import type { ControlStatus } from '../../../nouns/framework.ts'
import type { Assessment, Control, FrameworkCoverage, Outcome } from '../../../nouns/verdict.ts'
import { listSome } from '../wording.ts'
import type { RuleSection } from './findings.ts'
import { status } from './icons.ts'
import { html, type Markup } from './markup.ts'

const signs: Readonly<Record<ControlStatus, Outcome>> = {
  met: 'pass',
  'not met': 'fail',
  'not met: waived': 'fail',
  'not met: turned off': 'fail',
  'not met: nothing there': 'fail',
  'could not tell': 'unknown',
  'not decidable from configuration': 'skip',
  'not mapped': 'skip',
}

/** Nothing when no framework was asked for. */
export function controlsSection({ frameworks = [], controls }: Assessment, sections: readonly RuleSection[]): Markup | undefined {
  if (frameworks.length === 0) return undefined
  const anchors = new Map(sections.filter(({ findings }) => findings.length > 0).map(({ id, anchor }) => [id, anchor]))
  const told = frameworks.map((framework) => frameworkTable(framework, controls.filter((control) => control.framework === framework.id), anchors))
  return html`<section id="controls" aria-labelledby="controls-title">
<h2 id="controls-title">Controls</h2>
<p class="soft">A control is met only where at least one of its rules passes and none fails or could not be told. This page is evidence for an assessor, not a certificate.</p>
${told}</section>
`
}

/** Controls that no rule maps to are many, and are listed by number only. */
function frameworkTable({ title, version, source, mapped, of }: FrameworkCoverage, all: readonly Control[], anchors: ReadonlyMap<string, string>): Markup {
  const met = all.filter((control) => control.status === 'met').length
  const unmapped = all.filter((control) => control.status === 'not mapped').map(({ id }) => id)
  const rows = all.filter((control) => control.status !== 'not mapped').map((control) => controlRow(control, anchors))
  const rest = unmapped.length === 0 ? undefined : html`<p class="more">Not mapped to a rule: ${listSome(unmapped, 60)}</p>\n`
  return html`<h3>${title} ${version}</h3>
<p><strong>${met}</strong> met; ${mapped} of ${of} logging controls are mapped to rules. Numbered as in ${source}.</p>
<div class="scroll"><table class="controls">
<caption>Controls of ${title} ${version}</caption>
<thead><tr><th scope="col">Control</th><th scope="col">What it asks for</th><th scope="col">Status</th><th scope="col">Rules</th></tr></thead>
<tbody>
${rows}</tbody></table></div>${rest}
`
}

function controlRow({ id, title, status: of, rules, note }: Control, anchors: ReadonlyMap<string, string>): Markup {
  const by = rules.map((rule, at) => {
    const anchor = anchors.get(rule)
    const said = anchor === undefined ? html`<code>${rule}</code>` : html`<a href="#${anchor}"><code>${rule}</code></a>`
    return html`${at === 0 ? undefined : html`, `}${said}`
  })
  const more = note === undefined ? undefined : html`<br><span class="soft">${note}</span>`
  return html`<tr><th scope="row">${id}</th><td>${title}${more}</td><td>${status(signs[of], of)}</td><td>${by}</td></tr>\n`
}
