/** Errors of our own making: they end the run, and never become a gap. */

export function fatalError(message: string): Error {
  return Object.assign(new Error(message), { fatal: true })
}

export function isFatal(error: unknown): boolean {
  return (error as { fatal?: unknown } | undefined)?.fatal === true
}
