/** A reader of our own pages, stricter than a browser: it takes nothing for granted that we do not write. */

export interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

export interface PageRead {
  readonly tags: readonly Tag[]
  /** Text between tags, character references resolved; style and script aside. */
  readonly text: string
  /** What stands in style and script elements, in order. */
  readonly inside: readonly { readonly tag: Tag; readonly content: string }[]
  readonly mistakes: readonly string[]
}

const empty = new Set(['meta', 'link', 'br', 'input'])
const rawText = new Set(['style', 'script'])
/** Elements of SVG that we write as `<name/>`. */
const selfClosed = new Set(['rect', 'path', 'circle', 'use'])

/** Reads tag by tag; every `<` must begin one, every `&` a reference that we write, every element must end in its turn. */
export function readPage(page: string): PageRead {
  const tags: Tag[] = []
  const inside: { tag: Tag; content: string }[] = []
  const mistakes: string[] = []
  const open: string[] = []
  let text = ''
  let at = page.indexOf('<html')
  if (!page.startsWith('<!doctype html>\n<html')) mistakes.push('does not begin as a page')
  while (at < page.length) {
    const next = page.indexOf('<', at)
    text += textOf(page.slice(at, next === -1 ? page.length : next), mistakes)
    if (next === -1) break
    const end = endOfTag(page, next)
    const source = page.slice(next + 1, end)
    at = end + 1
    if (source.startsWith('/')) {
      const wanted = open.pop()
      if (source.slice(1) !== wanted) mistakes.push(`</${source.slice(1)}> where </${wanted}> should be`)
      continue
    }
    const tag = tagOf(source, mistakes)
    tags.push(tag)
    if (empty.has(tag.name) || (selfClosed.has(tag.name) && source.endsWith('/'))) continue
    if (!rawText.has(tag.name)) {
      open.push(tag.name)
      continue
    }
    const close = page.indexOf(`</${tag.name}>`, at)
    inside.push({ tag, content: page.slice(at, close) })
    at = close + tag.name.length + 3
  }
  if (open.length > 0) mistakes.push(`not closed: ${open.join(' ')}`)
  return { tags, text, inside, mistakes: [...mistakes, ...broken(tags)] }
}

/** A `>` inside quotes ends nothing. */
function endOfTag(page: string, from: number): number {
  let quoted = false
  for (let at = from; at < page.length; at++) {
    if (page[at] === '"') quoted = !quoted
    else if (page[at] === '>' && !quoted) return at
  }
  return page.length
}

function tagOf(source: string, mistakes: string[]): Tag {
  const name = /^[a-z][a-z0-9]*/.exec(source)?.[0] ?? ''
  const attributes = new Map<string, string>()
  let rest = source.slice(name.length).replace(/\/$/, '')
  while (rest.trim() !== '') {
    const found = /^\s+([a-zA-Z][\w-]*)(?:="([^"<]*)")?/.exec(rest)
    if (found === null) {
      mistakes.push(`<${source.slice(0, 80)}> is no tag of ours`)
      break
    }
    const attribute = found[1] ?? ''
    if (attributes.has(attribute)) mistakes.push(`${attribute} twice in <${name}>`)
    attributes.set(attribute, textOf(found[2] ?? '', mistakes))
    rest = rest.slice(found[0].length)
  }
  if (name === '') mistakes.push(`<${source.slice(0, 40)} is no tag`)
  return { name, attributes }
}

function textOf(source: string, mistakes: string[]): string {
  return source.replaceAll(/&(?:#(\d+);)?/g, (whole, number: string | undefined) => {
    if (number === undefined) mistakes.push(`& that is no reference in ${JSON.stringify(source.slice(0, 60))}`)
    return number === undefined ? whole : String.fromCharCode(Number(number))
  })
}

/** Names must be there once, and what refers to one must find it. */
function broken(tags: readonly Tag[]): readonly string[] {
  const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? [])
  const known = new Set(ids)
  const wanted = tags.flatMap(({ attributes }) => [
    ...['aria-labelledby', 'aria-describedby', 'list', 'for'].flatMap((name) => attributes.get(name)?.split(' ') ?? []),
    ...[attributes.get('href') ?? ''].filter((href) => href.startsWith('#')).map((href) => href.slice(1)),
  ])
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at)
  return [...twice.map((id) => `id ${id} twice`), ...wanted.filter((id) => !known.has(id)).map((id) => `nothing is called ${id}`)]
}

/** Every element that a page may have. */
const elements = new Set(
  (
    'html head meta title link style script body a svg defs symbol rect path circle use text g desc nav ul li header p b span div h1 h2 h3 h4 time main section dl dt dd ' +
    'table caption thead tbody tfoot tr th td form label input select option button datalist output details summary article figure figcaption pre code bdi br strong footer'
  ).split(' '),
)

const active = new Set(['style', 'src', 'srcset', 'srcdoc', 'action', 'formaction', 'ping'])

/** What of a page is not ours, or not whole; empty when it is both. */
export function faultsOf({ tags, mistakes }: PageRead): readonly string[] {
  const names = new Set(tags.flatMap(({ attributes }) => [...attributes.keys()]))
  const scripts = tags.filter(({ name }) => name === 'script').length
  return [
    ...mistakes,
    ...tags.filter(({ name }) => !elements.has(name)).map(({ name }) => `element ${name}`),
    ...[...names].filter((name) => name.startsWith('on') || active.has(name)).map((name) => `attribute ${name}`),
    ...tags.filter((tag) => !leadsWhereItMay(tag)).map(({ attributes }) => `leads to ${attributes.get('href')}`),
    ...(scripts === 3 ? [] : [`${scripts} scripts`]),
  ]
}

/** People may go to the web; the page itself asks for nothing. */
function leadsWhereItMay({ name, attributes }: Tag): boolean {
  const href = attributes.get('href') ?? '#'
  return name === 'a' ? /^(#|https:\/\/)/.test(href) : /^(#|data:)/.test(href)
}
