/** A pack, written whole or not at all: the contents in order, then the files that speak of them. */
import { createHash } from 'node:crypto'
import type { Assessment } from '../../nouns/verdict.ts'
import { writeFileWhole } from '../write/output.ts'
import { archive } from './archive.ts'
import { envelopePath, inOrder, manifestPath, statementPath, sumsPath, type Content, type PackedFile } from './contents.ts'
import { envelopeText } from './envelope.ts'
import type { Signer } from './keys.ts'
import { manifestText, sumsText, type Facts } from './manifest.ts'
import { statementText } from './statement.ts'

/** What is packed. `signer` is there exactly where the facts name a signature. */
export interface Packing {
  readonly contents: readonly Content[]
  readonly facts: Facts
  readonly assessment: Assessment
  readonly signer?: Signer
}

/** What was written. */
export interface Packed {
  readonly sha256: string
  readonly size: number
  readonly files: number
}

/** Writes the pack to a file that appears when it is whole. */
export async function writePack(out: string, packing: Packing): Promise<Packed> {
  const hash = createHash('sha256')
  let [size, files] = [0, 0]
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const chunk of packBytes(packing, () => (files += 1))) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  await writeFileWhole(out, counted())
  return { sha256: hash.digest('hex'), size, files }
}

/** The pack's bytes. What is written last is made last: by then the hashes of the others are known. */
export function packBytes(packing: Packing, written: (file: PackedFile) => void = () => undefined): AsyncIterable<Uint8Array> {
  const files: PackedFile[] = []
  return archive([...inOrder(packing.contents), ...closing(packing, files)], (file) => {
    files.push(file)
    written(file)
  })
}

function closing({ facts, assessment, signer }: Packing, files: readonly PackedFile[]): readonly Content[] {
  const statement = (): string => statementText(assessment, facts, files)
  let signed = ''
  const envelope: readonly Content[] = signer === undefined ? [] : [{ path: envelopePath, pieces: () => [envelopeText(signed, signer)] }]
  return [
    { path: manifestPath, pieces: () => manifestText(facts, [...files]) },
    { path: statementPath, pieces: () => [(signed = statement())] },
    ...envelope,
    { path: sumsPath, pieces: () => sumsText([...files]) },
  ]
}

