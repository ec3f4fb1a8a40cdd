import { readFileSync } from 'node:fs'
import { loadConfig } from '../config.ts'
import { systemClock } from '../kernel/clock.ts'
import { isAppError } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { UsageError, type Outcome } from './command.ts'
import { commands } from './commands.ts'
import { explainFailure } from './explain-failure.ts'
import { findHome } from './find-home.ts'
import { helpOf, usageOf } from './help.ts'
import { asksForJson, readLine } from './read-line.ts'

export type Terminal = { out(text: string): void; err(text: string): void }

/** Only what a person should know; a command tells the rest itself. */
const logTo = ({ err }: Terminal): Log => ({
  debug: () => {},
  info: () => {},
  warn: (_fields, message) => err(message),
  error: (_fields, message) => err(message),
})

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

const run = async (args: readonly string[], folder: string, terminal: Terminal): Promise<Outcome> => {
  const line = readLine(commands, args)
  if (line.kind === 'version') return { json: { version: version() }, text: version() }
  if (line.kind === 'help') {
    const text = helpOf(commands, line.command)
    return { json: { help: text }, text }
  }
  const home = findHome(folder)
  const config = loadConfig(home)
  if ('faults' in config) {
    if (line.command.name === 'doctor') return (await import('./doctor.ts')).reportFaults(config.faults)
    throw new FaultySettings(config.faults)
  }
  const command = await line.command.load()
  return await command({ config, folder, clock: systemClock, log: logTo(terminal) }, line.input)
}

class FaultySettings extends Error {
  constructor(faults: readonly string[]) {
    super(['The configuration is not usable:', ...faults.map((fault) => `  - ${fault}`)].join('\n'))
  }
}

/** Says why a line was not carried out; gives the status. */
export const reportFailure = (error: unknown, args: readonly string[], terminal: Terminal): number => {
  const sentence = error instanceof FaultySettings ? error.message : explainFailure(error)
  if (asksForJson(args)) {
    terminal.out(JSON.stringify({ error: sentence, ...(isAppError(error) ? { code: error.code } : {}) }))
  } else {
    terminal.err(sentence)
    if (error instanceof UsageError && error.command) terminal.err(`Usage: ${usageOf(error.command)}`)
  }
  return error instanceof UsageError ? 2 : 1
}

/** Runs one line; gives its status: 0 done, 1 not done, 2 not understood. */
export const runLine = async (args: readonly string[], folder: string, terminal: Terminal): Promise<number> => {
  try {
    const { json, text, exitCode } = await run(args, folder, terminal)
    terminal.out(asksForJson(args) ? JSON.stringify(json) : text)
    return exitCode ?? 0
  } catch (error) {
    return reportFailure(error, args, terminal)
  }
}
