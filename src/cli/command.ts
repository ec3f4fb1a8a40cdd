import type { Config } from '../config.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'

/** What a command is handed: settings already checked, where files named on the line lie, the time. */
export type Context = {
  readonly config: Config
  /** Folder that the command was called from. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
}

export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

export type Input = { readonly values: Values; readonly words: readonly string[] }

/** What a command found: one object for programs, lines for people. `exitCode` 1: it ran, and the news are bad. */
export type Outcome = { readonly json: object; readonly text: string; readonly exitCode?: 0 | 1 }

type Option = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  readonly required?: boolean
  /** What stands for its value in the help; none for a switch. */
  readonly value?: string
  readonly about: string
}

export type Command = {
  /** One or two words. */
  readonly name: string
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  /** What stands without a dash; all of it needed. */
  readonly words?: string
  /** Loaded when called: a help text must not wait for the whole house. */
  load(): Promise<(context: Context, input: Input) => Promise<Outcome>>
}

/** A line that cannot be understood; status 2. */
export class UsageError extends Error {
  readonly command: Command | undefined

  constructor(message: string, command?: Command) {
    super(message)
    this.name = 'UsageError'
    this.command = command
  }
}

export const textOf = (input: Input, name: string): string | undefined => {
  const value = input.values[name]
  return typeof value === 'string' ? value : undefined
}

export const listOf = (input: Input, name: string): readonly string[] => {
  const value = input.values[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}
