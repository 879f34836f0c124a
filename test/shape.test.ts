/** The house keeps its shape: arrows between rooms, file names, and the door's monopoly on the exit status (design section 2). */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

/** Which rooms each room may import; every room may import itself and nouns. The folders directly in src are the front: they introduce all. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  nouns: [],
  'gather/aws': [],
  'gather/files': [],
  'gather/simulate': [],
  'judge/coverage': [],
  'judge/access': [],
  'judge/evaluate': ['judge/coverage', 'judge/access'],
  'judge/compare': [],
  'tell/report': [],
  'tell/write': [],
  'tell/evidence': ['tell/write'],
  'tell/setup': [],
}

/** Packages and built-ins a room may import; undefined: any. Judging is pure, and so are reports (hashing and compressing are arithmetic). */
const packages: Readonly<Record<string, readonly string[]>> = { nouns: [], 'judge/coverage': [], 'judge/access': [], 'judge/evaluate': [], 'judge/compare': [], 'tell/report': ['node:crypto', 'node:zlib'] }

interface File {
  readonly path: string
  readonly text: string
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  if (first === 'nouns') return first
  return second === '' || first === 'commands' ? 'front' : `${first}/${second}`
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

/** Every import that goes where no arrow does. */
function wrongArrows(file: File): readonly string[] {
  const room = roomOf(file.path)
  return importsOf(file.text).filter((target) => (target.startsWith('.') ? !mayImport(room, targetRoom(file.path, target)) : !mayUse(room, target)))
}

function targetRoom(path: string, target: string): string {
  const inside = relative(src, resolve(src, dirname(path), target))
  // Data beside src (schemas) belongs to nobody.
  return inside.startsWith('..') ? 'data' : roomOf(inside)
}

function mayImport(room: string, target: string): boolean {
  if (room === 'front') return true
  return target === room || target === 'nouns' || (target === 'data' && room === 'gather/files') || (arrows[room] ?? []).includes(target)
}

function mayUse(room: string, name: string): boolean {
  const allowed = packages[room]
  if (name.startsWith('@aws-sdk/')) return room === 'gather/aws'
  return allowed === undefined || allowed.includes(name)
}

/** What a file does that only the door may do, or that a pure room may not. */
function forbidden(file: File): readonly string[] {
  const ofDoor = file.path === 'main.ts' ? [] : ['process.exit']
  const ofPure = packages[roomOf(file.path)] === undefined ? [] : ['Date.now', 'new Date()', 'Math.random', 'process.', 'globalThis', 'performance.']
  return [...ofDoor, ...ofPure].filter((text) => withoutComments(file.text).includes(text))
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}

const files: readonly File[] = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: relative(src, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))

describe('the house', () => {
  it('is looked at', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(new Set(files.map((file) => roomOf(file.path)))).toContain('judge/coverage')
  })

  it.each(files)('$path goes only where an arrow goes', (file) => {
    expect(wrongArrows(file)).toEqual([])
  })

  it.each(files)('$path leaves alone what is not its own', (file) => {
    expect(forbidden(file)).toEqual([])
  })

  it.each(files)('$path has a room, a name and a first line', ({ path, text }) => {
    expect(path).not.toMatch(/(^|\/)(utils?|helpers?|common|shared|types)(\.ts|\/)/)
    expect(roomOf(path) === 'front' || Object.hasOwn(arrows, roomOf(path))).toBe(true)
    expect(text).toMatch(/^(#!.*\n)?\/\*\*/)
    expect(text.split('\n').length).toBeLessThanOrEqual(path.startsWith('nouns/') ? 400 : 200)
  })

  it('exports a default only from commands', () => {
    expect(files.filter((file) => /^export default/m.test(file.text)).every((file) => file.path.startsWith('commands/'))).toBe(true)
  })
})

describe('the watch over the house', () => {
  it.each([
    ['a report that judges', { path: 'tell/report/text.ts', text: "import { decide } from '../../judge/coverage/decide.ts'" }],
    ['a gatherer that knows another', { path: 'gather/aws/collect.ts', text: "import { startSimulation } from '../simulate/server.ts'" }],
    ['a judge that reads the disk', { path: 'judge/evaluate/assess.ts', text: "import { readFileSync } from 'node:fs'" }],
    ['a noun with behaviour of a verb', { path: 'nouns/event.ts', text: "import type { X } from '../gather/files/policy.ts'" }],
    ['a file that calls AWS from elsewhere', { path: 'gather/files/policy.ts', text: "const x = await import('@aws-sdk/client-s3')" }],
  ])('sees %s', (_, file) => {
    expect(wrongArrows(file)).not.toEqual([])
  })

  it.each([
    ['a command that exits', { path: 'commands/check.ts', text: 'process.exit(1)' }],
    ['a judge that asks the clock', { path: 'judge/evaluate/assess.ts', text: 'const now = new Date()' }],
  ])('sees %s', (_, file) => {
    expect(forbidden(file)).not.toEqual([])
  })
})
