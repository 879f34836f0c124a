/** A plan of a run as lines for people. */
import type { Plan, PlannedCalls } from '../../nouns/plan.ts'
import { harmless } from './harmless.ts'
import { sayNumber } from './wording.ts'

/** What would be asked, how long it would take, and what must be allowed. */
export function* tellPlan(plan: Plan): Iterable<string> {
  const { organization, caller, accounts, calls, regions, time, actions } = plan
  const where = organization === null ? `account ${caller}` : `organization ${organization}, asked by account ${caller}`
  const skipped = accounts.skipped === 0 ? '' : `, ${sayNumber(accounts.skipped)} of its own to skip`
  yield `${harmless(where)}: ${sayNumber(accounts.listed)} listed, ${sayNumber(accounts.read)} to read${skipped}\n\n`
  yield* table('Calls in each account', calls.member)
  yield* table('Calls made once, with one trail that all share', calls.once)
  yield `${sayNumber(calls.total)} calls in all.`
  yield regions.mayBeMore ? ` Counted are the ${regions.count} regions that every account has; each other one that an account enabled adds its own.\n\n` : '\n\n'
  yield `Time: at least ${seconds(time.bound)}, by ${time.boundBy}; about ${seconds(time.expected)} is to be expected,`
  yield ` with ${time.concurrency} requests at once and ${time.latency} ms for an answer.\n\n`
  yield `IAM actions of the role in each account:\n${actions.role.map((action) => `  ${action}\n`).join('')}`
  yield `IAM actions of the caller beside those:\n${actions.caller.map((action) => `  ${action}\n`).join('')}`
}

function* table(title: string, calls: PlannedCalls): Iterable<string> {
  const total = Object.values(calls).reduce((sum, times) => sum + times, 0)
  yield `${title}: ${sayNumber(total)}\n`
  for (const [call, times] of Object.entries(calls)) yield `  ${sayNumber(times).padStart(6)}  ${call}\n`
  yield '\n'
}

function seconds(time: number): string {
  if (time < 120) return `${time} s`
  return `${Math.floor(time / 60)} min ${Math.round(time % 60)} s`
}
