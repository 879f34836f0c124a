/** A framework: a version of a standard, as the list of its logging controls. Rules say which of them they show (nouns/rule.ts). */

import type { ParameterValue } from './rule.ts'

/** One control of a standard that is about logging. */
export interface LoggingControl {
  /** As the standard numbers it. */
  readonly id: string
  /** What it asks for, in our own words. */
  readonly title: string
  /** False where it is about what people do, or about what a log says: no configuration can show it. */
  readonly shownByConfiguration: boolean
  readonly note?: string
}

export interface Framework {
  /** The name that policies, `--framework` and the rules' `controls` use, such as `cis-aws-foundations-5.0.0`. */
  readonly id: string
  readonly title: string
  readonly version: string
  /** The name of the document that numbers the controls. */
  readonly source: string
  /** Parameters of rules, by rule id, where the standard asks for something else than the rule does by default. */
  readonly with?: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>
  readonly loggingControls: readonly LoggingControl[]
}

/** What came of a control. A control is never met by an exception: a waived fail is not met, and neither is a rule that was turned off. */
export const controlStatuses = [
  'met',
  'not met',
  'not met: waived',
  'not met: turned off',
  'not met: nothing there',
  'could not tell',
  'not decidable from configuration',
  'not mapped',
] as const

export type ControlStatus = (typeof controlStatuses)[number]
