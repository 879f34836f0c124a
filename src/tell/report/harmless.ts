/** Makes text that strangers may have written (names, tags, error texts) harmless to whoever displays it. */

/**
 * Control characters (ANSI sequences begin with one), marks that reorder or hide text, lone surrogates and the two
 * non-characters that XML forbids. The joiners of emoji and of Persian and Indic words stay.
 */
const harmful = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu

/**
 * What CI systems obey in a log: GitHub a `::` that begins a line, blanks before it ignored, and `##[` anywhere; Azure `##vso[`
 * anywhere. A blank inside disarms them. An ARN's `::` stands inside a word, so it stays.
 */
const commands = /(?<=^| ):{2,}|#(?=#(?:vso)?\[)/g

/** Most names and ARNs: short words of ASCII, none beginning with what could be a command's first character, and nothing that could hold one. */
const plain = /^[\w.,;/()'=+@*-][\w.,;/()'=+@*:-]*(?: [\w.,;/()'=+@*-][\w.,;/()'=+@*:-]*)*$/
const plainLength = 1000

/**
 * The text on one line, with every harmful character shown as U+FFFD. Nothing is dropped silently: an ANSI sequence loses
 * its escape character and the rest stays visible, so that no name can swallow the text after it or pass for another name.
 */
export function harmless(text: string): string {
  if (text.length < plainLength && plain.test(text)) return text
  return text.replaceAll(/\s+/g, ' ').replaceAll(harmful, '\ufffd').replaceAll(commands, disarmed).trim()
}

/** Blanks between the characters of a command's beginning, so that no part of it begins one; before the rest, where it is one character. */
function disarmed(beginning: string): string {
  return beginning.length === 1 ? `${beginning} ` : beginning.split('').join(' ')
}

/**
 * JSON text of a value, safe on a terminal, in a CI log, and for readers that refuse lone surrogates (RFC 7493); otherwise lossless.
 * `space` as in JSON.stringify.
 */
export function harmlessJson(value: unknown, space?: number): string {
  const json = JSON.stringify(value, undefined, space)
  const whole = /\\ud[89a-f]/.test(json) ? JSON.stringify(value, wholeStrings, space) : json
  return whole.replaceAll(/[\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Cf}|#(?=#(?:vso)?\[)/gu, escapeUnits)
}

function wholeStrings(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\p{Cs}/gu, '\ufffd') : value
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}
