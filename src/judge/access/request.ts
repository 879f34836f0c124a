/** A request that a resource policy is asked about. */
import type { VariableValue } from './pattern.ts'

/** A service, one identity of an account by its ARN (an account itself by `arn:…:iam::…:root`), or anybody at all. */
export type Principal = { readonly service: string } | { readonly arn: string } | 'anonymous'

/**
 * What the request carries by condition key: a value, several, or null where it is certain that there is none. A key that is not here
 * is one about which nothing is known. Keys are compared without regard to case, as IAM does.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | null>>

export interface AccessRequest {
  readonly principal: Principal
  /** `s3:PutObject`. */
  readonly action: string
  /** An ARN; it may hold `anyText` (pattern.ts) and then stands for every ARN of that form. */
  readonly resource: string
  readonly context: RequestContext
}

/** What the request carries for a key: values, null for certainly none, undefined for not known. */
export function contextValue(context: RequestContext, key: string): readonly string[] | null | undefined {
  const found = Object.hasOwn(context, key) ? context[key] : inAnyCase(context, key.toLowerCase())
  return typeof found === 'string' ? [found] : found
}

function inAnyCase(context: RequestContext, wanted: string): RequestContext[string] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1]
}

/** Policy variables by their key. Only a key with one value can be one; the default after a comma is not looked at. */
export function variablesOf(context: RequestContext): VariableValue {
  return (name) => {
    const values = contextValue(context, name.split(',')[0]?.trim() ?? '')
    return values?.length === 1 ? values[0] : undefined
  }
}
