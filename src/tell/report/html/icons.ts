/** The signs of the page: every status has a word and a shape of its own, so that no colour is needed to tell them apart. */
import type { Severity } from '../../../nouns/rule.ts'
import type { Outcome } from '../../../nouns/verdict.ts'
import { html, raw, type Markup } from './markup.ts'

/** Strokes on a field of 16 by 16; each symbol also has an outline that differs. */
const shapes: Readonly<Record<Outcome, string>> = {
  fail: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/><path d="M5.5 5.5l5 5m0-5l-5 5" stroke="var(--paper,#fff)" stroke-width="1.8" stroke-linecap="round"/>',
  unknown:
    '<circle cx="8" cy="8" r="6.9" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M5.9 6.4c.2-2.9 4.3-2.7 4.3-.1 0 1.7-2.2 1.7-2.2 3.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><circle cx="8" cy="11.9" r="1" fill="currentColor"/>',
  waived: '<rect x="1" y="2" width="14" height="12" rx="2" fill="currentColor"/><path d="M6 5.5v5M10 5.5v5" stroke="var(--paper,#fff)" stroke-width="1.8" stroke-linecap="round"/>',
  pass: '<circle cx="8" cy="8" r="7.2" fill="currentColor"/><path d="M4.8 8.3l2.2 2.2 4.2-4.6" fill="none" stroke="var(--paper,#fff)" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  skip: '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M5 8h6" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>',
}

export const outcomeWords: Readonly<Record<Outcome, string>> = { fail: 'Fails', unknown: 'Could not tell', waived: 'Waived', pass: 'Passes', skip: 'Skipped' }

const severityWords: Readonly<Record<Severity, string>> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' }

/** The shapes, once for the whole page; nothing is seen of them here. */
export const symbols: Markup = raw(
  `<svg width="0" height="0" aria-hidden="true" focusable="false" class="symbols"><defs>${Object.entries(shapes)
    .map(([outcome, shape]) => `<symbol id="i-${outcome}" viewBox="0 0 16 16">${shape}</symbol>`)
    .join('')}</defs></svg>`,
)

export function icon(outcome: Outcome, size = 16): Markup {
  return html`<svg class="icon" width="${size}" height="${size}" aria-hidden="true" focusable="false"><use href="#i-${outcome}"/></svg>`
}

/** Shape and word. */
export function status(outcome: Outcome, word = outcomeWords[outcome]): Markup {
  return html`<span class="status ${outcome}">${icon(outcome)} ${word}</span>`
}

/** Word and as many bars as it is severe. */
export function severity(of: Severity): Markup {
  const bars = { critical: 4, high: 3, medium: 2, low: 1 } as const satisfies Record<Severity, number>
  const drawn = [0, 1, 2, 3].map((at) => `<rect x="${at * 4}" y="${9 - at * 3}" width="3" height="${3 + at * 3}"${at < bars[of] ? '' : ' opacity=".22"'}/>`).join('')
  return html`<span class="severity ${of}"><svg width="15" height="12" aria-hidden="true" focusable="false" fill="currentColor">${raw(drawn)}</svg> ${severityWords[of]}</span>`
}
