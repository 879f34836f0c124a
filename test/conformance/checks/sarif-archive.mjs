/** SARIF for keeping: Microsoft's multitool by the standard's own rules (GitHub's are for uploads), and the schema. */
import { multitoolFindings, schemaFindings } from './sarif.mjs'

export const format = 'sarif-archive'
export const ending = '.archive.sarif'

export const checks = {
  multitool: (file, setting) => multitoolFindings(file, setting, 'Sarif'),
  schema: schemaFindings,
}

/** Of 10,000 accounts it is 250 MB, which neither validator reads in a sensible time; its results are shaped alike whatever their number. */
export const organizations = ['demo', 'redacted', 'empty', 'refused', 'hostile']
