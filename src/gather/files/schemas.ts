/** Every JSON Schema by name; the build makes `#validators` of them. */
import assessment from '../../../schemas/assessment.schema.json' with { type: 'json' }
import evidenceManifest from '../../../schemas/evidence-manifest.schema.json' with { type: 'json' }
import snapshotLine from '../../../schemas/snapshot.schema.json' with { type: 'json' }
import { subjectKinds } from '../../nouns/rule.ts'
import { ruleSchema } from '../../nouns/rule-schema.ts'
import { eventClassSchema, type Schema } from '../../nouns/vocabulary.ts'
import { frameworkSchema } from './framework-schema.ts'
import { policySchema } from './policy-schema.ts'
import { sketchSchema } from './sketch-schema.ts'

/** JSON Schemas (draft-07) by name; a validator has its schema's name in camelCase. Reads nothing from disk. */
export function schemas(): Readonly<Record<string, Schema>> {
  const rules = subjectKinds.map((kind) => [`rule-${kind}`, ruleSchema(kind)])
  const others = { snapshotLine, assessment, evidenceManifest, policy: policySchema, framework: frameworkSchema, sketch: sketchSchema, eventClass: eventClassSchema }
  return { ...others, ...Object.fromEntries(rules) }
}
