/** Pieces of text to a file, whole or not at all, or to stdout as fast as its reader takes them. */
import { mkdir, open, realpath, rename, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { badInput } from '../../nouns/place.ts'
import { withTemporary } from './temporary.ts'

/** Pieces are gathered to about this many characters before they are written: reports come in pieces of a line. */
const batchSize = 65_536

/**
 * Writes the pieces to a file that appears only when it is whole: into a temporary file beside it, then renamed; missing
 * folders are made, a link is followed. A pipe or a device (`/dev/fd/63`) is written straight. Fails with a mistake
 * that names the path, and leaves no temporary file; an error of the pieces themselves is thrown as it is.
 */
export async function writeFileWhole(path: string, pieces: Pieces): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path)
    const there = await stat(target).catch(() => undefined)
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return await writeTo(await open(target, 'w'), pieces)
    if (there?.isDirectory() === true) throw badInput({ what: `cannot write ${path}: it is a folder` })
    await mkdir(dirname(target), { recursive: true })
    await writeBeside(target, pieces)
  } catch (error) {
    throw notWritten(path, error)
  }
}

/** The mistake that names the path, for an error of the file system; any other error as it is. */
export function notWritten(path: string, error: unknown): unknown {
  return isSystemError(error) ? badInput({ what: `cannot write ${path}: ${error.message}` }) : error
}

async function writeBeside(target: string, pieces: Pieces): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${crypto.randomUUID()}.tmp`)
  await withTemporary(temporary, async () => {
    await writeTo(await open(temporary, 'wx'), pieces)
    await rename(temporary, target)
  })
}

/** Text that is ready, or bytes that are still being made. */
type Pieces = Iterable<string> | AsyncIterable<Uint8Array>

async function writeTo(file: FileHandle, pieces: Pieces): Promise<void> {
  try {
    for await (const batch of Symbol.asyncIterator in pieces ? pieces : batches(pieces)) await file.writeFile(batch)
  } finally {
    await file.close()
  }
}

/**
 * Writes the pieces to stdout, or another stream, and resolves when the last one is taken: each batch waits for the one before,
 * so a slow pipe gets everything. A reader that went away (EPIPE: `| head`) ends it quietly; other errors are mistakes.
 */
export async function writeStdout(pieces: Iterable<string>, stream: Writable = process.stdout): Promise<void> {
  await writePieces(batches(pieces), stream)
}

/** The same for pieces that are written as they arrive. */
export async function writePieces(pieces: Iterable<string> | AsyncIterable<string>, stream: Writable = process.stdout): Promise<void> {
  stream.on('error', ignore)
  for await (const piece of pieces) {
    const error = await written(stream, piece)
    if (error?.code === 'EPIPE' || error?.code === 'ERR_STREAM_DESTROYED') return
    if (error !== undefined) throw badInput({ what: `cannot write to stdout: ${error.message}` })
  }
  stream.off('error', ignore)
}

function ignore(): void {}

/** The stream also emits the error, later; the listener of writeStdout stays for it. */
function written(stream: Writable, text: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    stream.write(text, (error) => resolve(error ?? undefined))
  })
}

function* batches(pieces: Iterable<string>): Generator<string> {
  let batch = ''
  for (const piece of pieces) {
    batch += piece
    if (batch.length < batchSize) continue
    yield batch
    batch = ''
  }
  if (batch !== '') yield batch
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
