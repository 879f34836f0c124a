/** Made-up events that are kept as text and read when somebody looks at them: of tens of thousands, a report for people shows a few. */
import type { Witness } from '../../nouns/event.ts'

/** An event as text, which takes less memory than its objects. */
interface Kept {
  readonly text: string
}

/** Keeps events: what comes back is the event for whoever looks at it, and JSON text until then and afterwards. */
export function eventKeeper(): (event: Witness) => Witness {
  // Whoever looks at an event looks at one member after the other, so the one that was read last stays.
  let last: { readonly kept: Kept; readonly event: Witness } | undefined
  const read = (kept: Kept): Witness => {
    if (last?.kept !== kept) last = { kept, event: JSON.parse(kept.text) as Witness }
    return last.event
  }
  const reading: ProxyHandler<Kept> = {
    get: (kept, member) => Reflect.get(read(kept), member) as unknown,
    has: (kept, member) => Reflect.has(read(kept), member),
    ownKeys: (kept) => Reflect.ownKeys(read(kept)),
    getOwnPropertyDescriptor: (kept, member) => Reflect.getOwnPropertyDescriptor(read(kept), member),
  }
  return (event) => new Proxy<Kept>({ text: joined(JSON.stringify(event)) }, reading) as unknown as Witness
}

/** The text in one piece: JSON.stringify leaves it in several, which the first reader would have to put together, and hold beside it. */
function joined(text: string): string {
  text.charCodeAt(0)
  return text
}
