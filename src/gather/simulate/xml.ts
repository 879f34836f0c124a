/** XML out of plain data: a key is an element, an array repeats it. */

/**
 * The elements of this data, in order. A key may carry attributes after a space; undefined and null leave the element out.
 */
export function xml(data: unknown): string {
  if (data === null || typeof data !== 'object') return escape(String(data))
  return Object.entries(data).flatMap(([name, content]) => elements(name, content)).join('')
}

function elements(name: string, content: unknown): readonly string[] {
  if (content === undefined || content === null) return []
  if (Array.isArray(content)) return content.flatMap((item) => elements(name, item))
  return [`<${name}>${xml(content)}</${name.split(' ', 1)[0]}>`]
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/** XML 1.0 cannot hold the other control characters at all. */
function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that must go
  const printable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  return printable.replace(/[&<>\r]/g, (character) => entities[character] ?? '')
}
