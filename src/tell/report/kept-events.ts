/** Made-up events that are kept as text, and read when somebody looks at them. */
import type { Witness } from '../../nouns/event.ts'
import { madeLater } from '../../nouns/made-later.ts'

/** An event as text, which takes less memory than its objects. */
interface Kept {
  readonly text: string
}

/** Keeps events: what comes back is the event for whoever looks at it, and JSON text until then and afterwards. */
export function eventKeeper(): (event: Witness) => Witness {
  const read = madeLater<Kept>(({ text }) => JSON.parse(text) as Witness)
  return (event) => read({ text: joined(JSON.stringify(event)) })
}

/** The text in one piece: JSON.stringify leaves it in several, which the first reader would have to put together, and hold beside it. */
function joined(text: string): string {
  text.charCodeAt(0)
  return text
}
