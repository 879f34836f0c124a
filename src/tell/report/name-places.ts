/** Finds known names in a text, many thousand of them in one pass. */

/** The length of the beginnings by which names are found. */
const beginning = 3

/** What stands before a name where it stands as one: what it names, or the account's number. */
const introduced = /(?:\b(?:trail|bucket|key|group|topic|role|account|store|unit|selector)s?:? ["']?|(?:\d{12}|account-\d{3,}) \()$/i

/** The text with the names replaced that stand in it as words: the longest first, ordinary ones only where the text says that they are names. */
export function placesOf(names: ReadonlyMap<string, string>, isOrdinary: (name: string) => boolean): (text: string) => string {
  const lengths = new Map<string, number[]>()
  for (const name of names.keys()) {
    const key = name.slice(0, beginning)
    const known = lengths.get(key) ?? []
    if (!known.includes(name.length)) lengths.set(key, [...known, name.length].sort((a, b) => b - a))
  }
  const ordinary = new Set([...names.keys()].filter((name) => name.length < beginning || isOrdinary(name)))
  const nameAt = (text: string, at: number): string | undefined => {
    for (const length of lengthsAt(text, at, lengths)) {
      const name = text.slice(at, at + length)
      if (!names.has(name) || isInside(text, at + length)) continue
      if (!ordinary.has(name) || name.length === text.length || introduced.test(text.slice(Math.max(0, at - 30), at))) return name
    }
    return undefined
  }
  return (text) => replaced(text, nameAt, names)
}

function lengthsAt(text: string, at: number, lengths: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const short = [2, 1].flatMap((size) => lengths.get(text.slice(at, at + size))?.filter((length) => length === size) ?? [])
  const long = lengths.get(text.slice(at, at + beginning)) ?? []
  return short.length === 0 ? long : [...long, ...short]
}

function replaced(text: string, nameAt: (text: string, at: number) => string | undefined, names: ReadonlyMap<string, string>): string {
  let told = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (at > 0 && isInside(text, at)) continue
    const name = nameAt(text, at)
    if (name === undefined) continue
    told += text.slice(from, at) + (names.get(name) ?? '')
    from = at + name.length
    at = from - 1
  }
  return from === 0 ? text : told + text.slice(from)
}

/** Whether a word goes on at that place: letters and digits on both sides. Scripts without spaces between words have no such places. */
function isInside(text: string, at: number): boolean {
  return at < text.length && isWord(text.charCodeAt(at - 1)) && isWord(text.charCodeAt(at))
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 192 && code <= 687)
}
