/**
 * Events that carry two resources. How many an event may carry is documented for one pair only: that of a table with streams has
 * both the table and the stream, so that choosing tables also records the events of streams (reference 1.3). Every other event is
 * taken to carry one resource that a selector can choose, and none two of one type (A5): with two buckets in one event, no
 * exclusion of a bucket would leave the others recorded, and nobody has seen such an event. `explain` reads any number of them.
 */
import type { Cell, CellField, Part, Product } from './cell.ts'
import { holds, type Condition } from './condition.ts'
import { doubt } from './selector.ts'

/** Which type an event of a type may carry as well; one of the second type always carries the first. */
export const companions: Readonly<Record<string, string>> = { 'AWS::DynamoDB::Table': 'AWS::DynamoDB::Stream' }

const arnFields = ['resources.ARN', 'companion.ARN'] as const satisfies readonly CellField[]

/**
 * The same product over events that carry one resource of each of these types, each with an ARN of its own; a union, since a
 * positive condition is met by either resource. A condition on the type is met by the event, and chooses the resources whose ARN counts.
 */
export function overBoth(product: Product, types: readonly [string, string]): readonly Product[] {
  const ofType = product.filter(({ field }) => field === 'resources.type')
  if (!ofType.every((part) => meets(part, ...types))) return []
  const chosen = arnFields.filter((_, index) => ofType.every((part) => meets(part, types[index])))
  return product.reduce<readonly Product[]>(
    (products, part) => products.flatMap((each) => waysToMeet(part, chosen).map((parts) => each.concat(parts))),
    [[]],
  )
}

/**
 * Whether a selector asks about the ARN of one resource where the class asks about that of the other. The ARN of a stream begins with
 * that of its table, which two languages apart cannot tell, so that such a condition proves nothing.
 */
export function isApart({ field, anyOf }: Part, cell: Cell): boolean {
  const other = field === 'resources.ARN' ? cell['companion.ARN'] : field === 'companion.ARN' ? cell['resources.ARN'] : undefined
  return other !== undefined && !other.free && anyOf.some(({ some, none }) => some !== undefined || none !== undefined)
}

export const standsApart = doubt(
  'a selector names tables by their ARNs where streams are asked about by theirs, or the other way round, and which of them belong together is not worked out here',
  'choose each type by its own ARNs, or without them',
)

function meets({ anyOf }: Part, ...values: readonly (string | undefined)[]): boolean {
  return anyOf.some((condition) => holds(condition, ...values))
}

function waysToMeet(part: Part, chosen: readonly CellField[]): readonly Product[] {
  // It is decided, and stays for the assumptions that it rests on.
  if (part.field === 'resources.type') return [[{ ...part, anyOf: [{}] }]]
  return part.field === 'resources.ARN' ? part.anyOf.flatMap((condition) => onChosen(part, condition, chosen)) : [[part]]
}

function onChosen(part: Part, { some, ...rest }: Condition, chosen: readonly CellField[]): readonly Product[] {
  const every = chosen.map((field) => ({ ...part, field, anyOf: [rest] }))
  return some === undefined ? [every] : chosen.map((field) => [...every, { ...part, field, anyOf: [{ some }] }])
}
