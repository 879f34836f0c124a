/** Questions that are asked of trail after trail: each configuration is decided once. */
import type { EventClass } from '../../nouns/event.ts'
import type { Answer, Reaching } from '../coverage/answer.ts'
import { configurationKey } from '../coverage/configuration.ts'
import { decisionOn } from '../coverage/decide.ts'
import { told, type Decision } from '../coverage/decision.ts'

/** Beyond so many configurations of one class nothing more is remembered. */
const mostRemembered = 10_000

const decisions = new WeakMap<EventClass, Map<string, Decision>>()

/** As `decide`; for classes that stay the same objects. */
export function decideOnce(eventClass: EventClass, reaching: Reaching): Answer {
  const known = decisions.get(eventClass) ?? new Map<string, Decision>()
  decisions.set(eventClass, known)
  const key = configurationKey(reaching)
  const decision = known.get(key) ?? decisionOn(eventClass, reaching)
  if (known.size < mostRemembered) known.set(key, decision)
  return told(decision, reaching)
}
