import { countSmsParts } from '../../../src/kernel/sms-parts.ts'
import { report } from './tell-webhook.ts'
import { phoneOf, show, type SmsWorld } from './world.ts'

export type SmsAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
  readonly type?: string
}

const answer = (code: string, more: object = {}): SmsAnswer => ({
  status: 200,
  body: JSON.stringify({ code, ...more }),
})

const isOverRate = (world: SmsWorld): boolean => {
  const now = Date.now()
  world.calls = world.calls.filter((at) => now - at < 1000)
  world.calls.push(now)
  return world.calls.length > world.switches.perSecond
}

/** JSON or a form: gateways take the one or the other. */
const readBody = (body: string): { to: string; text: string; id: string } | null => {
  try {
    const isJson = body.startsWith('{')
    const fields = (isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))) as Record<
      string,
      unknown
    >
    const { to, text, id } = fields
    return typeof to === 'string' && typeof text === 'string'
      ? { to, text, id: typeof id === 'string' ? id : '' }
      : null
  } catch {
    return null
  }
}

/** `POST /send` with `{to, text, id}`: codes as gateways have them, in an answer that is 200 even when it says no. */
export const takeMessage = (world: SmsWorld, key: string | undefined, body: string): SmsAnswer => {
  const { switches } = world
  if (key !== world.key) return { status: 401, body: JSON.stringify({ code: '101' }) }
  if (isOverRate(world)) return { status: 429, headers: { 'retry-after': '2' }, body: JSON.stringify({ code: '429' }) }
  const message = readBody(body)
  if (!message) return { status: 400, body: JSON.stringify({ code: '99' }) }
  if (!/^\+84\d{9,10}$/.test(message.to)) return answer('108')
  if (countSmsParts(message.text).parts > switches.partsMax) return answer('110')
  if (switches.refuseLinks && /https?:|www\./i.test(message.text)) return answer('120')
  const phone = phoneOf(world, message.to)
  if (phone.isBlocked) return answer('117')
  const before = world.taken.get(message.id)
  if (switches.dropsRepeats && message.id !== '' && before !== undefined) return answer('100', { id: before })
  const shown = show(world, phone, 'gateway', message.text)
  if (message.id !== '') world.taken.set(message.id, shown.id)
  if (switches.reports) report(world, phone, shown)
  world.onTaken()
  const taken = answer('100', { id: shown.id, parts: shown.parts })
  return switches.asksToWait > 0 ? { ...taken, headers: { 'retry-after': String(switches.asksToWait) } } : taken
}
