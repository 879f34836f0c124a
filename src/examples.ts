/** Rules on their own examples: each sketch becomes a snapshot, which the rule judges alone. */
import { assess } from './judge/evaluate/assess.ts'
import type { ExampleResult } from './nouns/example.ts'
import { worstOf } from './nouns/example.ts'
import { defaultPolicy, type Policy } from './nouns/policy.ts'
import type { Examples, ParameterValue, Rule } from './nouns/rule.ts'
import type { Sketch } from './nouns/sketch.ts'
import type { Snapshot } from './nouns/snapshot.ts'
import type { Verdict } from './nouns/verdict.ts'

/** Every example of these rules, judged. */
export async function exampleResults(rules: readonly Rule[]): Promise<readonly ExampleResult[]> {
  const { sketchSnapshot } = await import('./gather/files/sketch.ts')
  return rules.flatMap((rule) => (['pass', 'fail', 'unknown'] as const).flatMap((wanted) => resultsOf(rule, wanted, sketchSnapshot)))
}

function resultsOf(rule: Rule, wanted: keyof Examples, expand: (sketch: Sketch) => Snapshot): readonly ExampleResult[] {
  return rule.examples[wanted].map((sketch, index) => {
    const verdicts = verdictsOn(rule, sketch, expand(sketch))
    return { rule, wanted, number: index + 1, shown: worstOf(verdicts), verdicts }
  })
}

/** One hour after the snapshot was taken, so that no example is stale. */
function verdictsOn(rule: Rule, sketch: Sketch, snapshot: Snapshot): readonly Verdict[] {
  const takenAt = Date.parse(snapshot.segments[0]?.header.takenAt ?? '')
  const assessment = assess({
    snapshot,
    policy: policyOf(rule, sketch),
    rules: [rule],
    only: [rule.id],
    source: 'live',
    asOf: new Date(takenAt + 3_600_000).toISOString(),
    maxAge: 7,
    gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
    tool: { name: 'trailgate', version: '' },
  })
  return assessment.verdicts.filter((verdict) => verdict.rule === rule.id)
}

/** The policy that an example means: the rule with the parameters that it sets. */
function policyOf(rule: Rule, sketch: Sketch): Policy {
  const file = rule.place?.file ?? `${rule.id}.yaml`
  const place = rule.place ?? { file, line: 1, column: 1 }
  return { ...defaultPolicy(file), with: { [rule.id]: { value: (sketch.with ?? {}) as Record<string, ParameterValue>, place } } }
}
