/** The proof of a verdict as labelled lines, the same ones in every format. */
import { sayPlace } from '../../nouns/place.ts'
import type { Evidence, Verdict } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'
import { accountOf } from './subject.ts'
import { sayGaps, sayRemedy, sayValue, sayWitness } from './wording.ts'

export interface Detail {
  readonly label: 'seen' | 'assumed' | 'event' | 'gap' | 'to settle' | 'at'
  readonly text: string
}

/** More evidence or gaps than this are counted, not listed. */
const most = 4

/**
 * Values seen beside wanted, assumptions, the witness, the gaps with what settles them, and the anchor. Coverage is proved by the
 * message, which names regions and selectors; its evidence is for programs.
 */
export function detailsOf(verdict: Verdict): readonly Detail[] {
  const anchor = verdict.anchor
  return [
    ...several('seen', verdict.evidence.filter(isValue).map(sayEvidence)),
    ...several('assumed', verdict.evidence.flatMap((piece) => piece.assumed ?? []).map(harmless)),
    ...(verdict.witness === undefined ? [] : [{ label: 'event', text: sayWitness(verdict.witness) } as const]),
    ...gapDetails(verdict),
    ...(anchor === undefined ? [] : [{ label: 'at', text: harmless(sayPlace(anchor)) } as const]),
  ]
}

/** Whether a piece of evidence is a value that people are shown. */
export function isValue({ seen }: Evidence): boolean {
  return typeof seen !== 'object' || seen === null
}

/** `multiRegion is false, wanted true (cloudtrail:DescribeTrails)`. */
function sayEvidence(piece: Evidence): string {
  const source = piece.source === undefined ? '' : ` (${harmless(piece.source)})`
  return `${harmless(piece.path)}: ${sayValue(piece.seen)}; wanted: ${sayValue(piece.wanted)}${source}`
}

function gapDetails(verdict: Verdict): readonly Detail[] {
  const said = sayGaps(verdict.gaps ?? [], accountOf(verdict.subject))
  return [
    ...several('gap', said.map((each) => each.said)),
    ...several('to settle', said.map((each) => sayRemedy(each.gap))),
  ]
}

function several(label: Detail['label'], texts: readonly string[]): readonly Detail[] {
  const different = [...new Set(texts)]
  const more = different.length - most
  const shown = different.slice(0, most).map((text) => ({ label, text }))
  return more > 0 ? [...shown, { label, text: `and ${more} more` }] : shown
}
