/** Random verdicts for properties of reports. */
import * as fc from 'fast-check'
import { severities } from '../../../src/nouns/rule.ts'
import { outcomes, type Gate, type Subject, type Verdict } from '../../../src/nouns/verdict.ts'
import { hostileText, rules, witness } from './assessments.ts'

const account = fc.constantFrom('111122223333', '444455556666', '777788889999')

const subject: fc.Arbitrary<Subject> = fc.oneof(
  account.map((id) => ({ kind: 'account', id, account: id, name: `name of ${id}` }) as const),
  fc.tuple(account, fc.constantFrom('main', 'spare', hostileText)).map(([owner, name]) => {
    return { kind: 'trail', id: `arn:aws:cloudtrail:us-east-1:${owner}:trail/${name}`, account: owner, region: 'us-east-1', name } as const
  }),
  fc.constantFrom('template.yaml#Trail', 'template.yaml#Other').map((id) => ({ kind: 'trail', id }) as const),
  fc.constant({ kind: 'organization', id: 'o-exampleorgid' } as const),
  fc.constant({ kind: 'snapshot', id: 'segment' } as const),
)

const files = ['trailgate.yaml', './a b/c.yaml', '/abs/trailgate.yaml', '..\\x\\y.tf', 'C:\\x.yaml', '../../up.yaml', hostileText, '']
const file = fc.constantFrom(...files)

export const verdicts: fc.Arbitrary<readonly Verdict[]> = fc.array(
  fc.record(
    {
      rule: fc.constantFrom(...rules.map((rule) => rule.id)),
      severity: fc.constantFrom(...severities),
      subject,
      outcome: fc.constantFrom(...outcomes),
      message: fc.constantFrom('It is off.', 'Some events go unrecorded', hostileText),
      evidence: fc.constant([]),
      witness: fc.constant(witness),
      anchor: fc.record({ file, line: fc.integer({ min: 1, max: 99 }), column: fc.integer({ min: 1, max: 99 }) }),
      gaps: fc.constant([{ cause: 'refused', call: 'sts:AssumeRole', message: 'no' } as const]),
    },
    { requiredKeys: ['rule', 'severity', 'subject', 'outcome', 'message', 'evidence'] },
  ),
  { maxLength: 12 },
)

export const gates: fc.Arbitrary<Gate> = fc.record({
  failOn: fc.constantFrom(...severities, 'never'),
  allowIncomplete: fc.boolean(),
  allowEmpty: fc.boolean(),
})

export const reasons = fc.array(fc.constantFrom('The snapshot is stale.', 'Account 777788889999 could not be read.'), { maxLength: 2 })
