/** Kleene's three truth values, as access decisions combine them; undefined: could not tell. */

export type Truth = boolean | undefined

/** Whether all hold: false as soon as one is false. Over nothing: true. */
export function all(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false
  return parts.includes(undefined) ? undefined : true
}

/** Whether one holds: true as soon as one is true. Over nothing: false. */
export function any(parts: readonly Truth[]): Truth {
  if (parts.includes(true)) return true
  return parts.includes(undefined) ? undefined : false
}

export function opposite(part: Truth): Truth {
  return part === undefined ? undefined : !part
}
