/** The schema of a policy file that is published with the package: what an editor completes, underlines and explains by. */
import type { Parameter, Rule } from '../../nouns/rule.ts'
import { runFindings } from '../../nouns/verdict.ts'
import type { Schema } from '../../nouns/vocabulary.ts'
import { grading, policySchemaOf, ruleSets, text } from './policy-schema.ts'

/**
 * It knows the built-in rules, sets and frameworks (`frameworks`: their ids), and the parameters of each rule; any other name may be that
 * of a local rule.
 */
export function publishedPolicySchema(rules: readonly Rule[], frameworks: readonly string[]): Schema {
  const ids = rules.map(({ id }) => id)
  return policySchemaOf({
    chosen: oneOf([...ruleSets, ...frameworks, ...ids]),
    waived: oneOf([...ids, ...runFindings]),
    given: Object.fromEntries(rules.map((rule) => [rule.id, givenTo(rule)])),
    graded: {
      ...Object.fromEntries(rules.map(({ id, title, severity }) => [id, { ...grading, description: title, default: severity }])),
      ...Object.fromEntries(runFindings.map((id) => [id, grading])),
    },
  })
}

/** One of these names, or a local rule's. */
function oneOf(names: readonly string[]): Schema {
  return { anyOf: [{ enum: names }, text] }
}

function givenTo({ title, parameters }: Rule): Schema {
  const properties = Object.fromEntries(Object.entries(parameters).map(([name, each]) => [name, valueOf(each)]))
  return { type: 'object', description: title, additionalProperties: false, properties }
}

/** What parameter.ts accepts, with the meaning and the default for who writes it. */
function valueOf({ type, catalogue, default: usual, meaning }: Parameter): Schema {
  const about = { description: meaning, default: usual }
  if (type === 'string') return { ...text, ...about }
  if (type !== 'strings') return { type, ...about }
  const minItems = Array.isArray(usual) && usual.length === 0 ? 0 : 1
  if (catalogue === undefined) return { type: 'array', minItems, items: text, ...about }
  return { anyOf: [{ type: 'array', minItems, items: { ...text, not: { const: 'all' } } }, { const: 'all' }], ...about }
}
