/** Mistakes that somebody could make in the engine: a text of a file, and what stands there instead. */

export interface PlantedBug {
  readonly bug: string
  readonly file: string
  readonly text: string
  readonly instead: string
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    bug: 'a subtraction that forgets a way out of a condition',
    file: 'product.ts',
    text: 'const failing = complement(condition)',
    instead: 'const failing = complement(condition).slice(0, 1)',
  },
  {
    bug: 'a subtraction that tries one field only',
    file: 'product.ts',
    text: 'for (const { part, ways } of product) {',
    instead: 'for (const { part, ways } of product.slice(0, 1)) {',
  },
  {
    bug: 'a prefix and a suffix that may not overlap',
    file: 'language.ts',
    text: 'return value.startsWith(open.prefix) && value.endsWith(open.suffix)',
    instead: 'return value.startsWith(open.prefix) && value.slice(open.prefix.length).endsWith(open.suffix)',
  },
  {
    bug: 'a longer prefix that hides a shorter one',
    file: 'language.ts',
    text: 'return extends_ ? [theirs] : extended ? [mine] : []',
    instead: 'return extends_ ? [theirs] : []',
  },
  { bug: 'NotEquals left out', file: 'advanced.ts', text: "textsIn(raw, 'NotEquals')", instead: '[]' },
  { bug: 'NotStartsWith left out', file: 'advanced.ts', text: "textsIn(raw, 'NotStartsWith')", instead: '[]' },
  { bug: 'NotEndsWith left out', file: 'advanced.ts', text: "textsIn(raw, 'NotEndsWith')", instead: '[]' },
  {
    bug: 'negative operators of which one is enough',
    file: 'language.ts',
    text: 'exact: language.exact.filter((value) => !hits(none, value)),',
    instead: 'exact: language.exact,',
  },
  {
    bug: 'basic S3 values taken for whole ARNs',
    file: 'basic.ts',
    text: 'const upper: Product = [type, arnPart({ some: textsOf([], values) }, values)]',
    instead: 'const upper: Product = [type, arnPart({ some: textsOf(values) }, values)]',
  },
  {
    bug: 'basic Lambda and DynamoDB values taken for beginnings',
    file: 'basic.ts',
    text: 'arnPart(equalTo(...values), values)',
    instead: 'arnPart({ some: textsOf([], values) }, values)',
  },
  {
    bug: 'exclusions of management events that are not looked at',
    file: 'basic.ts',
    text: '...(excluded.length === 0 ? [] : [exclusion])',
    instead: '',
  },
  {
    bug: 'exclusions of one selector that hold for all of the trail',
    file: 'selectors.ts',
    text: 'const basic = (raw.EventSelectors ?? []).map((selector, index) => readBasic(selector, index, partition))',
    instead: `const excluded = (raw.EventSelectors ?? []).flatMap((each: any) => each.ExcludeManagementEventSources ?? [])
      const basic = (raw.EventSelectors ?? []).map((each: any, index) =>
        readBasic({ ...each, ExcludeManagementEventSources: excluded }, index, partition))`,
  },
  {
    bug: 'reads taken for writes',
    file: 'basic.ts',
    text: "String(type === 'ReadOnly')",
    instead: "String(type === 'WriteOnly')",
  },
  {
    bug: 'the last selector alone',
    file: 'selectors.ts',
    text: '(raw.AdvancedEventSelectors ?? []).map(readAdvanced)',
    instead: '(raw.AdvancedEventSelectors ?? []).slice(-1).map(readAdvanced)',
  },
  {
    bug: 'lower and upper bounds that changed places',
    file: 'advanced.ts',
    text: 'return { label, lower, upper: [upper],',
    instead: 'return { label, lower: [upper], upper: lower,',
  },
  {
    bug: 'an absent field that a positive operator hits',
    file: 'language.ts',
    text: 'return { absent: false, exact: [...exact]',
    instead: 'return { absent: language.absent, exact: [...exact]',
  },
  {
    bug: 'an absent field that a negative operator rules out',
    file: 'language.ts',
    text: '    absent: language.absent,\n    exact: language.exact.filter',
    instead: '    absent: false,\n    exact: language.exact.filter',
  },
  {
    bug: 'a condition on the ARN that is about every resource',
    file: 'companion.ts',
    text: 'const chosen = arnFields.filter((_, index) => ofType.every((part) => meets(part, types[index])))',
    instead: 'const chosen = arnFields',
  },
  {
    bug: 'a stream without its table',
    file: 'companion.ts',
    text: "{ 'AWS::DynamoDB::Table': 'AWS::DynamoDB::Stream' }",
    instead: '{}',
  },
]
