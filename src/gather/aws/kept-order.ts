/** The order of a client's middleware, found once for each command: the SDK sorts all of it anew for each call. */
import type { Client } from './services.ts'

type Stack = Client['middlewareStack']
type OwnStack = Parameters<Stack['concat']>[0]
type Context = Parameters<Stack['resolve']>[1]
/** What kinds of handlers it takes and makes is the SDK's to know. */
type Middleware = (next: never, context: Context) => never

/**
 * Has the calls of a client use the order that the first call of the same command had; to be called when all middleware is there.
 * What middleware keeps of a call it keeps in the context, which each call has for itself.
 */
export function keepOrder(client: Client): void {
  const stack = client.middlewareStack
  const orders = new Map<string | undefined, readonly Middleware[]>()
  const concat = (own: OwnStack): unknown => ({
    ...stack,
    resolve(handler: never, context: Context) {
      const order = orders.get(context.commandName) ?? orderOf(stack, own)
      orders.set(context.commandName, order)
      return order.reduce<never>((next, middleware) => middleware(next, context), handler)
    },
  })
  client.middlewareStack = { ...stack, concat: concat as Stack['concat'] }
}

/** From the innermost to the outermost: in a stack that is resolved once, each is replaced by one that only notes its turn. */
function orderOf(stack: Stack, own: OwnStack): readonly Middleware[] {
  const whole = stack.concat(own)
  const order: Middleware[] = []
  const noting = (middleware: Middleware): Middleware => (next) => {
    order.push(middleware)
    return next
  }
  for (const { middleware, options, isRelative } of entriesOf(whole)) {
    whole.remove(middleware as never)
    if (isRelative) whole.addRelativeTo(noting(middleware) as never, options as never)
    else whole.add(noting(middleware) as never, options as never)
  }
  whole.resolve((() => undefined) as never, {})
  return order
}

interface Entry {
  readonly middleware: Middleware
  readonly options: object
  readonly isRelative: boolean
}

function entriesOf(stack: Stack): readonly Entry[] {
  const entries: Entry[] = []
  // The options of an entry hold its middleware, too, and would have it in place of the new one.
  const add = (isRelative: boolean) => (middleware: Middleware, options: object) =>
    void entries.push({ middleware, options: Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'middleware')), isRelative })
  stack.applyToStack({ add: add(false), addRelativeTo: add(true) } as never)
  return entries
}
