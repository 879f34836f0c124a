/**
 * Lines that repeat the form of an earlier one, read without parsing and checking them again.
 *
 * Nearly every line of a snapshot says which trails a region shows or which regions an account has, and differs from an earlier line by
 * account, region and times only. A form is taken of a line that was found right, and only where its text is, to the letter, what
 * JSON.stringify writes of it. A line that is the same text with 12 other digits, another plain name of a region and other numbers is then
 * the JSON text of the fact that is built here, and as right as the first: of what differs, the schema asks no more than that.
 */
import type { AnyFact, SnapshotLine } from '../../nouns/snapshot.ts'
import { formOf, valueAt, writtenBy, type ValueForm } from './value-form.ts'

/** What is known of the lines of one file, nothing at first. */
export interface LineForms {
  readonly reach: ValueForm[]
  readonly regions: ValueForm[]
  /** Names of regions, each held once. */
  readonly names: Map<string, string>
  /** Of the line before: lines of an account stand together, and its number is held once. */
  account: string
  /** How many forms were taken, and how many lines were read by one. */
  readonly count: { taken: number; used: number }
}

type FormKind = 'reach' | 'regions'

/** So many forms of a kind are tried on a line, the latest that fitted first. */
const mostTried = 8

/** Where so many more forms were taken than used, lines do not repeat themselves, and looking on would only cost time. */
const mostInVain = 1000

const openings = { reach: '{"fact":"reach","account":"', regions: '{"fact":"regions","account":"' } as const
const beforeRegion = '","region":"'
const accountLength = 12

export function newForms(): LineForms {
  return { reach: [], regions: [], names: new Map(), account: '', count: { taken: 0, used: 0 } }
}

/** The fact of a line of a known form, or undefined: then the line must be parsed and checked. */
export function readByForm(text: string, forms: LineForms): AnyFact | undefined {
  if (inVain(forms)) return undefined
  const fact = text.startsWith(openings.reach) ? readReach(text, forms) : text.startsWith(openings.regions) ? readRegions(text, forms) : undefined
  if (fact !== undefined) forms.count.used += 1
  return fact
}

function inVain({ count }: LineForms): boolean {
  return count.taken - count.used > mostInVain
}

function readReach(text: string, forms: LineForms): AnyFact | undefined {
  const account = accountAt(text, openings.reach.length, forms)
  const begin = openings.reach.length + accountLength + beforeRegion.length
  if (account === undefined || !text.startsWith(beforeRegion, begin - beforeRegion.length)) return undefined
  const end = text.indexOf('"', begin)
  const region = regionAt(text, begin, end, forms)
  if (region === undefined) return undefined
  const value = valueBy(forms.reach, text, end)
  return value === undefined ? undefined : ({ fact: 'reach', account, region, value } as AnyFact)
}

function readRegions(text: string, forms: LineForms): AnyFact | undefined {
  const account = accountAt(text, openings.regions.length, forms)
  const value = account === undefined ? undefined : valueBy(forms.regions, text, openings.regions.length + accountLength)
  return value === undefined ? undefined : ({ fact: 'regions', account, value } as AnyFact)
}

function accountAt(text: string, at: number, forms: LineForms): string | undefined {
  if (forms.account !== '' && text.slice(at, at + accountLength) === forms.account) return forms.account
  const digits = text.slice(at, at + accountLength)
  return /^[0-9]{12}$/.test(digits) ? (forms.account = digits) : undefined
}

/** A name that needs no escapes in JSON, and so is its own text. Held once, and as a copy: a part of the line would hold the line. */
function regionAt(text: string, begin: number, end: number, { names }: LineForms): string | undefined {
  const region = text.slice(begin, end)
  const known = names.get(region)
  if (known !== undefined || !/^[a-z0-9-]+$/.test(region)) return known
  const copy = Buffer.from(region).toString()
  names.set(copy, copy)
  return copy
}

function valueBy(known: ValueForm[], text: string, at: number): object | undefined {
  for (let index = 0; index < known.length; index += 1) {
    const value = valueAt(known[index] as ValueForm, text, at)
    if (value === undefined) continue
    if (index > 0) known.unshift(...known.splice(index, 1))
    return value
  }
  return undefined
}

/** Takes the form of a line that was found right, where it has one. */
export function learnForm(text: string, line: SnapshotLine, forms: LineForms): void {
  if (inVain(forms) || !('fact' in line) || line.value === undefined) return
  if (line.fact === 'reach') learn('reach', formOf(line.value), text, line.account + beforeRegion + line.region, forms)
  else if (line.fact === 'regions') learn('regions', formOf(line.value), text, line.account, forms)
}

/** Only where the line is written in the form to the letter; `key` is what stands between the opening and the value. */
function learn(kind: FormKind, form: ValueForm, text: string, key: string, forms: LineForms): void {
  if (openings[kind] + key + writtenBy(form) !== text) return
  forms[kind].unshift(form)
  forms[kind].splice(mostTried)
  forms.count.taken += 1
}
