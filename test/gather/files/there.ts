/** What a test knows to be there. */

/** The value; throws where there is none. */
export function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is not there')
  return value
}
