/** Raw answers into a folder, one file per call: what an evidence pack is made of (design section 4). */
import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calls, type Call, type CallName } from '../../nouns/call.ts'
import { badInput } from '../../nouns/place.ts'
import type { RawAnswer } from '../../nouns/raw-answer.ts'

/** Keeps one answer; resolves when it is written. */
export type KeepRaw = (answer: RawAnswer) => Promise<void>

/**
 * Opens a folder for raw answers and makes it when it is missing. Throws a mistake when it cannot be written, and when it holds
 * something already, unless the run goes on where an earlier one ended (`resumed`): evidence of two runs must not mix.
 */
export async function openRawFolder(folder: string, { resumed = false }: { readonly resumed?: boolean } = {}): Promise<KeepRaw> {
  const held = await orMistake(folder, () => mkdir(folder, { recursive: true }).then(() => readdir(folder)))
  if (held.length > 0 && !resumed) {
    throw badInput({ what: `${folder} is not empty`, instead: 'name a new folder, so that the answers of two runs do not mix' })
  }
  const pageOf = countPages()
  return async (answer) => {
    const [account, region, file] = pathOf(answer, pageOf)
    await orMistake(folder, async () => {
      await mkdir(join(folder, account, region), { recursive: true })
      await writeFile(join(folder, account, region, file), `${JSON.stringify(answer, undefined, 2)}\n`)
    })
  }
}

async function orMistake<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw badInput({ what: `cannot write ${folder}: ${error instanceof Error ? error.message : String(error)}` })
  }
}

/** The members that ask for a page after the first one; a file's name does not hang on them. */
const tokens = ['NextToken', 'nextToken', 'ContinuationToken']

type Pages = (question: string, token: unknown) => number

/** `<account>/<region or global>/<service>-<Operation>[-<12 hex digits of the parameters>][-page-N].json`. */
function pathOf(answer: RawAnswer, pageOf: Pages): readonly [account: string, region: string, file: string] {
  const { call, account, region, parameters } = answer
  const where = (calls[call as CallName] as Call | undefined)?.where
  const place = where === 'caller' || where === 'account' ? 'global' : region
  const question = Object.entries(parameters).filter(([name]) => !tokens.includes(name))
  const hash = question.length === 0 ? '' : `-${digest(Object.fromEntries(question))}`
  const name = `${call.replace(':', '-')}${hash}`
  const page = pageOf([account, place, name].join('/'), tokens.map((token) => parameters[token]).find((token) => token !== undefined))
  return [harmless(account === '' ? 'caller' : account), harmless(place), `${harmless(name)}${page === 1 ? '' : `-page-${page}`}.json`]
}

/** Pages are counted as their tokens are met; the same token is the same page. */
function countPages(): Pages {
  const met = new Map<string, unknown[]>()
  return (question, token) => {
    if (token === undefined) return 1
    const tokensMet = met.get(question) ?? []
    met.set(question, tokensMet)
    if (!tokensMet.includes(token)) tokensMet.push(token)
    return tokensMet.indexOf(token) + 2
  }
}

/** Twelve hex digits that are the same for the same parameters, whatever their order. */
function digest(parameters: object): string {
  return createHash('sha256').update(JSON.stringify(parameters, sorted)).digest('hex').slice(0, 12)
}

function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Regions and accounts come from AWS's answers: none of them leaves the folder. */
function harmless(name: string): string {
  return name.replaceAll(/[^\w-]/g, '_')
}
