/** Sketched organizations as snapshot files, in folders that are gone after the tests. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sayLine } from '../../src/gather/files/snapshots.ts'
import { sketchSnapshot } from '../../src/gather/files/sketch.ts'
import type { Sketch } from '../../src/nouns/sketch.ts'
import { factsIn, type Snapshot } from '../../src/nouns/snapshot.ts'
import { scratch } from './trailgate.ts'

/** A snapshot file of this organization, in a folder of its own. */
export function snapshotFile(sketch: Sketch): string {
  const file = join(scratch(), 'snapshot.ndjson')
  writeFileSync(file, linesOf(sketchSnapshot(sketch)))
  return file
}

function linesOf(snapshot: Snapshot): string {
  const [segment] = snapshot.segments
  if (segment?.footer === undefined) throw new Error('a sketch has a header and a footer')
  return [segment.header, ...factsIn(snapshot), segment.footer].map((line) => `${sayLine(line)}\n`).join('')
}
