/** JSON documents of a pack: readable, inert on a terminal, and those that end in a long list are never held whole. */

/** Controls, and marks that reorder or hide text: a name may hold them, and a reader of the file should see them. */
const unseen = /[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu

/** JSON text of a value, lossless. */
function jsonText(value: object, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(unseen, escapeUnits)
}

function escapeUnits(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}

/** A document that is laid out member by member. */
export function smallDocumentText(value: object): string {
  return `${jsonText(value, 2)}\n`
}

/** The members of `head`, then a list under its name, one entry per line. */
export function* documentText(head: object, name: string, entries: Iterable<object>): Generator<string> {
  yield `${jsonText(head, 2).slice(0, -2)},\n  "${name}": [`
  let before = '\n'
  for (const entry of entries) {
    yield `${before}    ${jsonText(entry)}`
    before = ',\n'
  }
  yield '\n  ]\n}\n'
}
