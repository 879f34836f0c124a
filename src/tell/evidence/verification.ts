/** What came of verifying a pack: one result per question that was asked of it. */

/** `untrusted`: nothing speaks against it, and nothing that you trust speaks for it. */
export type CheckOutcome = 'pass' | 'fail' | 'untrusted' | 'not done'

const checkNames = ['container', 'files', 'signature', 'judgement'] as const

export interface Check {
  readonly name: (typeof checkNames)[number]
  readonly outcome: CheckOutcome
  /** One sentence. */
  readonly says: string
  /** What speaks against it, or what is to be known, one sentence each. */
  readonly findings: readonly string[]
}

/** The result of a check that lists what it found: empty means pass. */
export function checkOf(name: Check['name'], findings: readonly string[], passed: string, failed: string): Check {
  return findings.length === 0 ? { name, outcome: 'pass', says: passed, findings } : { name, outcome: 'fail', says: failed, findings }
}

/** Whether a pack may be relied on. */
export function isGood(checks: readonly Check[], allowUnsigned: boolean): boolean {
  const enough = ({ outcome }: Check): boolean => outcome === 'pass' || (outcome === 'untrusted' && allowUnsigned)
  return checks.length === checkNames.length && checks.every(enough)
}

const words: Readonly<Record<CheckOutcome, string>> = { pass: 'ok', fail: 'FAIL', untrusted: 'UNTRUSTED', 'not done': 'NOT DONE' }

/** So many findings of one check are told; the rest is counted. */
const mostTold = 20

/** For people: a line per check, what it found below it, and the verdict last. */
export function* verificationText(pack: string, checks: readonly Check[], partial: readonly string[], good: boolean): Generator<string> {
  for (const { name, outcome, says, findings } of checks) {
    yield `${words[outcome].padEnd(10)}${name.padEnd(11)}${says}\n`
    for (const finding of findings.slice(0, mostTold)) yield `${' '.repeat(21)}${finding}\n`
    if (findings.length > mostTold) yield `${' '.repeat(21)}and ${findings.length - mostTold} more\n`
  }
  for (const reason of partial) yield `${'PARTIAL'.padEnd(21)}${reason}\n`
  const but = [
    ...(checks.some(({ outcome }) => outcome === 'untrusted') ? ['by whom was not checked'] : []),
    ...(checks.some(({ outcome, findings }) => outcome === 'pass' && findings.length > 0) ? ['not every verdict came out the same'] : []),
    ...(partial.length === 0 ? [] : ['it does not show the whole organization']),
  ]
  yield `${good ? 'VERIFIED' : 'NOT VERIFIED'}: ${pack}${good && but.length > 0 ? `, but ${but.join(', and ')}` : ''}\n`
}

/** For programs. */
export function verificationReport(pack: string, checks: readonly Check[], partial: readonly string[], verified: boolean): object {
  return { format: 'trailgate-verification/1', pack, verified, partial, checks }
}
