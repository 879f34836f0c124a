/** V8, set for a run of which nobody waits for anything but the end. */
import { setFlagsFromString } from 'node:v8'

/**
 * V8 is set for programs that go on for long, and answer all the while. Reading and judging a large snapshot is over after a second or
 * two, in which a lot of code runs for a short time each. Of 10,000 accounts, a quarter of that time goes to two things that are in vain
 * then: garbage is marked beside the work, so that no pause is long; and functions are optimized as soon as they seem to be worth it, on
 * a thread that takes the second core from the collection of garbage, often to be thrown away since the next rule calls them otherwise.
 * V8 looks at both flags whenever it has to decide, so that they hold from now on (.github/decisions/0003, with the figures).
 */
export function prepareForOneRun(): void {
  setFlagsFromString('--no-incremental-marking')
  // In bytes of bytecode that run before a function is looked at again, by default 66 KB.
  setFlagsFromString('--interrupt-budget=500000')
}
