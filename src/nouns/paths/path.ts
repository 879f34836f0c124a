/** What stands at a path of a subject. */

/** A path: the type of its value, and what stands there in words that fit "… is <seen>, wanted <wanted>". `time` is ISO 8601. */
export interface PathEntry {
  readonly type: PathType
  readonly wording: string
}

export const pathTypes = ['boolean', 'string', 'number', 'time', 'strings'] as const

export type PathType = (typeof pathTypes)[number]
