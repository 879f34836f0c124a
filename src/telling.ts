/** Which reports were asked for, and how they are told: files first, stdout last, so that nothing is half-told. */
import * as Flags from '@oclif/core/flags'
import { badInput } from './nouns/place.ts'
import type { Snapshot } from './nouns/snapshot.ts'
import type { Assessment, Look, Report } from './nouns/verdict.ts'
import { drawing, formatNames, formats } from './tell/report/formats.ts'
import type { KnownName } from './tell/report/redact-names.ts'
import type { Verified } from './verifying.ts'

/** One report: its format, and the file it goes to; stdout without one. */
export interface ReportAsked {
  readonly format: string
  readonly file?: string
  readonly report: Report
  /** Whether it draws what is recorded where. */
  readonly draws: boolean
}

export const reportFlags = {
  report: Flags.string({ multipleNonGreedy: true, multiple: true, summary: `Format, and the file it goes to (default: text on stdout): ${formatNames.join(', ')}`, helpValue: 'FORMAT[=FILE]' }),
  json: Flags.boolean({ default: false, summary: 'Short for --report json' }),
} as const

export const redactFlags = {
  redact: Flags.boolean({ default: false, summary: 'Replace account numbers, names and ARNs by pseudonyms in every report' }),
} as const

/** What somebody called something, which no report may say. */
export type NamesToHide = readonly KnownName[]

/** The names that the snapshot knows; the snapshot itself is not held. */
export async function namesToHide(snapshot: Snapshot): Promise<NamesToHide> {
  const { namesIn } = await import('./tell/report/redact-names.ts')
  return namesIn(snapshot)
}

/** The assessment with pseudonyms for these names. */
export async function withoutNames(assessment: Assessment, names: NamesToHide): Promise<Assessment> {
  const { redacted } = await import('./tell/report/redact.ts')
  return redacted(assessment, names)
}

/** The reports that the flags ask for. Unknown formats and two reports on stdout are mistakes. */
export async function reportsAsked(flags: { readonly report?: readonly string[] | undefined; readonly json: boolean }): Promise<readonly ReportAsked[]> {
  const named = [...(flags.report ?? []), ...(flags.json ? ['json'] : [])]
  const asked = await Promise.all((named.length === 0 ? ['text'] : named).map(reportAsked))
  const onStdout = asked.filter((report) => report.file === undefined)
  if (onStdout.length > 1) {
    const what = `${onStdout.map((report) => report.format).join(' and ')} cannot both go to stdout`
    throw badInput({ what, instead: `give all but one a file, as in --report ${onStdout[0]?.format}=FILE` })
  }
  return asked
}

async function reportAsked(text: string): Promise<ReportAsked> {
  const [format = '', ...rest] = text.split('=')
  const load = Object.hasOwn(formats, format) ? formats[format as keyof typeof formats] : undefined
  if (load === undefined) throw badInput({ what: `no report format "${format}"`, instead: `the formats are ${formatNames.join(', ')}` })
  const file = rest.join('=')
  if (text.includes('=') && file === '') throw badInput({ what: `--report ${format}= names no file`, instead: `write --report ${format}=FILE` })
  return { format, report: await load(), draws: drawing.has(format), ...(file === '' ? {} : { file }) }
}

/** Writes every report. When all go to files, the verdict goes to stderr in one line. */
export async function tellReports(assessment: Assessment, reports: readonly ReportAsked[]): Promise<void> {
  const { writeFileWhole, writeStdout } = await import('./tell/write/output.ts')
  for (const { report, file } of reports) {
    if (file !== undefined) await writeFileWhole(file, report(assessment, plain))
  }
  const onStdout = reports.find((report) => report.file === undefined)
  if (onStdout !== undefined) return writeStdout(onStdout.report(assessment, lookOf(process.stdout)))
  const { verdictLine } = await import('./tell/report/wording.ts')
  process.stderr.write(`${verdictLine(assessment)}\n`)
}

/** Writes what a command that has no other report tells: one document, on stdout, as its reader wants it to look. */
export async function tellStdout(told: (look: Look) => Iterable<string>): Promise<void> {
  const { writeStdout } = await import('./tell/write/output.ts')
  await writeStdout(told(lookOf(process.stdout)))
}

interface VerificationAsked {
  readonly json: boolean
  readonly 'allow-unsigned': boolean
}

/** Tells what came of verifying a pack, on stdout; returns whether it may be relied on. Names in it may be a stranger's words. */
export async function tellVerification(pack: string, { checks, partial }: Verified, asked: VerificationAsked): Promise<boolean> {
  const { isGood, verificationReport, verificationText } = await import('./tell/evidence/verification.ts')
  const { writeStdout } = await import('./tell/write/output.ts')
  const { harmless, harmlessJson } = await import('./tell/report/harmless.ts')
  const good = isGood(checks, asked['allow-unsigned'])
  const safe = checks.map((check) => ({ ...check, says: harmless(check.says), findings: check.findings.map(harmless) }))
  const text = (): Iterable<string> => verificationText(harmless(pack), safe, partial.map(harmless), good)
  await writeStdout(asked.json ? [`${harmlessJson(verificationReport(pack, checks, partial, good), 2)}\n`] : text())
  return good
}

/** How reports look that go to files. */
export const plain: Look = { colour: false, width: 100 }

/** Colour on a terminal that can show it and does not refuse it (NO_COLOR), or where it is forced (FORCE_COLOR); the terminal's width, else 100. */
function lookOf(stream: NodeJS.WriteStream): Look {
  const { FORCE_COLOR: forced = '', NO_COLOR: refused = '', TERM: terminal } = process.env
  const wanted = forced !== '' && forced !== '0' ? true : stream.isTTY && refused === '' && forced !== '0' && terminal !== 'dumb'
  return { colour: wanted, width: stream.isTTY ? stream.columns : plain.width }
}
