import type { IncomingMessage, ServerResponse } from 'node:http'
import { logCall, type LoggedCall } from './call-log.ts'
import { strike, type Fault } from './faults.ts'
import { answerCall, type CallRequest } from './handle-call.ts'
import { notFound, tooLarge, tooManyRequests, unauthorized, type Outcome } from './outcome.ts'
import { collectBody, readBody } from './read-body.ts'
import type { Bot, EmulatorState } from './state.ts'
import { forgetPoll } from './updates.ts'

const badGateway =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n' +
  '<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n'

const internalError = { ok: false, error_code: 500, description: 'Internal Server Error' } as const

const respond = (response: ServerResponse, outcome: Outcome, entry: LoggedCall | undefined): void => {
  const body = JSON.stringify(outcome)
  const status = outcome.ok ? 200 : outcome.error_code
  if (entry !== undefined) {
    entry.status = status
    if (!outcome.ok) entry.description = outcome.description
  }
  if (response.destroyed) return
  const retryAfter = outcome.ok ? undefined : outcome.parameters?.retry_after
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  })
  response.end(body)
}

/** A flood wait from outside the buckets closes the bot as one from inside does. */
const lockBot = (state: EmulatorState, bot: Bot, seconds: number): void => {
  const now = state.scheduler.now()
  state.counters.refusals429 += 1
  if (bot.bucket !== undefined && now < bot.bucket.lockedUntil) state.counters.requestsDuringLock += 1
  bot.bucket ??= { tokens: state.settings.limits.bot?.burst ?? 0, at: now, lockedUntil: 0 }
  bot.bucket.lockedUntil = Math.max(bot.bucket.lockedUntil, now + seconds * 1000)
}

/** Plays a fault that lets nothing take effect; false when the fault strikes after the call. */
const playBefore = (
  state: EmulatorState,
  bot: Bot,
  fault: Fault,
  response: ServerResponse,
  entry: LoggedCall | undefined,
): boolean => {
  if (fault.kind === 'resetBeforeAccept') {
    if (entry !== undefined) entry.status = 'reset'
    response.socket?.destroy()
    return true
  }
  if (fault.kind === 'html502') {
    if (entry !== undefined) entry.status = 502
    response.writeHead(502, { 'content-type': 'text/html' }).end(badGateway)
    return true
  }
  if (fault.kind === 'internal500') {
    respond(response, internalError, entry)
    return true
  }
  if (fault.kind !== 'tooManyRequests') return false
  const seconds = fault.retryAfter ?? 1
  lockBot(state, bot, seconds)
  respond(response, tooManyRequests(seconds), entry)
  return true
}

const finish = (
  state: EmulatorState,
  fault: Fault | undefined,
  response: ServerResponse,
  outcome: Outcome,
  entry: LoggedCall | undefined,
): void => {
  if (fault?.kind === 'timeoutAfterAccept') {
    if (entry !== undefined) entry.status = 'no answer'
  } else if (fault?.kind === 'resetAfterAccept') {
    if (entry !== undefined) entry.status = 'reset'
    response.socket?.destroy()
  } else if (fault?.kind === 'slow') {
    state.scheduler.at(state.scheduler.now() + (fault.ms ?? 1000), () => respond(response, outcome, entry))
  } else {
    respond(response, outcome, entry)
  }
}

const serveCall = (state: EmulatorState, bot: Bot, request: CallRequest, response: ServerResponse): void => {
  const entry = logCall(state.calls, {
    at: state.scheduler.now(),
    bot: bot.user.username ?? '',
    token: bot.token,
    ...request,
  })
  const fault = state.faults.length > 0 ? strike(state.faults, request) : undefined
  if (fault !== undefined && playBefore(state, bot, fault, response, entry)) return
  const outcome = answerCall(state, bot, request)
  if (!(outcome instanceof Promise)) return finish(state, fault, response, outcome, entry)
  const { poll } = bot
  response.on('close', () => {
    if (poll !== undefined && bot.poll === poll) forgetPoll(bot)
  })
  void outcome.then((late) => finish(state, fault, response, late, entry))
  return undefined
}

/** Serves `/bot<token>/<method>`. */
export const serveBot = (
  state: EmulatorState,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
  latencyMs: number,
): void => {
  const question = url.indexOf('?')
  const path = question === -1 ? url : url.slice(0, question)
  const query = question === -1 ? '' : url.slice(question + 1)
  const slash = path.indexOf('/', 4)
  const token = decodeURIComponent(path.slice(4, slash === -1 ? path.length : slash))
  const method = slash === -1 ? '' : path.slice(slash + 1).replace(/\/$/u, '')
  const bot = state.bots.get(token)
  collectBody(request, (body) => {
    if (bot === undefined || bot.revoked || method === '') {
      const wellFormed = /^\d+:[\w-]{24,}$/u.test(token) && method !== ''
      return respond(response, wellFormed ? unauthorized : notFound, undefined)
    }
    if (body === undefined) return respond(response, tooLarge, undefined)
    const read = readBody(request.headers['content-type'] ?? '', query, body)
    if (!read.ok) return respond(response, read, undefined)
    const call = { method, ...read.value }
    if (latencyMs > 0) setTimeout(() => serveCall(state, bot, call, response), latencyMs)
    else serveCall(state, bot, call, response)
    return undefined
  })
}

/** Serves `/file/bot<token>/<file_path>` while the link of getFile is valid. */
export const serveFile = (state: EmulatorState, url: string, response: ServerResponse): void => {
  const [, token = '', path = ''] = /^\/file\/bot([^/]+)\/(.+)$/u.exec(decodeURIComponent(url)) ?? []
  const bot = state.bots.get(token)
  if (bot === undefined || bot.revoked) return respond(response, notFound, undefined)
  const file = bot.files.values().find((stored) => stored.path === path)
  if (file === undefined || file.bytes.length === 0 || file.linkUntil < state.scheduler.now())
    return respond(response, notFound, undefined)
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length })
  response.end(file.bytes)
  return undefined
}
