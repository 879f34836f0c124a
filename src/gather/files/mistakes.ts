/** A validator's errors as mistakes with places. */
import type { Mistake } from '../../nouns/place.ts'
import type { Validator } from '#validators'
import { wrongs } from './schema-errors.ts'
import { keyPlaceOf, placeOf, sourceOf, type Path, type YamlFile } from './yaml-file.ts'

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
