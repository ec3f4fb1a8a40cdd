import { logCall } from './call-log.ts'
import { readParams, type Shape } from './fields.ts'
import { fullBucket, lockSeconds, takeMinuteSlot, takeToken, type Bucket } from './limits.ts'
import { methodFields, type MethodName } from './method-fields.ts'
import { methods } from './methods/methods.ts'
import { chatOf, type Call } from './methods/call.ts'
import type { UploadedFile } from './multipart.ts'
import { methodNotFound, tooManyRequests, type Failure, type Outcome } from './outcome.ts'
import type { Bot, EmulatorState } from './state.ts'

export type CallRequest = {
  method: string
  params: Record<string, unknown>
  /** All values came as words, in an address or a form. */
  asForm: boolean
  files: ReadonlyMap<string, UploadedFile>
}

const byLowerName = new Map(Object.keys(methodFields).map((name) => [name.toLowerCase(), name as MethodName]))

const refuse = (state: EmulatorState, seconds: number, duringLock: boolean): Failure => {
  state.counters.refusals429 += 1
  if (duringLock) state.counters.requestsDuringLock += 1
  return tooManyRequests(seconds)
}

/** While the bot's bucket is locked, everything is refused. */
const checkLocks = (state: EmulatorState, bot: Bot): Failure | undefined => {
  const now = state.scheduler.now()
  const seconds = Math.max(
    bot.bucket === undefined ? 0 : lockSeconds(bot.bucket, now),
    bot.paidBucket === undefined ? 0 : lockSeconds(bot.paidBucket, now),
  )
  return seconds > 0 ? refuse(state, seconds, true) : undefined
}

const takeFromChat = (call: Call): Failure | undefined => {
  const { state } = call
  const { limits } = state.settings
  const chat = chatOf(call)
  if (chat === undefined) return undefined
  const now = state.scheduler.now()
  if (chat.id < 0) {
    const seconds =
      limits.groupPerMinute === undefined ? 0 : takeMinuteSlot(chat.sentLastMinute, limits.groupPerMinute, now)
    return seconds > 0 ? refuse(state, seconds, false) : undefined
  }
  if (limits.chat === undefined) return undefined
  chat.bucket ??= fullBucket(limits.chat, now)
  const locked = lockSeconds(chat.bucket, now)
  if (locked > 0) return refuse(state, locked, true)
  const seconds = takeToken(chat.bucket, limits.chat, now)
  return seconds > 0 ? refuse(state, seconds, false) : undefined
}

/** Messages and edits cost one unit of the bot's bucket; messages also one of their chat's. */
const takeFromBuckets = (call: Call, method: MethodName): Failure | undefined => {
  const isSend = method.startsWith('send') && method !== 'sendChatAction'
  if (!isSend && !method.startsWith('edit')) return undefined
  const { state, bot } = call
  const { limits } = state.settings
  const fromChat = isSend ? takeFromChat(call) : undefined
  if (fromChat !== undefined) return fromChat
  const paid = bot.paidBroadcast && call.params['allow_paid_broadcast'] === true
  const size = paid ? (limits.paid ?? limits.bot) : limits.bot
  if (size === undefined) return undefined
  const now = state.scheduler.now()
  const key = paid && limits.paid !== undefined ? 'paidBucket' : 'bucket'
  const bucket: Bucket = (bot[key] ??= fullBucket(size, now))
  const seconds = takeToken(bucket, size, now, limits.lockMs)
  return seconds > 0 ? refuse(state, seconds, false) : undefined
}

/** Answers a call; the pure part of the emulator, without HTTP, without a log. */
export const answerCall = (state: EmulatorState, bot: Bot, request: CallRequest): Outcome | Promise<Outcome> => {
  const name = byLowerName.get(request.method.toLowerCase())
  if (name === undefined) return methodNotFound
  const locked = checkLocks(state, bot)
  if (locked !== undefined) return locked
  const shape: Shape = methodFields[name]
  const read = readParams(name, shape, request.params, request.asForm, request.files)
  if (!read.ok) return read
  const call: Call = { state, bot, method: name, params: read.value, files: request.files }
  return takeFromBuckets(call, name) ?? methods[name](call)
}

/** Answers a call and writes it down. */
export const handleCall = async (state: EmulatorState, bot: Bot, request: CallRequest): Promise<Outcome> => {
  const entry = logCall(state.calls, {
    at: state.scheduler.now(),
    bot: bot.user.username ?? '',
    token: bot.token,
    method: request.method,
    params: request.params,
    files: request.files,
  })
  const outcome = await answerCall(state, bot, request)
  if (entry !== undefined) {
    entry.status = outcome.ok ? 200 : outcome.error_code
    if (!outcome.ok) entry.description = outcome.description
  }
  return outcome
}
