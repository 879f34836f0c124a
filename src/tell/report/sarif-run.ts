/** What SARIF is told about the run itself: its category, its invocation, and what it could not look at. */
import { hash } from 'node:crypto'
import type { Assessment, Scope } from '../../nouns/verdict.ts'
import { shownResults, type Told } from './sarif-limits.ts'
import { sayIncomplete, sayNarrowed, sayScope, sayStatus } from './scope.ts'
import { examined } from './subject.ts'
import { countOf } from './wording.ts'

interface Descriptor {
  readonly id: string
  readonly title: string
  readonly meaning: string
  readonly help: string
}

const descriptors = [
  {
    id: 'incomplete',
    title: 'Part of the scope was not assessed',
    meaning: 'An account, a region or a question in scope could not be assessed, so an absent result does not show that all is well there.',
    help: 'Read the message for what was refused or missing, allow it to the reading role, and run again.',
  },
  {
    id: 'narrowed',
    title: 'The run was narrowed',
    meaning: 'The run looked only at the accounts, units, regions or rules it was asked for; it closes no alert of a wider run.',
    help: 'Run without the narrowing flags to assess everything.',
  },
  {
    id: 'results-cut',
    title: 'Not every result is in this file',
    meaning: 'GitHub refuses a file with more than 25,000 results or 10 MB of compressed text; the most severe ones are here.',
    help: 'Read the JSON report of the same run for the rest.',
  },
  {
    id: 'results-not-shown',
    title: 'GitHub does not show every result',
    meaning: 'GitHub shows the 5,000 most severe results of an upload; the others are in the file, and open no alert.',
    help: 'Read the file itself or the JSON report of the same run, and start with the rules that fail for most accounts.',
  },
] as const satisfies readonly Descriptor[]

/** With every text that GitHub's own rules want of a descriptor (GH2012, reference 1.6). */
export const notificationDescriptors = descriptors.map(({ id, title, meaning, help }) => ({
  id,
  shortDescription: { text: `${title}.` },
  fullDescription: { text: meaning },
  help: { text: help },
}))

/**
 * `trailgate/<organization or account>/<source>/<scope>/`: an alert is closed only by a run of the same category, so a
 * narrowed run has its own, by a hash of what it was narrowed to.
 */
export function category(scope: Scope): string {
  const parts = ['trailgate', examined(scope), scope.source, scopeId(scope)]
  return `${parts.map((part) => part.replaceAll(/[^\w.-]/g, '-')).join('/')}/`
}

function scopeId({ narrowed }: Scope): string {
  if (narrowed === undefined) return 'all'
  const entries = Object.entries(narrowed).map(([name, value]: [string, true | readonly string[]]) => [name, sorted(value)] as const)
  const canonical = JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  return hash('sha256', canonical).slice(0, 8)
}

function sorted(value: true | readonly string[]): readonly string[] {
  return value === true ? [] : [...new Set(value)].sort()
}

/** Unlike alerts, these are read by nobody one by one. */
const mostReasons = 1_000

/** The run as an invocation; `told` of its results. No command line, machine, account or environment: they leak. */
export function invocationOf(assessment: Assessment, told?: Told): unknown {
  const { asOf, scope, summary } = assessment
  const narrowed = sayNarrowed(scope)
  const notifications = [
    ...someReasons(assessment).map((reason) => notification('incomplete', 'error', reason)),
    ...(narrowed === undefined ? [] : [notification('narrowed', 'note', `Narrowed: ${narrowed}`)]),
    ...(told === undefined ? [] : sayCut(told)),
  ]
  return {
    executionSuccessful: true,
    exitCode: summary.status,
    exitCodeDescription: sayStatus(summary.status),
    startTimeUtc: asOf,
    endTimeUtc: asOf,
    toolExecutionNotifications: notifications,
  }
}

function someReasons(assessment: Assessment): readonly string[] {
  const reasons = sayIncomplete(assessment)
  const more = reasons.length - mostReasons
  return more > 0 ? [...reasons.slice(0, mostReasons), `and ${countOf(more, 'more part')} of the scope`] : reasons
}

function sayCut({ found, kept }: Told): readonly unknown[] {
  return [
    ...(kept === found ? [] : [notification('results-cut', 'error', `${countOf(found - kept, 'result')} of lower severity not in this file`)]),
    ...(kept <= shownResults ? [] : [notification('results-not-shown', 'note', `GitHub shows ${shownResults} of these ${kept} results`)]),
  ]
}

/** What the run was about and came to, in every SARIF file. */
export function propertiesOf(assessment: Assessment): Readonly<Record<string, unknown>> {
  const { complete, scope, summary } = assessment
  const narrowed = sayNarrowed(scope)
  return { complete, scope: sayScope(scope).join('; '), ...(narrowed === undefined ? {} : { narrowed }), outcomes: summary.outcomes }
}

function notification(id: (typeof descriptors)[number]['id'], level: 'error' | 'note', text: string): unknown {
  const index = descriptors.findIndex((descriptor) => descriptor.id === id)
  return { descriptor: { id, index }, level, message: { text: sentence(text) } }
}

/** Ends with a full stop, as SARIF wants of messages. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
