/** The verdicts of a pack beside those of judging again. */
import type { Assessment, Outcome, Subject, Verdict } from '../../nouns/verdict.ts'
import type { Container } from './container.ts'

type Told = Pick<Verdict, 'rule' | 'outcome'> & { readonly subject: Subject }

/** Every verdict that is not the same in both, one sentence each. The pack's are read line by line: the report has one per line. */
export async function verdictDifferences(container: Container, path: string, again: Assessment): Promise<readonly string[]> {
  const rest = new Map(again.verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const found: string[] = []
  for await (const told of verdictsIn(container, path)) {
    const key = keyOf(told)
    const outcome = rest.get(key)?.outcome
    rest.delete(key)
    if (outcome !== told.outcome) found.push(`${sayKey(told)}: the pack says ${told.outcome}, judged again it is ${outcome ?? 'not there'}`)
  }
  return [...found, ...[...rest.values()].map((verdict) => `${sayKey(verdict)}: judged again it is ${verdict.outcome}, and the pack does not have it`)]
}

function keyOf({ rule, subject: { kind, id, account = '', region = '' } }: Told): string {
  return JSON.stringify([rule, kind, id, account, region])
}

function sayKey({ rule, subject }: Told): string {
  return `${rule} of ${subject.kind} ${subject.id}${subject.account === undefined || subject.account === subject.id ? '' : ` (account ${subject.account})`}`
}

async function* verdictsIn(container: Container, path: string): AsyncIterable<{ readonly rule: string; readonly outcome: Outcome; readonly subject: Subject }> {
  const entry = container.entries.find((one) => one.path === path)
  if (entry === undefined) return
  for await (const line of linesOf(container.read(entry))) {
    if (line.startsWith('    {"rule":')) yield JSON.parse(line.replace(/,$/, '')) as Told
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
