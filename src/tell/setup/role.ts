/** The reader role, as what one deploys: least privilege, printed from the table of calls (nouns/call.ts). */
import { callerPolicy, readerPolicy } from './role-policy.ts'
import { memberTemplate, ownTemplate } from './role-template.ts'
import { trustOf, type Trust } from './role-trust.ts'

export interface RoleWish {
  /** The ARN of whoever runs trailgate. */
  readonly trust: string
  readonly externalId?: string
  readonly roleName: string
}

/** What is printed: templates as YAML, policies as JSON. */
const printers = {
  stackset: memberTemplate,
  stack: ownTemplate,
  policy: (trust: Trust) => json(callerPolicy(trust)),
  'reader-policy': () => json(readerPolicy()),
} satisfies Record<string, (trust: Trust) => string>

export type RoleFormat = keyof typeof printers

export const roleFormats = Object.keys(printers) as readonly RoleFormat[]

/** The text of one format. Throws a mistake for an ARN that cannot be trusted, a name or an external id that IAM would refuse. */
export function roleText(format: RoleFormat, wish: RoleWish): string {
  return printers[format](trustOf(wish))
}

function json(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`
}
