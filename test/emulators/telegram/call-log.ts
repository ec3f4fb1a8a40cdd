import type { UploadedFile } from './multipart.ts'

/** One call of the program under test. The token appears nowhere: only the bot's user name does. */
export type LoggedCall = {
  at: Date
  bot: string
  method: string
  params: Record<string, unknown>
  /** The HTTP status that the call got, or what became of it instead. */
  status: number | 'no answer' | 'reset' | 'waiting'
  description?: string
}

export type CallLog = { entries: LoggedCall[]; enabled: boolean }

const hidden = '<redacted>'

const shown = (name: string, given: unknown, token: string): unknown => {
  if (name === 'secret_token') return hidden
  if (typeof given === 'string') return given.includes(token) ? given.replaceAll(token, hidden) : given
  return given
}

/** Writes a call down before it is answered; the entry is completed by whoever answers. */
export const logCall = (
  log: CallLog,
  call: {
    at: number
    bot: string
    token: string
    method: string
    params: Readonly<Record<string, unknown>>
    files: ReadonlyMap<string, UploadedFile>
  },
): LoggedCall | undefined => {
  if (!log.enabled) return undefined
  const params: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(call.params)) params[name] = shown(name, given, call.token)
  for (const [name, file] of call.files)
    params[name] = { fileName: file.name, mime: file.mime, size: file.bytes.length }
  const entry: LoggedCall = { at: new Date(call.at), bot: call.bot, method: call.method, params, status: 'waiting' }
  log.entries.push(entry)
  return entry
}
