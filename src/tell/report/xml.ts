/** XML text: the one place where it is escaped. */
import { harmless } from './harmless.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Text for an element or a double-quoted attribute, on one line. Characters that XML 1.0 forbids even when escaped are
 * shown as U+FFFD (reference 3.4); `>` is escaped too, so that no `]]>` is left.
 */
export function escapeXml(text: string): string {
  return harmless(text).replaceAll(/[&<>"]/g, (character) => entities[character] as string)
}

/** `name="value"` for each member, values escaped. */
export function attributes(members: Readonly<Record<string, string | number>>): string {
  return Object.entries(members)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}
