import { createHash } from 'node:crypto'
import type { Account, TemplateMessage, World } from './world.ts'

/** Events of the template side come to the same webhook with one more header. */
export const templateHeader = { 'X-ZEvent-Server': 'ZNS' }

const recipientOf = (world: World, { phone }: TemplateMessage): string =>
  world.switches.templateReceiptRecipient === 'phone' ? phone : createHash('sha256').update(phone).digest('hex')

export const reportTemplateReceipt = async (world: World, record: TemplateMessage): Promise<void> => {
  if (record.deliveredAt === undefined || !world.switches.receipts) return
  const event = {
    event_name: 'user_received_message',
    sender: { id: record.oaId },
    recipient: { id: recipientOf(world, record) },
    message: { delivery_time: String(record.deliveredAt), msg_id: record.id, tracking_id: record.trackingId },
  }
  await world.webhooks.emit(record.oaId, event, templateHeader)
}

export type Rating = { rate: 1 | 2 | 3 | 4 | 5; note?: string; feedbacks?: string[] }

export const reportRating = (world: World, record: TemplateMessage, { rate, note = '', feedbacks = [] }: Rating) =>
  world.webhooks.emit(
    record.oaId,
    {
      event_name: 'user_feedback',
      oa_id: record.oaId,
      message: {
        rate,
        note,
        feedbacks,
        submit_time: String(world.now()),
        msg_id: record.id,
        tracking_id: record.trackingId,
      },
    },
    templateHeader,
  )

export const reportResponseButton = (world: World, record: TemplateMessage, data: string) =>
  world.webhooks.emit(
    record.oaId,
    {
      event_name: 'user_click_response_button',
      oa_id: record.oaId,
      msg_id: record.id,
      message: { submit_time: String(world.now()), button_type: 'response', data, tracking_id: record.trackingId },
    },
    templateHeader,
  )

/** The one event that spells the account's id `oaId`. */
export const changeDailyQuota = (world: World, account: Account, value: number) => {
  const previous = account.templatesPerDay
  account.templatesPerDay = value
  return world.webhooks.emit(
    account.oaId,
    {
      event_name: 'change_oa_daily_quota',
      oaId: account.oaId,
      quota: { prev_value: String(previous), new_value: String(value) },
    },
    templateHeader,
  )
}

export const changeTemplateStatus = (
  world: World,
  change: {
    templateId: string
    status: 'ENABLE' | 'PENDING_REVIEW' | 'DELETE' | 'REJECT' | 'DISABLE'
    reason?: string
  },
) => {
  const template = world.templates.get(change.templateId)
  if (template === undefined) throw new Error(`no template ${change.templateId} in the emulator`)
  const previous = template.status
  template.status = change.status
  return world.webhooks.emit(
    template.oaId,
    {
      event_name: 'change_template_status',
      oa_id: template.oaId,
      template_id: template.id,
      status: { prev_status: previous, new_status: change.status },
      reason: change.reason ?? '',
    },
    templateHeader,
  )
}
