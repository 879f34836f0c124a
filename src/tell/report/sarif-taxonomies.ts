/** The frameworks that were asked for as SARIF taxonomies: each control a taxon, each rule related to those it bears on. */
import type { Assessment, Control, FrameworkCoverage } from '../../nouns/verdict.ts'
import { harmless } from './harmless.ts'

type Members = Readonly<Record<string, unknown>>

/** One component per framework; no member at all when none was asked for. */
export function taxonomies({ frameworks = [], controls }: Assessment): Members {
  const all = frameworks.map((framework) => taxonomy(framework, controls.filter((control) => control.framework === framework.id)))
  return all.length === 0 ? {} : { taxonomies: all }
}

function taxonomy({ id, title, version, source, mapped, of }: FrameworkCoverage, controls: readonly Control[]): unknown {
  return {
    name: harmless(id),
    version: harmless(version),
    shortDescription: { text: harmless(title) },
    fullDescription: { text: `${harmless(title)} (${harmless(source)}): ${mapped} of ${of} logging controls mapped.` },
    isComprehensive: false,
    taxa: controls.map((control) => ({
      id: harmless(control.id),
      ...(control.title === undefined ? {} : { shortDescription: { text: harmless(control.title) } }),
      properties: { status: control.status, ...(control.note === undefined ? {} : { note: harmless(control.note) }) },
    })),
  }
}

export function supportedTaxonomies({ frameworks = [] }: Assessment): Members {
  const references = frameworks.map(({ id }, index) => ({ name: harmless(id), index }))
  return references.length === 0 ? {} : { supportedTaxonomies: references }
}

/** The driver, its rules related to the controls they bear on. */
export function withTaxa(driver: Members, { rules, frameworks = [], controls }: Assessment): Members {
  const told = (driver['rules'] as readonly Members[]).map((rule, at) => {
    const related = frameworks.flatMap((framework, index) => relationships(rules[at]?.id, framework.id, index, controls))
    return related.length === 0 ? rule : Object.assign({}, rule, { relationships: related })
  })
  return { ...driver, rules: told }
}

function relationships(rule: string | undefined, framework: string, component: number, controls: readonly Control[]): readonly unknown[] {
  const taxa = controls.filter((control) => control.framework === framework)
  return taxa.flatMap(({ id, rules }, index) => {
    if (rule === undefined || !rules.includes(rule)) return []
    return [{ target: { id: harmless(id), index, toolComponent: { name: harmless(framework), index: component } }, kinds: ['relevant'] }]
  })
}
