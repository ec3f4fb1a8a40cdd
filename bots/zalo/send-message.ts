import { getTemplateInfo, sendAnonymousMessage, sendConsultation, sendTemplateToUser } from 'zalo-oa-sdk'
import type { CallResult, ConsultationMessage, SentMessage, ZaloClient } from 'zalo-oa-sdk'
import type { Delivery, SendOutcome } from '../../src/channels/port.ts'
import { withAccessToken } from './access-token.ts'
import type { Called, Caller } from './access-token.ts'
import { closedBy, withClosed } from './closes-way.ts'
import { readFailure } from './read-failure.ts'
import { renderMessage } from './render-message.ts'
import type { Part } from './render-message.ts'
import type { Progress } from './send-progress.ts'
import { readVisitorAddress } from './visitor-address.ts'
import type { Visitor } from './visitor-address.ts'
import { endpointOf, readCredentials, showsButtons } from './zalo-account.ts'
import { clientOf } from './zalo-context.ts'
import type { ZaloContext } from './zalo-context.ts'
import { untilNextMorningMs } from './zalo-morning.ts'

type Run = Caller & {
  readonly client: ZaloClient
  readonly address: string
  readonly visitor: Visitor | null
  readonly progress: Progress
  /** For a probe: a refusal of buttons is the answer that was wanted. */
  readonly isProbe: boolean
}

type Reply = Called<CallResult<SentMessage>>

const accountRefused = (why: string): SendOutcome => ({ kind: 'refused', why, scope: 'account' })
const notBegun: SendOutcome = { kind: 'retry', afterMs: 0, why: 'stopped', scope: 'message' }

/** Remembering is a help for next time; that it failed must not make a delivered message look undelivered. */
const remember = async ({ context, account }: Run, learnt: Readonly<Record<string, string>>): Promise<void> => {
  await context.directory.learn(account.id, learnt).catch(() => undefined)
}

/** A send with the account's token; what Zalo tells beside its answer is noted. */
const calling = async <Outcome extends CallResult<unknown>>(
  run: Run,
  call: (accessToken: string) => Promise<Outcome>,
): Promise<Called<Outcome>> => {
  const called = await withAccessToken(run, call)
  if ('result' in called) run.context.budgets.note(run.account.id, called.result.rateLimit)
  return called
}

const toVisitor = async (run: Run, visitor: Visitor, message: ConsultationMessage): Promise<Reply> => {
  // The rendering makes no other kinds for visitors.
  if (message.kind !== 'text' && message.kind !== 'image' && message.kind !== 'file') {
    return { outcome: { kind: 'refused', why: 'not-for-visitors', scope: 'message' } }
  }
  return await calling(run, (token) => sendAnonymousMessage(run.client, token, { ...visitor, message }))
}

const toPerson = async (run: Run, message: ConsultationMessage): Promise<Reply> => {
  const { client, address: userId } = run
  const endpoint = endpointOf(run.context.directory.byId(run.account.id) ?? run.account)
  const called = await calling(run, (token) =>
    sendConsultation(client, token, { userId, message, ...(endpoint === undefined ? {} : { endpoint }) }),
  )
  const workedOn = 'result' in called ? called.result.workedOn : null
  if (workedOn !== null && workedOn !== (endpoint ?? 'v3')) await remember(run, { endpoint: workedOn })
  return called
}

const post = (run: Run, message: ConsultationMessage): Promise<Reply> =>
  run.visitor ? toVisitor(run, run.visitor, message) : toPerson(run, message)

type Refusal = CallResult<unknown> & { readonly ok: false }

const failureOf = (reply: Reply) => ('result' in reply && !reply.result.ok ? reply.result.failure : null)

const settle = (run: Run, result: Refusal, templateId?: string): SendOutcome => {
  const { failure, rateLimit } = result
  const { passingRefusals } = run.progress
  if (failure.maxRetries !== undefined) run.progress.passingRefusals += 1
  const now = run.context.clock.now()
  const sent = { accountId: run.account.id, now, ...(templateId === undefined ? {} : { templateId }) }
  return withClosed(readFailure(failure, { rateLimit, now, passingRefusals }), closedBy(failure, sent))
}

const outcomeOf = (run: Run, reply: Reply, templateId?: string): SendOutcome => {
  if ('outcome' in reply) return reply.outcome
  if (!reply.result.ok) return settle(run, reply.result, templateId)
  const { messageId } = reply.result.data
  return messageId === null ? { kind: 'sent' } : { kind: 'sent', messageId }
}

const buttonsRefused = [-233, -201]

const sendWords = async (run: Run, part: Extract<Part, { kind: 'message' }>): Promise<SendOutcome> => {
  const reply = await post(run, part.message)
  const failure = failureOf(reply)
  // Which of the two codes says "no buttons" is not documented. Nothing was delivered, and the list says the same.
  if (part.plain && !run.isProbe && failure?.class === 'message' && buttonsRefused.includes(failure.code ?? 0)) {
    await remember(run, { buttons: 'refused' })
    return outcomeOf(run, await post(run, part.plain))
  }
  return outcomeOf(run, reply)
}

const sendFile = async (run: Run, part: Extract<Part, { kind: 'file' }>, again = false): Promise<SendOutcome> => {
  const { account, context, client } = run
  const taken = await calling(run, (token) => context.uploads.take(client, token, account.id, part.file))
  if ('outcome' in taken) return taken.outcome
  if (!taken.result.ok) return settle(run, taken.result)
  const uploaded = taken.result.data
  if ('impossible' in uploaded) return { kind: 'refused', why: uploaded.impossible, scope: 'message' }
  const reply = await post(run, uploaded(part.text))
  // It has lived its seven days, or Zalo dropped it before: nothing was delivered.
  if (!again && failureOf(reply)?.remedy === 'upload-again') {
    context.uploads.forget(account.id, part.file)
    return await sendFile(run, part, true)
  }
  return outcomeOf(run, reply)
}

/** By user id Zalo has one code for every wrong parameter: whether it is the template, its own state tells. */
const isTakenBack = async (run: Run, templateId: string): Promise<boolean> => {
  const told = await withAccessToken(run, (token) => getTemplateInfo(run.client, token, { templateId }))
  if (!('result' in told)) return false
  const { result } = told
  return result.ok
    ? result.data['status'] !== undefined && result.data['status'] !== 'ENABLE'
    : result.failure.code === -109
}

const sendTemplate = async (run: Run, { template }: Extract<Part, { kind: 'template' }>): Promise<SendOutcome> => {
  if (run.visitor) return { kind: 'refused', why: 'not-for-visitors', scope: 'message' }
  const { templateId, data } = template
  const input = { userId: run.address, templateId, data }
  const reply = await calling(run, (token) => sendTemplateToUser(run.client, token, input))
  const outcome = outcomeOf(run, reply, templateId)
  const isClear = 'closes' in outcome && outcome.closes !== undefined
  if (isClear || failureOf(reply)?.class !== 'message' || !(await isTakenBack(run, templateId))) return outcome
  const now = run.context.clock.now()
  const what = `template:${templateId}`
  return withClosed(outcome, { accountId: run.account.id, what, afterMs: untilNextMorningMs(now) })
}

const sendPart = (run: Run, part: Part): Promise<SendOutcome> => {
  switch (part.kind) {
    case 'file':
      return sendFile(run, part)
    case 'message':
      return sendWords(run, part)
    case 'template':
      return sendTemplate(run, part)
  }
}

/** One try of one message, which may take several calls; another try goes on where this one ended. */
export const sendMessage = async (
  context: ZaloContext,
  delivery: Delivery,
  signal: AbortSignal,
  isProbe = false,
): Promise<SendOutcome> => {
  const account = context.directory.byId(delivery.accountId)
  const credentials = account && readCredentials(account)
  if (!account) return accountRefused('unknown-account')
  if (!credentials) return accountRefused('account-without-credentials')
  if (account.state !== 'active') return accountRefused(`account-${account.state.replace('_', '-')}`)
  const visitor = readVisitorAddress(delivery.address)
  const client = clientOf(context, account, signal)
  const progress = context.progress.of(delivery.id)
  const run: Run = {
    context,
    account,
    credentials,
    signal,
    client,
    visitor,
    progress,
    isProbe,
    address: delivery.address,
  }
  const parts = renderMessage(delivery.message, {
    buttons: isProbe || showsButtons(account),
    isVisitor: visitor !== null,
    contactImageUrl: context.contactImageUrl,
  })
  let outcome: SendOutcome = { kind: 'sent' }
  for (const part of parts.slice(progress.done)) {
    if (signal.aborted) return notBegun
    outcome = await sendPart(run, part)
    if (outcome.kind !== 'sent') break
    progress.done += 1
    progress.messageId = outcome.messageId ?? progress.messageId
  }
  if (outcome.kind !== 'retry' && outcome.kind !== 'uncertain') context.progress.end(delivery.id)
  if (outcome.kind !== 'sent' || progress.messageId === undefined) return outcome
  return { kind: 'sent', messageId: progress.messageId }
}
