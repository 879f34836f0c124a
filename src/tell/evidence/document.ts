/** JSON documents that end in a long list: readable, one entry per line, and never held whole. */

/** The members of `head`, then the list under its name. */
export function* documentText(head: object, name: string, entries: Iterable<object>): Generator<string> {
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "${name}": [`
  let before = '\n'
  for (const entry of entries) {
    yield `${before}    ${JSON.stringify(entry)}`
    before = ',\n'
  }
  yield '\n  ]\n}\n'
}
