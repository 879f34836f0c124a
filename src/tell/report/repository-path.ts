/** A file's path as code hosts take it. */

/**
 * The segments of the path: relative, without `.` and `..`, no drive letter, no lone surrogate. A path that leads out of the repository has no
 * place in it; what remains of it is still a location, without which a host refuses the finding or the whole file.
 */
export function pathSegments(path: string): readonly string[] {
  const segments = path.replace(/^[A-Za-z]:(?=[\\/])/, '').split(/[\\/]+/)
  const kept = segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
  return kept.length === 0 ? ['trailgate.yaml'] : kept.map((segment) => segment.slice(0, longestSegment).replaceAll(/\p{Cs}/gu, '\ufffd'))
}

/** What file systems allow. */
const longestSegment = 255
