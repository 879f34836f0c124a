/** What could not be seen, over all findings: the call, what came back, where, and what settles it. */
import type { Assessment, OpenGap } from '../../../nouns/verdict.ts'
import type { AccountNames } from '../subject.ts'
import { listSome, sayNumber, sayRemedy } from '../wording.ts'
import { html, sayCount, type Markup } from './markup.ts'
import { someAccounts } from './whom.ts'

interface Group {
  readonly gap: OpenGap
  readonly accounts: Set<string>
  readonly regions: Set<string>
  /** Verdicts that hang on it. */
  questions: number
}

/** More groups than this are counted. */
const mostRows = 60

/** Nothing where nothing was refused. */
export function gapsSection(assessment: Assessment, names: AccountNames): Markup | undefined {
  const groups = groupsOf(assessment)
  const { unknown } = assessment.summary.outcomes
  if (groups.length === 0) return undefined
  const rows = groups.slice(0, mostRows).map((group) => row(group, names))
  const more = groups.length > mostRows ? html`<p class="more">${sayCount(groups.length - mostRows, 'more kind')} of gap are not shown here.</p>` : undefined
  return html`<section id="gaps" aria-labelledby="gaps-title">
<h2 id="gaps-title">What could not be seen, and what settles it</h2>
<p>${sayCount(unknown, 'question')} could not be answered. A question that hangs on something unseen is never counted as passed.</p>
<div class="scroll"><table>
<caption>Calls that were not answered, those that most questions hang on first</caption>
<thead><tr><th scope="col">Call</th><th scope="col">What came back</th><th scope="col">Where</th><th scope="col">To settle it</th><th scope="col" class="number">Questions</th></tr></thead>
<tbody>
${rows}</tbody></table></div>${more}
</section>
`
}

function groupsOf({ verdicts }: Assessment): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { outcome, gaps } of verdicts) {
    if (outcome !== 'unknown' || gaps === undefined) continue
    const met = new Set<Group>()
    for (const gap of gaps) met.add(noted(groups, gap))
    for (const group of met) group.questions += 1
  }
  return [...groups.values()].sort((a, b) => b.questions - a.questions)
}

/** AWS's messages name the account and the session, so they do not tell gaps apart. */
function noted(groups: Map<string, Group>, gap: OpenGap): Group {
  const key = `${gap.call} ${gap.cause} ${gap.code ?? ''}`
  const group = groups.get(key) ?? { gap, accounts: new Set<string>(), regions: new Set<string>(), questions: 0 }
  groups.set(key, group)
  if (gap.account !== undefined) group.accounts.add(gap.account)
  if (gap.region !== undefined) group.regions.add(gap.region)
  return group
}

function row({ gap, accounts, regions, questions }: Group, names: AccountNames): Markup {
  const code = gap.code === undefined ? '' : ` (${gap.code})`
  const where = accounts.size === 0 ? undefined : someAccounts([...accounts].sort(), names, 3)
  const inRegions = regions.size === 0 ? undefined : html`<br><span class="soft">in ${listSome([...regions].sort(), 4)}</span>`
  const message = html`<details><summary>Message</summary><p>${gap.message}</p></details>`
  return html`<tr><th scope="row"><code>${gap.call}</code></th><td>${gap.cause}${code === '' ? undefined : html` ${code}`}${message}</td><td>${where}${inRegions}</td><td>${sayRemedy(gap)}</td><td class="number">${sayNumber(questions)}</td></tr>\n`
}
