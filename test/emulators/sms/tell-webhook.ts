import { createHmac } from 'node:crypto'
import { show, type Phone, type ShownSms, type SmsDelivery, type SmsWorld } from './world.ts'

/** Signs as `bots/phone/webhook.ts` demands it. */
export const signSms = (body: string, secret: string): SmsDelivery => ({
  body,
  headers: {
    'content-type': 'application/json',
    'x-sms-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  },
})

const post = (world: SmsWorld, { body, headers }: SmsDelivery): void => {
  const { webhookUrl, busy } = world
  if (webhookUrl === undefined) return
  const work = fetch(webhookUrl, { method: 'POST', headers, body })
    .then(async (response) => await response.arrayBuffer())
    .catch(() => undefined)
    .finally(() => busy.delete(work))
  busy.add(work)
}

const tell = (world: SmsWorld, event: object): SmsDelivery => {
  const delivery = signSms(JSON.stringify(event), world.secret)
  for (let times = 0; times <= world.switches.duplicates; times += 1) {
    world.deliveries.push(delivery)
    post(world, delivery)
  }
  return delivery
}

export const report = (world: SmsWorld, phone: Phone, message: ShownSms): SmsDelivery =>
  tell(world, {
    type: 'report',
    id: message.id,
    phone: phone.number,
    at: world.now().toISOString(),
    state: phone.isOff ? 'failed' : 'delivered',
    ...(phone.isOff ? { code: '27' } : {}),
  })

/** The person writes; numbers come without a plus from many networks. */
export const reply = (world: SmsWorld, phone: Phone, text: string): SmsDelivery => {
  const message = show(world, phone, 'person', text)
  return tell(world, {
    type: 'inbound',
    id: message.id,
    phone: phone.number.replace('+', ''),
    at: message.at.toISOString(),
    text,
  })
}
