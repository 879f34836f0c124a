/** The parameters of a rule: its defaults, what the policy gives, and dated catalogues in place of the word `all`. */
import { catalogues, catalogueWords, namesIn, type CatalogueName } from '../../nouns/catalogue.ts'
import type { Parameter, ParameterValue, Rule } from '../../nouns/rule.ts'
import type { Judgement } from './judgement.ts'

type Values = Readonly<Record<string, ParameterValue>>

/** Ready to be put in, with a sentence for each catalogue that stands in them: "all" is only as good as its date. */
export interface Parameters {
  readonly parameters: Values
  readonly citations: readonly string[]
}

/** What the rule is judged with; `given` is what the policy says about it. */
export function parametersOf({ parameters }: Pick<Rule, 'parameters'>, given: Values = {}): Parameters {
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]))
  const values = Object.entries({ ...defaults, ...given })
  const named = values.flatMap(([name, value]) => catalogueOf(parameters[name], value) ?? [])
  return {
    parameters: Object.fromEntries(values.map(([name, value]) => [name, expanded(parameters[name], value)])),
    citations: [...new Set(named)].map(cite),
  }
}

function catalogueOf(parameter: Parameter | undefined, value: ParameterValue): CatalogueName | undefined {
  return value === 'all' ? parameter?.catalogue : undefined
}

function expanded(parameter: Parameter | undefined, value: ParameterValue): ParameterValue {
  const catalogue = catalogueOf(parameter, value)
  return catalogue === undefined ? value : namesIn(catalogue)
}

function cite(catalogue: CatalogueName): string {
  return `A17: all ${catalogueWords[catalogue]} are the ${namesIn(catalogue).length} of the list of ${catalogues[catalogue].date}`
}

/** The judgement, with the catalogues that it rests on named in every piece of its evidence. */
export function citing(judgement: Judgement, citations: readonly string[]): Judgement {
  if (citations.length === 0) return judgement
  return { ...judgement, evidence: judgement.evidence.map((piece) => ({ ...piece, assumed: [...(piece.assumed ?? []), ...citations] })) }
}
