/** The head of the page: how it ended, whether it is complete, what was left out, and the numbers. */
import { severities } from '../../../nouns/rule.ts'
import type { Assessment, Outcome, Status } from '../../../nouns/verdict.ts'
import { sayIncomplete, sayNarrowed } from '../scope.ts'
import { examined, type AccountNames } from '../subject.ts'
import { capital, listSome, sayNumber, verdictLine } from '../wording.ts'
import { icon, outcomeWords, severity } from './icons.ts'
import { html, name, sayCount, sayMoment, type Markup } from './markup.ts'

/** What a status is called at the top of the page, and the sign that goes with it. */
export const titles = {
  0: { word: 'Compliant', sign: 'pass' },
  1: { word: 'Violations found', sign: 'fail' },
  3: { word: 'Could not tell', sign: 'unknown' },
} as const satisfies Record<Status, { readonly word: string; readonly sign: Outcome }>

/** More reasons than this are folded away, and more than these are counted. */
const mostOpen = 6
const mostReasons = 300

/** The verdict first, then completeness. */
export function masthead(assessment: Assessment, names: AccountNames): Markup {
  const { tool, scope, summary, asOf } = assessment
  const { word, sign } = titles[summary.status]
  return html`<header class="mast">
<p class="brand"><b>${tool.name}</b> <span>CloudTrail assessment</span></p>
<div class="verdict ${sign}">
${icon(sign, 52)}
<div>
<h1>${word}</h1>
<p class="whose">${scope.organization === null ? 'Account' : 'Organization'} ${name(examined(scope))}, judged as of ${sayMoment(asOf)}</p>
<p class="line">${verdictLine(assessment)}</p>
${population(assessment, names)}</div>
</div>
${completeness(assessment)}${narrowedBanner(assessment)}
</header>
`
}

function completeness(assessment: Assessment): Markup {
  const reasons = sayIncomplete(assessment)
  if (assessment.complete) return html`<p class="banner complete">${icon('pass')} <span><b>Complete.</b> Every active account and region in scope was assessed, and every question was answered.</span></p>\n`
  const { unknown } = assessment.summary.outcomes
  const open = unknown === 0 ? undefined : html` ${sayCount(unknown, 'question')} could not be answered.`
  const allowed = assessment.policy.gate.allowIncomplete && assessment.summary.status !== 3 ? html` It does not count towards the status (--allow-incomplete).` : undefined
  const items = reasons.slice(0, mostReasons).map((reason) => html`<li>${capital(reason)}</li>`)
  const more = reasons.length > mostReasons ? html`<p>and ${sayNumber(reasons.length - mostReasons)} more</p>` : undefined
  const folded = items.length > mostOpen ? html`<details><summary>${sayCount(items.length - mostOpen, 'more reason')}</summary><ul>${items.slice(mostOpen)}</ul>${more}</details>` : undefined
  return html`<div class="banner incomplete">${icon('unknown')}<div><p><b>Incomplete.</b>${open} What was not seen is not known to be right.${allowed}</p><ul>${items.slice(0, mostOpen)}</ul>${folded}</div></div>\n`
}

function narrowedBanner({ scope }: Assessment): Markup | undefined {
  const narrowed = sayNarrowed(scope)
  return narrowed === undefined ? undefined : html`<div class="banner narrowed">${icon('skip')}<p><b>Narrowed:</b> ${narrowed}</p></div>\n`
}

/** Verdicts by outcome. */
export function figures({ summary: { outcomes } }: Assessment): Markup {
  const shown = (['fail', 'unknown', 'waived', 'pass', 'skip'] as const).filter((outcome) => outcome !== 'waived' || outcomes.waived > 0)
  const items = shown.map((outcome) => html`<div class="figure ${outcome}"><dt>${icon(outcome)} ${outcomeWords[outcome]}</dt><dd>${sayNumber(outcomes[outcome])}</dd></div>`)
  return html`<section id="figures" aria-labelledby="figures-title" class="figures">
<h2 id="figures-title">In numbers</h2>
<dl>${items}</dl>
</section>
`
}

/** What was found, by severity. */
export function bySeverity({ verdicts }: Assessment): Markup {
  const count = (of: string, outcome: Outcome): number => verdicts.filter((verdict) => verdict.severity === of && verdict.outcome === outcome).length
  const rows = severities.map((of) => {
    const numbers = [count(of, 'fail'), count(of, 'unknown')].map((number) => html`<td class="${number === 0 ? 'number zero' : 'number'}">${sayNumber(number)}</td>`)
    return html`<tr><th scope="row">${severity(of)}</th>${numbers}</tr>`
  })
  const heads = html`<tr><th scope="col">Severity</th><th scope="col" class="number">Fails</th><th scope="col" class="number">Could not tell</th></tr>`
  return html`<table class="small"><caption>By severity</caption><thead>${heads}</thead><tbody>${rows}</tbody></table>\n`
}

/** The accounts as a sum; a file that does not tell its accounts has none. */
function population({ scope }: Assessment, names: AccountNames): Markup | undefined {
  const { listed, assessed, skipped, unreadable } = scope.accounts
  if (listed === 0) return undefined
  const left = Object.keys(skipped)
  const parts = [
    html`<b>${sayNumber(assessed.length)}</b> assessed`,
    ...(left.length === 0 ? [] : [html`, <b>${sayNumber(left.length)}</b> skipped on purpose (${someNames(left, names)})`]),
    ...(unreadable.length === 0 ? [] : [html`, <b>${sayNumber(unreadable.length)}</b> could not be read (${someNames(unreadable, names)})`]),
  ]
  return html`<p class="population">${sayCount(listed, 'account')} listed: ${parts}.</p>\n`
}

function someNames(ids: readonly string[], names: AccountNames): Markup {
  return name(listSome(ids.map((id) => names.get(id) ?? id), 3))
}

/** Where and how it was judged, for whoever wants to repeat it. */
export function about({ tool, scope, policy, asOf, summary }: Assessment): Markup {
  const { failOn } = policy.gate
  const rows: readonly (readonly [string, Markup | string])[] = [
    ['Organization', scope.organization ?? 'none'],
    ['Partition', scope.partition],
    ['Source', scope.source],
    ['Read', sayMoment(scope.takenAt)],
    ['Read by', html`<code>${scope.caller}</code>`],
    ['Judged as of', sayMoment(asOf)],
    ['Policy', html`<code>${policy.file}</code>${policy.written ? undefined : html` (not there: the defaults)`}`],
    ['What counts', failOn === 'never' ? 'no fail (--fail-on never)' : `fails of severity ${failOn} and above (--fail-on)`],
    ['Exit status', `${summary.status}`],
    ['Tool', `${tool.name} ${tool.version}`],
  ]
  return html`<footer id="about">
<h2>About this run</h2>
<dl>${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<p class="soft">A verdict is about the configuration at the moment it was read. Whether the log files themselves are whole is not looked at. Events marked synthetic are made up to show what would happen.</p>
</footer>
`
}
