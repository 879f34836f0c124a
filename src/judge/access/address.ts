/** IP addresses and blocks of them, as the operators IpAddress and NotIpAddress compare them. */
import type { Truth } from './truth.ts'

/** A block: the first address as a number, the length of its prefix, and the bits an address has (32 or 128). */
export interface Block {
  readonly first: bigint
  readonly prefix: number
  readonly bits: number
}

/** `203.0.113.0/24`, `2001:db8::/32`, or one address; undefined when it is neither. */
export function blockOf(text: string): Block | undefined {
  const [address = '', length, ...rest] = text.split('/')
  const [numbers, bits] = address.includes(':') ? [groupsOf(address), 128] : [octetsOf(address), 32]
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  if (numbers === undefined || rest.length > 0 || !(prefix <= bits)) return undefined
  const size = BigInt(bits / numbers.length)
  const whole = numbers.reduce((sum, number) => (sum << size) | BigInt(number), 0n)
  const free = BigInt(bits - prefix)
  return { first: (whole >> free) << free, prefix, bits }
}

/** Whether an address (or a whole block) lies in a block; undefined when either cannot be read. */
export function isInside(address: string, block: string): Truth {
  const [inner, outer] = [blockOf(address), blockOf(block)]
  return inner === undefined || outer === undefined ? undefined : covers(outer, inner)
}

/** Whether every address of one block is in the other. */
export function covers(outer: Block, inner: Block): boolean {
  const free = BigInt(outer.bits - outer.prefix)
  return outer.bits === inner.bits && inner.prefix >= outer.prefix && inner.first >> free === outer.first >> free
}

function octetsOf(address: string): readonly number[] | undefined {
  const octets = address.split('.')
  const valid = octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256)
  return valid ? octets.map(Number) : undefined
}

/** Eight groups of 16 bits, `::` filled up. */
function groupsOf(address: string): readonly number[] | undefined {
  const halves = address.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const [head = [], tail = []] = halves
  const missing = 8 - head.length - tail.length
  const fits = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0
  const groups = [...head, ...Array.from({ length: fits ? missing : 0 }, () => '0'), ...tail]
  return fits && groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined
}
