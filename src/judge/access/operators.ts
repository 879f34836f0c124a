/** What the condition operators compare. Source: IAM guide, "IAM JSON policy elements: Condition operators". */
import { isInside } from './address.ts'
import { escaped, matches, type VariableValue } from './pattern.ts'
import { all, type Truth } from './truth.ts'

/** Compares a value of the request with a value of the policy. */
type Comparison = (asked: string, written: string, valueOf?: VariableValue) => Truth

export interface Operator {
  readonly compare: Comparison
  /** A negated operator holds when no value of the policy compares. */
  readonly negated: boolean
}

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: (asked, written, valueOf) => equals(asked.toLowerCase(), written.toLowerCase(), lowered(written, valueOf)),
  StringLike: (asked, written, valueOf) => matches(written, asked, valueOf),
  ArnEquals: arnLike,
  ArnLike: arnLike,
  BinaryEquals: (asked, written) => asked === written,
  Bool: (asked, written) => asked.toLowerCase() === written.toLowerCase(),
  NumericEquals: byNumber((asked, written) => asked === written),
  NumericLessThan: byNumber((asked, written) => asked < written),
  NumericLessThanEquals: byNumber((asked, written) => asked <= written),
  NumericGreaterThan: byNumber((asked, written) => asked > written),
  NumericGreaterThanEquals: byNumber((asked, written) => asked >= written),
  DateEquals: byDate((asked, written) => asked === written),
  DateLessThan: byDate((asked, written) => asked < written),
  DateLessThanEquals: byDate((asked, written) => asked <= written),
  DateGreaterThan: byDate((asked, written) => asked > written),
  DateGreaterThanEquals: byDate((asked, written) => asked >= written),
  IpAddress: (asked, written) => isInside(asked, written),
}

const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
}

/** The operator of this name, without set and IfExists; undefined for one that is not known. */
export function operatorNamed(name: string): Operator | undefined {
  const compare = comparisons[negations[name] ?? name]
  return compare === undefined ? undefined : { compare, negated: negations[name] !== undefined }
}

/** `*` and `?` are characters like others; a variable may stand for a value. */
function equals(asked: string, written: string, valueOf?: VariableValue): Truth {
  if (valueOf === undefined || !written.includes('${')) return asked === written
  const known = written.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => escaped(name.trim()) ?? valueOf(name.trim()) ?? whole)
  return known.includes('${') ? undefined : asked === known
}

/** The names of variables have lost their case with the text that they stand in; keys are compared without it anyway. */
function lowered(written: string, valueOf: VariableValue | undefined): VariableValue | undefined {
  return valueOf === undefined || !written.includes('${') ? undefined : (name) => valueOf(name)?.toLowerCase()
}

/** Part by part, of which an ARN has six. */
function arnLike(asked: string, written: string, valueOf?: VariableValue): Truth {
  const [askedParts, writtenParts] = [partsOf(asked), partsOf(written)]
  if (writtenParts.length !== 6) return written === '*' ? askedParts.length === 6 : false
  return all(writtenParts.map((part, index) => matches(part, askedParts[index] ?? '', valueOf)))
}

/** The first five at their colons, and the rest. A variable's own colons separate nothing. */
function partsOf(arn: string): readonly string[] {
  const pieces = arn.split(/:(?![^${}]*\})/)
  return pieces.length < 6 ? pieces : [...pieces.slice(0, 5), pieces.slice(5).join(':')]
}

function byNumber(compare: (asked: number, written: number) => boolean): Comparison {
  return (asked, written) => {
    const [one, other] = [Number(asked), Number(written)]
    return Number.isNaN(one) || Number.isNaN(other) ? undefined : compare(one, other)
  }
}

/** ISO 8601, or seconds since 1970; in milliseconds. */
function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
}

function byDate(compare: (asked: number, written: number) => boolean): Comparison {
  return (asked, written) => {
    const [one, other] = [timeOf(asked), timeOf(written)]
    return Number.isNaN(one) || Number.isNaN(other) ? undefined : compare(one, other)
  }
}
