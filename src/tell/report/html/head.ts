/** The frame of the page: a policy that lets nothing in but our own style and script, by their hashes. */
import { createHash } from 'node:crypto'
import type { Assessment, Outcome } from '../../../nouns/verdict.ts'
import { examined } from '../subject.ts'
import { symbols } from './icons.ts'
import { html, raw, type Markup } from './markup.ts'
import { titles } from './masthead.ts'
import { early, script } from './script.ts'
import { style } from './style.ts'

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** The tab's sign has the shape and colour of the verdict. */
const signs: Readonly<Partial<Record<Outcome, string>>> = {
  pass: "<circle cx='8' cy='8' r='8' fill='%2317663a'/>",
  fail: "<path d='M5 0h6l5 5v6l-5 5H5l-5-5V5z' fill='%23b42318'/>",
  unknown: "<circle cx='8' cy='8' r='6' fill='none' stroke='%23875100' stroke-width='3'/>",
}

/** Everything before the head of the report; `contents` are the page's sections by id. */
export function pageStart({ scope, summary, tool }: Assessment, contents: Readonly<Record<string, string>>): Markup {
  const { word, sign } = titles[summary.status]
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(early)} ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`
  const links = Object.entries(contents).map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${word}: ${examined(scope)} · ${tool.name}</title>
<link rel="icon" href="data:image/svg+xml,${raw(`%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E${(signs[sign] ?? '').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll(' ', '%20')}%3C/svg%3E`.replaceAll(' ', '%20'))}">
<style>${raw(style)}</style>
<script>${raw(early)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
${symbols}
<nav aria-label="Contents"><ul>${links}</ul></nav>
`
}

export const pageEnd: Markup = raw(`<script>${script}</script>\n</body>\n</html>\n`)
