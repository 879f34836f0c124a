/** How fast a reading goes, and how long it will still take. Milliseconds, by whatever clock tells them. */

export interface Pace {
  /** Notes where the reading stands. */
  note(time: number, calls: number): void
  /** Calls per second over the last ten seconds. */
  rate(): number
}

const stretch = 10_000

export function openPace(): Pace {
  const noted: { readonly time: number; readonly calls: number }[] = []
  return {
    note(time, calls) {
      noted.push({ time, calls })
      while (noted.length > 2 && time - (noted[1]?.time ?? time) >= stretch) noted.shift()
    },
    rate() {
      const [first, last] = [noted[0], noted.at(-1)]
      if (first === undefined || last === undefined || last.time <= first.time) return 0
      return ((last.calls - first.calls) / (last.time - first.time)) * 1000
    },
  }
}

/** Milliseconds left if the rest goes as what is done; undefined while too little is done to tell. */
export function timeLeft(elapsed: number, done: number, all: number | undefined): number | undefined {
  if (all === undefined || done === 0 || elapsed < 5000) return undefined
  return (elapsed / done) * (all - done)
}

/** `45 s`, `12 min`, `1 h 5 min`. */
export function sayTime(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
