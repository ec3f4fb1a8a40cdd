import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../audit/index.ts'
import {
  countOnlyReached,
  findAccount,
  phoneAccountId,
  readSmsGateway,
  restoreAccount,
  retireAccount,
  saveSmsGateway,
} from '../../channels/index.ts'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Form } from '../forms.ts'
import { retirePage } from './retire-page.ts'
import { smsPage } from './sms-page.ts'

const config = { access: ['admin'] } as const
const home = '/console/channels'

const settingsIn = (form: Form) => {
  const text = (name: string): string => textOf(form, name).trim()
  return {
    url: text('url'),
    method: text('method') || 'POST',
    headers: text('headers'),
    body: text('body'),
    success: text('success'),
    blocked: text('blocked'),
    busy: text('busy'),
    messageId: text('messageId') || 'id',
    webhookSecret: text('webhookSecret'),
    plain: text('plain') === 'yes',
    perSecond: Number(text('perSecond') || 10),
  }
}

/** An account that is gone for good and comes back, and whoever carries SMS. For administrators. */
export const accountRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const webhook = door.address('/webhooks/sms/default')

  app.get<{ Params: { id: string } }>('/channels/:id/retire', { config }, async (request, reply) => {
    const account = await findAccount(house.database, request.params.id)
    if (!account) throw new AppError('NOT_FOUND', 'no such account')
    const lost = await countOnlyReached(house.database, { accountIds: [account.id] })
    return await sendPage(reply, retirePage(door.view(request), account, lost.get(account.id) ?? 0))
  })

  app.post<{ Params: { id: string } }>('/channels/:id/retire', { config }, async (request, reply) => {
    await act(house, actorOf(request), async (scope) => {
      const { id } = await retireAccount(scope, { accountId: request.params.id })
      await recordAudit(scope, { action: 'account.retired', subject: { kind: 'account', id } })
    })
    return await goTo(reply, home, 'saved')
  })

  app.post<{ Params: { id: string } }>('/channels/:id/restore', { config }, async (request, reply) => {
    await act(house, actorOf(request), async (scope) => {
      const { id } = await restoreAccount(scope, { accountId: request.params.id })
      await recordAudit(scope, { action: 'account.restored', subject: { kind: 'account', id } })
    })
    return await goTo(reply, home, 'saved')
  })

  app.get('/channels/sms', { config }, async (request, reply) => {
    const {
      plain,
      perSecond,
      hasHeaders: _,
      hasSecret: __,
      ...texts
    } = await act(house, actorOf(request), readSmsGateway)
    const form = { ...texts, perSecond: String(perSecond), plain: plain ? 'yes' : '' }
    return await sendPage(reply, smsPage(door.view(request), { form, faults: noFaults, webhook }))
  })

  app.post('/channels/sms', { config }, async (request, reply) => {
    const view = door.view(request)
    const form = asForm(request.body)
    const saved = await attempt(view, async () => {
      await act(house, actorOf(request), async (scope) => {
        await saveSmsGateway(scope, settingsIn(form))
        await recordAudit(scope, {
          action: 'account.sms-gateway-saved',
          subject: { kind: 'account', id: phoneAccountId },
        })
      })
    })
    if (saved.ok) return await goTo(reply, home, 'saved')
    // A key that was typed is not sent back into a page.
    const shown = { ...form, headers: '', webhookSecret: '' }
    return await sendPage(reply, smsPage(view, { form: shown, faults: saved.faults, webhook }), saved.status)
  })
}
