/** A validator's errors as mistakes with places. */
import type { Mistake } from '../../nouns/place.ts'
import type { Validator } from '#validators'
import { wrongsOf, type Wrong } from './schema-errors.ts'
import { keyPlaceOf, placeOf, sourceOf, type Path, type YamlFile } from './yaml-file.ts'

/** What a validator finds wrong with `data`, which is called `whole`. */
export function wrongs(validator: Validator, data: unknown, whole: string, written?: (path: Path) => string | undefined): readonly Wrong[] {
  if (validator(data)) return []
  return wrongsOf(validator.errors ?? [], { data, whole, ...(written === undefined ? {} : { written }) })
}

/** One mistake for each spot of a file, or of the part of it at `at`, that a validator refuses. */
export function mistakesIn(
  yaml: YamlFile,
  validator: Validator,
  whole: string,
  part: { readonly at: Path; readonly data: unknown } = { at: [], data: yaml.data },
): readonly Mistake[] {
  const found = wrongs(validator, part.data, whole, (path) => sourceOf(yaml, [...part.at, ...path]))
  return found.map(({ path, atKey, what, instead }) => {
    const place = (atKey ? keyPlaceOf : placeOf)(yaml, [...part.at, ...path])
    return instead === undefined ? { what, place } : { what, place, instead }
  })
}
