/** OSCAL's small datatypes: text that is never empty, tokens, and properties in a namespace of our own. */
import { harmless } from './harmless.ts'

/** Our own properties, so that nobody takes them for OSCAL's. A name, not an address: nothing is there to be fetched. */
const namespace = 'urn:trailgate:oscal'

/** Text for OSCAL, which refuses an empty one. */
export function words(text: string): string {
  return harmless(text) || 'nothing'
}

export function property(name: string, value: string): { readonly name: string; readonly ns: string; readonly value: string } {
  return { name: token(name), ns: namespace, value: words(value) }
}

/** A token as OSCAL takes it (an NCName): a letter or `_` first, then letters, digits, `.`, `-` and `_`. */
export function token(name: string): string {
  const kept = name.replaceAll(/[^\p{L}\p{N}._-]/gu, '-')
  return /^[\p{L}_]/u.test(kept) ? kept : `_${kept}`
}
