/** The report formats: a new one is a file and a line here. */
import type { Report } from '../../nouns/verdict.ts'

/** Format name to the file that knows it, loaded only when it is asked for. */
export const formats = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  ocsf: async () => (await import('./ocsf.ts')).ocsf,
  oscal: async () => (await import('./oscal.ts')).oscal,
} as const satisfies Record<string, () => Promise<Report>>

type FormatName = keyof typeof formats

/** The names, in the order of the table. */
export const formatNames = Object.keys(formats) as readonly FormatName[]
