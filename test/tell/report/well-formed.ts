/** Small readers, one per kind of text, that refuse what is not well-formed: for properties over many texts, where a real validator is too slow. */
/** The names of elements that are opened, in order; throws unless the text is well-formed as far as tags and characters go. */
export function elements(xml: string): readonly string[] {
  const open: string[] = []
  const seen: string[] = []
  const body = xml.replace('<?xml version="1.0" encoding="UTF-8"?>\n', '')
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(body)) throw new Error('a character that XML forbids')
  const tags = /<(\/?)([\w-]+)(?: [\w-]+="[^"<>]*")*(\/?)>/g
  const text = body.replaceAll(tags, (_tag, closing: string, name: string, empty: string) => {
    if (closing === '') seen.push(name)
    if (closing === '' && empty === '') open.push(name)
    if (closing !== '' && open.pop() !== name) throw new Error(`</${name}> closes something else`)
    return ''
  })
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`)
  if (/[<>]|&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error('markup in text')
  return seen
}

/** The rows of RFC 4180 text in which every cell is quoted; throws when it is anything else. */
export function csvRows(text: string): readonly (readonly string[])[] {
  if (!/^(?:"(?:[^"\r\n]|"")*"(?:,"(?:[^"\r\n]|"")*")*\r\n)*$/.test(text)) throw new Error('not CSV with every cell quoted')
  return text.split('\r\n').slice(0, -1).map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))
}

export interface Command {
  readonly level: string
  readonly properties: ReadonlyMap<string, string>
  readonly message: string
}

function plain(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')
}

/** The workflow command that a line is, read as GitHub's runner does; undefined when it is plain text. */
export function workflowCommand(line: string): Command | undefined {
  const [, level = '', written = '', message = ''] = /^\s*::(\S+?)(?: (.*?))?::(.*)$/.exec(line) ?? []
  if (level === '') return undefined
  const properties = written.split(',').map((each) => [each.slice(0, each.indexOf('=')), plain(each.slice(each.indexOf('=') + 1))] as const)
  return { level, properties: new Map(properties), message: plain(message) }
}

/** Throws unless every table of GFM has as many cells in each row as in its head, and nothing but our own tags means anything. */
export function readMarkdown(text: string): void {
  const unescaped = text.replaceAll(/\\[^]/g, '')
  let columns: number | undefined
  for (const line of unescaped.split('\n')) {
    const cells = line.startsWith('|') ? line.split('|').length : undefined
    if (columns !== undefined && cells !== undefined && cells !== columns) throw new Error(`not ${columns} cells: ${line}`)
    columns = cells
  }
  const tags = (unescaped.match(/<[^>]*>?/g) ?? []).filter((tag) => !/^<(?:br|\/?details|\/?summary)>$/.test(tag))
  const marks = unescaped.match(/[`[\]]|:\/\//g) ?? []
  if (tags.length + marks.length > 0) throw new Error(`markup: ${[...tags, ...marks].join(' ')}`)
}
