/** The README of a pack: for an auditor who has never seen one, what each part proves, what it does not, and how to check it without us. */
import { readmeCommands } from './readme-commands.ts'
import type { Facts } from './manifest.ts'

/** The README's text. Names in it come from AWS and from the policy's owner; they stand in code spans. */
export function readmeText(facts: Facts): string {
  return [head(facts), warnings(facts), parts(facts), proves(facts), readmeCommands(facts)].filter((part) => part !== '').join('\n')
}

function head({ organization, takenAt, asOf, tool, node }: Facts): string {
  return `# Evidence: does CloudTrail record what the policy says?

- Organization: ${organization === null ? 'none (a single account)' : code(organization)}
- Configuration read from AWS at: ${code(takenAt)}
- Judged as of: ${code(asOf)}
- Judged and packed by: ${code(`${tool.name} ${tool.version}`)} on Node ${code(node)}
`
}

/** What would be overlooked further down. */
function warnings({ partial, signature, rawResponses, parameters }: Facts): string {
  const lines = [
    ...(parameters.source === 'demo' ? ['**This is the demo organization. Nothing in it is real.**'] : []),
    ...(partial.length === 0 ? [] : ['**This pack is partial. It does not show the whole organization:**', ...partial.map((reason) => `- ${code(reason)}`)]),
    ...(signature === null ? ['**This pack is not signed.** Nothing in it shows who made it, and whoever can change it can also make its hashes fit.'] : []),
    ...(rawResponses === null ? ['**There are no raw responses in this pack.** None were kept when the snapshot was taken (`collect --raw`), so no request can be looked up in the accounts\' own logs.'] : []),
  ]
  return lines.map((line, at) => (line.startsWith('- ') || at === 0 ? `${line}\n` : `\n${line}\n`)).join('')
}

function parts({ parameters, rawResponses, signature }: Facts): string {
  const rows = [
    ['assessment.json', 'Every verdict with what was seen, what was wanted, and the witness. The result.'],
    ['reports/', 'The same result in every format the tool has. Nothing is in them that is not in `assessment.json`.'],
    ['population.json', 'Every account that AWS listed, and whether it was assessed, skipped (why, by whom) or unreadable (why). `listed = assessed + skipped + unreadable`.'],
    ['callers.json', 'Which identity asked, in each account. No credentials.'],
    ['snapshot/', 'The configuration as it was read: what the verdicts were decided from.'],
    ...(rawResponses === null ? [] : [['raw/', 'AWS\'s answers as they came, with the parameters of the call, its time and its request id.']]),
    [parameters.policy.path ?? '(no policy file)', parameters.policy.path === null ? 'There was none: the recommended rules with their defaults were judged.' : 'What the organization has decided to require, its exceptions, their owners and dates.'],
    ['rules/', 'What each rule demands. `rules/built-in/` came with the tool; `rules/local/`, where it is there, is the organization\'s own.'],
    ['catalogues/', 'The dated lists of AWS names that "all" stands for.'],
    ['manifest.json', 'How the pack was made (versions, parameters), and size and SHA-256 of every file above.'],
    ['statement.json', 'An in-toto statement (test result): the SHA-256 of `manifest.json`, and how the run ended.'],
    ...(signature === null ? [] : [['statement.dsse.json', `The same statement, signed (DSSE envelope, ${signature.algorithm}).`]]),
    ['SHA256SUMS', 'SHA-256 of every other file, for `sha256sum -c`.'],
  ]
  return `## What is in it\n\n| file | what it is |\n|---|---|\n${rows.map(([path = '', what = '']) => `| ${path.startsWith('(') ? path : code(path)} | ${what} |\n`).join('')}`
}

function proves({ rawResponses, signature }: Facts): string {
  const said = [
    ...(signature === null
      ? ['Hashes alone find accidents. They do not show who made the pack, nor that nobody made it anew.']
      : [
          'The signature shows that the holder of the key made this pack, and that nothing in it changed since. Whose key it is, you must know from elsewhere: compare the key id below with what the organization published.',
          'It does not show when: for that, ask for a timestamp (below).',
        ]),
    ...(rawResponses === null
      ? []
      : ['Each raw response names its `requestId`. AWS wrote the same id into the event history and the trails of the account that was asked, as `requestID`. Looked up there, it shows that the call was made, when, and by whom. CloudTrail does not keep what AWS answered: that the answer is the one in the file rests on the signature.']),
    'The verdicts can be made again from the snapshot: `trailgate evidence verify` does, and compares every one of them. So the result needs no trust in whoever packed it; the snapshot does.',
    'Configuration is what was read, at one time. The pack does not show what was configured before or after, nor that a log file was kept.',
  ]
  return `## What it proves, and what it does not\n\n${said.map((one) => `- ${one}\n`).join('')}`
}

/** A code span that nothing in the text can end. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll(/[\p{Cc}\p{Cf}\p{Cs}|]/gu, '\ufffd')}\``
}
