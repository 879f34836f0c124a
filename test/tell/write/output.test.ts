import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mistakesOf } from '../../../src/nouns/place.ts'
import { writeFileWhole, writeStdout } from '../../../src/tell/write/output.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailgate-output-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

function* breaking(): Generator<string> {
  yield 'half '.repeat(50_000)
  throw new Error('the report broke')
}

describe('writeFileWhole', () => {
  it('makes missing folders and leaves nothing but the file', async () => {
    const file = join(folder, 'a', 'b', 'report.txt')
    await writeFileWhole(file, ['one\n', 'zwei é\n'])
    expect(await readFile(file, 'utf8')).toBe('one\nzwei é\n')
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['report.txt'])
  })

  it('replaces what was there only when it is whole, and throws the error of the pieces as it is', async () => {
    const file = join(folder, 'report.txt')
    await writeFile(file, 'before')
    await expect(writeFileWhole(file, breaking())).rejects.toThrow(/^the report broke$/)
    expect(await readFile(file, 'utf8')).toBe('before')
    expect(await readdir(folder)).toEqual(['report.txt'])
  })

  it('follows a link to the file behind it', async () => {
    await writeFile(join(folder, 'real.txt'), 'before')
    await symlink(join(folder, 'real.txt'), join(folder, 'link.txt'))
    await writeFileWhole(join(folder, 'link.txt'), ['after'])
    expect(await readFile(join(folder, 'real.txt'), 'utf8')).toBe('after')
  })

  it('writes straight into a pipe', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const [read] = await Promise.all([readFile(pipe, 'utf8'), writeFileWhole(pipe, ['through'])])
    expect(read).toBe('through')
    expect(await readdir(folder)).toEqual(['pipe'])
  })

  it('names the path that cannot be written', async () => {
    await mkdir(join(folder, 'taken'))
    await writeFile(join(folder, 'file'), '')
    for (const path of [join(folder, 'taken'), join(folder, 'file', 'below')]) {
      const error: unknown = await writeFileWhole(path, ['x']).catch((thrown: unknown) => thrown)
      expect(mistakesOf(error)?.[0]?.what).toContain(`cannot write ${path}: `)
    }
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken'])
  })
})

/** A reader that takes its time over every chunk. */
function slow(): { readonly stream: Writable; readonly taken: () => string; readonly mostWaiting: () => number } {
  const parts: string[] = []
  let most = 0
  const stream: Writable = new Writable({
    highWaterMark: 1024,
    write(chunk: Buffer, _encoding, done) {
      most = Math.max(most, stream.writableLength)
      parts.push(chunk.toString())
      setTimeout(done, 1)
    },
  })
  return { stream, taken: () => parts.join(''), mostWaiting: () => most }
}

function failing(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(`write ${code}`), { code })) })
}

describe('writeStdout', () => {
  it('gives a slow reader all of three megabytes, and never more than a batch at a time', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `${String(at).padStart(99, '.')}\n`)
    const { stream, taken, mostWaiting } = slow()
    await writeStdout(lines, stream)
    expect(taken()).toBe(lines.join(''))
    expect(mostWaiting()).toBeLessThan(100_000)
    expect(stream.listenerCount('error')).toBe(0)
  })

  it('ends quietly, and asks for no more pieces, when the reader went away', async () => {
    let asked = 0
    function* pieces(): Generator<string> {
      for (; asked < 10; asked++) yield 'x'.repeat(70_000)
    }
    await writeStdout(pieces(), failing('EPIPE'))
    expect(asked).toBe(0)
  })

  it('tells any other error', async () => {
    const error: unknown = await writeStdout(['x'], failing('ENOSPC')).catch((thrown: unknown) => thrown)
    expect(mistakesOf(error)?.[0]?.what).toBe('cannot write to stdout: write ENOSPC')
  })
})
