/** The organizations that every format is written for: name to the flags of `check` that name its source. */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { organizationLines } from '../../bench/judging/organization.mjs'
import { emptyLines } from './organizations/empty.mjs'
import { hostileLines } from './organizations/hostile.mjs'
import { refusedLines } from './organizations/refused.mjs'

export const organizations = {
  demo: async () => ['--demo'],
  redacted: async () => ['--demo', '--redact'],
  empty: (scratch) => snapshot('empty', emptyLines(), scratch),
  refused: (scratch) => snapshot('refused', refusedLines(), scratch),
  hostile: (scratch) => snapshot('hostile', hostileLines(), scratch),
  large: async (scratch) => [...(await snapshot('large', organizationLines(10_000), scratch)), '--only', 'all'],
}

async function snapshot(name, lines, scratch) {
  const file = join(scratch, `${name}.ndjson`)
  await pipeline(said(lines), createWriteStream(file))
  return ['--snapshot', file, '--as-of', '2026-11-01T10:00:00Z']
}

function* said(lines) {
  for (const line of lines) yield `${JSON.stringify(line)}\n`
}
