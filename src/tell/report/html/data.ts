/** What the page's script searches and no table holds: every account, and which accounts each finding is about. */
import type { AccountNames } from '../subject.ts'
import { accountOf } from '../subject.ts'
import { harmless, harmlessJson } from '../harmless.ts'
import type { RuleSection } from './findings.ts'
import { raw, type Markup } from './markup.ts'
import { mostAccounts, type AccountCounts } from './tables.ts'

/** A script element that no browser runs: `accounts` as number, name, state and counts; `findings` as ranges of their places. */
export function* embedded(sections: readonly RuleSection[], accounts: readonly AccountCounts[], names: AccountNames): Generator<Markup> {
  const places = new Map(accounts.map(({ id }, at) => [id, at]))
  yield raw(`<script type="application/json" id="data">{"listed":${mostAccounts},"accounts":[`)
  for (const [at, { id, state, counts }] of accounts.entries()) {
    const { fail, unknown, waived, pass, skip } = counts
    yield raw(`${at === 0 ? '' : ',\n'}${inert([harmless(short(id)), short(names.get(id) ?? ''), state, fail, unknown, waived, pass, skip])}`)
  }
  yield raw('],\n"findings":[')
  for (const section of sections) {
    for (const { index, all } of section.findings) yield raw(`${index === 0 ? '' : ',\n'}"${rangesOf(all.map(({ subject }) => places.get(accountOf(subject) ?? '')))}"`)
  }
  yield raw(']}</script>\n')
}

/** JSON in which nothing can end the element. */
function inert(value: unknown): string {
  return harmlessJson(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026')
}

/** Numbers and names are searched here, not read. */
function short(text: string): string {
  return text.slice(0, 120)
}

/** `0-12,15`: whole stretches of accounts share a finding. */
function rangesOf(places: readonly (number | undefined)[]): string {
  const sorted = [...new Set(places.filter((place) => place !== undefined))].sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const place of sorted) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === place - 1) last[1] = place
    else ranges.push([place, place])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}
