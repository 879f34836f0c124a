/** How many cases each property is tried on: 5,000 in `npm test`, 100,000 with TRAILGATE_LONG=1. */
export const numRuns = process.env.TRAILGATE_LONG === '1' ? 100_000 : 5000

/** Milliseconds; the long run takes minutes. */
export const timeout = 3_600_000
