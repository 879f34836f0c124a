/** The verdicts of a pack beside those of judging again. */
import type { Assessment, Verdict } from '../../nouns/verdict.ts'
import type { Container } from './container.ts'

type Told = Pick<Verdict, 'rule' | 'outcome' | 'subject'>

/** Every verdict that is not the same in both, one sentence each. The pack's are read line by line: the report has one per line. */
export async function verdictDifferences(container: Container, path: string, again: Assessment): Promise<readonly string[]> {
  const rest = new Map(withKeys(again.verdicts))
  const keyOf = counting()
  const found: string[] = []
  for await (const told of verdictsIn(container, path)) {
    const key = keyOf(told)
    const outcome = rest.get(key)?.outcome
    rest.delete(key)
    if (outcome !== told.outcome) found.push(`${sayKey(told)}: the pack says ${told.outcome}, judged again it is ${outcome ?? 'not there'}`)
  }
  for (const verdict of rest.values()) found.push(`${sayKey(verdict)}: judged again it is ${verdict.outcome}, and the pack does not have it`)
  return found
}

function withKeys(verdicts: readonly Verdict[]): readonly (readonly [string, Verdict])[] {
  const keyOf = counting()
  return verdicts.map((verdict) => [keyOf(verdict), verdict])
}

/** Keys that tell verdicts apart, those of one rule and subject by their order. A name may hold half of a character, a report does not. */
function counting(): (told: Told) => string {
  const times = new Map<string, number>()
  return ({ rule, subject: { kind, id, account = '', region = '' } }) => {
    const key = JSON.stringify([rule, kind, id, account, region].map((part) => part.replaceAll(/\p{Cs}/gu, '\ufffd')))
    const time = (times.get(key) ?? 0) + 1
    times.set(key, time)
    return `${key} ${time}`
  }
}

function sayKey({ rule, subject }: Told): string {
  const { kind, id, account } = subject
  return `${rule} of ${kind} ${id}${account === undefined || account === id ? '' : ` (account ${account})`}`
}

async function* verdictsIn(container: Container, path: string): AsyncIterable<Told> {
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
