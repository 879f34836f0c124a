#!/usr/bin/env node
/** The door: arguments in, exit status out. Nobody else sets the exit status, and nobody calls process.exit after writing. */
import './environment.ts'
// Loaded before what it does to stdout is undone below.
import '@oclif/core/command'
import { flush } from '@oclif/core/flush'
import { run } from '@oclif/core/run'
import { badInput, mistakesOf, sayMistake } from './nouns/place.ts'

/** 2: could not run (usage, policy, credentials, our own crash). 130: interrupted. Design section 4. */
const couldNotRun = 2
const interrupted = 130

process.once('SIGINT', () => process.exit(interrupted))
// Node would exit with 1, which a gate takes for violations.
process.once('uncaughtException', (error) => process.exit(refuse(error)))
// oclif would throw what befalls stdout out of an event, where nobody can catch it.
const broken = new Promise<NodeJS.ErrnoException>((resolve) => process.stdout.removeAllListeners('error').on('error', resolve))

process.exitCode = await open(process.argv.slice(2))

async function open(argv: readonly string[]): Promise<number> {
  try {
    const status: unknown = await run([...argv], import.meta.url)
    const cut = await Promise.race([broken, flush()])
    // A reader may go away when it has seen enough (`| head`).
    if (cut !== undefined && cut.code !== 'EPIPE') throw badInput({ what: `cannot write to stdout: ${cut.message}` })
    return typeof status === 'number' ? status : 0
  } catch (error) {
    return refuse(error)
  }
}

/** Says on stderr what is wrong; `--help` and `--version` also come this way, with nothing to say. */
function refuse(error: unknown): number {
  const { oclif, message } = error as { oclif?: { exit?: number }; message?: string }
  if (oclif?.exit === 0) return 0
  const mistakes = mistakesOf(error)?.map(sayMistake)
  const lines = mistakes ?? [oclif === undefined ? sayCrash(error) : sayUsage(message ?? String(error))]
  for (const line of lines) process.stderr.write(`trailgate: ${line}\n`)
  return couldNotRun
}

/** oclif joins words by a colon and adds a second line about help: one line in the words that were typed is enough. */
function sayUsage(message: string): string {
  const words = message.match(/^[Cc]ommand (\S+) not found/)
  return words === null ? message.trim().replaceAll(/\s*\n\s*/g, '; ') : `no command "${words[1]?.replaceAll(':', ' ')}"; see trailgate --help`
}

function sayCrash(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `internal error, please report it: ${text}`
}
