/** A SARIF 2.1.0 log of one run, told member by member and result by result. */
import { harmlessJson } from './harmless.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * The log: what is known of the run beforehand, its results (each already as JSON text, see `resultJson`), and what is known only when all of
 * them were told, such as how many were left out. No piece holds more than one result.
 */
export function* sarifLog(head: Members, results: Iterable<string>, tail: () => Members): Generator<string> {
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n'
  for (const [name, value] of Object.entries(head)) yield `      "${name}": ${harmlessJson(value)},\n`
  yield '      "results": ['
  let before = '\n'
  for (const result of results) {
    yield `${before}        ${result}`
    before = ',\n'
  }
  yield before === '\n' ? ']' : '\n      ]'
  for (const [name, value] of Object.entries(tail())) yield `,\n      "${name}": ${harmlessJson(value)}`
  yield '\n    }\n  ]\n}\n'
}
