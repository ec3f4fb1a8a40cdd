import { createHash } from 'node:crypto'
import { sendTemplateToPhone } from 'zalo-oa-sdk'
import type { CallResult, SentTemplate } from 'zalo-oa-sdk'
import type { ChannelAccount, OutgoingTemplate, SendOutcome } from '../../src/channels/port.ts'
import { withAccessToken } from './access-token.ts'
import type { Caller } from './access-token.ts'
import { closedBy, withClosed } from './closes-way.ts'
import { readFailure } from './read-failure.ts'
import { phoneTemplatesOf, readCredentials } from './zalo-account.ts'
import { clientOf } from './zalo-context.ts'
import type { ZaloContext } from './zalo-context.ts'
import { untilNextMorningMs } from './zalo-morning.ts'

export type PhoneTemplate = {
  readonly accountId: string
  /** E.164, `+84…`. */
  readonly phone: string
  readonly template: OutgoingTemplate
  /** Of the outbox row: stable over repeats. */
  readonly deliveryId: number
}

const troubleMs = 15 * 60_000

const later = (why: string, afterMs = troubleMs): SendOutcome => ({ kind: 'retry', afterMs, why, scope: 'message' })

/** The phone's own account has done nothing wrong: what stops Zalo's makes this message wait, within its lifetime. */
const ofMessage = (outcome: SendOutcome): SendOutcome => {
  if (outcome.kind === 'retry') return { ...outcome, scope: 'message' }
  return outcome.kind === 'refused' && outcome.scope === 'account' ? later(outcome.why) : outcome
}

const call = (caller: Caller, account: ChannelAccount, { phone, template }: PhoneTemplate) => {
  const { hashed, development, overQuota } = phoneTemplatesOf(account)
  const digits = phone.slice(1)
  const client = clientOf(caller.context, account, caller.signal)
  return withAccessToken(caller, (token) =>
    sendTemplateToPhone(client, token, {
      phone: hashed ? createHash('sha256').update(digits).digest('hex') : digits,
      ...template,
      ...(hashed ? { hashed } : {}),
      ...(development ? { development } : {}),
      ...(overQuota ? { mode: 'over-quota' as const } : {}),
    }),
  )
}

const settle = (context: ZaloContext, input: PhoneTemplate, result: CallResult<SentTemplate>): SendOutcome => {
  const progress = context.progress.of(input.deliveryId)
  if (result.ok) {
    const { messageId, remainingQuota } = result.data
    if (remainingQuota !== null && remainingQuota <= 0) {
      const now = context.clock.now()
      context.templatesSpent.set(input.accountId, now.getTime() + untilNextMorningMs(now))
    }
    return messageId === null ? { kind: 'sent' } : { kind: 'sent', messageId }
  }
  const { failure, rateLimit } = result
  const now = context.clock.now()
  const { passingRefusals } = progress
  if (failure.maxRetries !== undefined) progress.passingRefusals += 1
  const closes = closedBy(failure, { accountId: input.accountId, templateId: input.template.templateId, now })
  // A day's quota is renewed; the message waits for it, or for its end.
  if (failure.class === 'quota') {
    return withClosed(later(`zbs ${failure.code ?? ''}`.trim(), untilNextMorningMs(now)), closes)
  }
  return withClosed(ofMessage(readFailure(failure, { rateLimit, now, passingRefusals })), closes)
}

/** One try of a template by phone number. Costs money when it arrives; the house holds the person's consent. */
export const sendToPhone = async (
  context: ZaloContext,
  input: PhoneTemplate,
  signal: AbortSignal,
): Promise<SendOutcome> => {
  const account = context.directory.byId(input.accountId)
  if (!account) return { kind: 'refused', why: 'unknown-account', scope: 'message' }
  const credentials = readCredentials(account)
  if (!credentials) return later('account-without-credentials')
  if (account.state === 'disabled') return { kind: 'refused', why: 'account-disabled', scope: 'message' }
  if (account.state !== 'active') return later('account-needs-consent')
  if (signal.aborted) return later('stopped', 0)
  // Zalo said with its last answer that today's quota is used up: not asked again to be refused.
  const spentMs = (context.templatesSpent.get(account.id) ?? 0) - context.clock.now().getTime()
  if (spentMs > 0 && !phoneTemplatesOf(account).overQuota) {
    return withClosed(later('zbs-quota-spent', spentMs), { accountId: account.id, what: 'templates', afterMs: spentMs })
  }
  const called = await call({ context, account, credentials, signal }, account, input)
  if ('outcome' in called) return ofMessage(called.outcome)
  const outcome = settle(context, input, called.result)
  if (outcome.kind !== 'retry' && outcome.kind !== 'uncertain') context.progress.end(input.deliveryId)
  return outcome
}
