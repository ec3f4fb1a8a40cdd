import type { ZaloEvent } from 'zalo-oa-sdk'

type Values = Readonly<Record<string, string | number>>

const longestName = 60
const longestReason = 300

/** A number where one was written, else the short text: quotas come as the one or the other. */
const short = (value: unknown): string | number | null => {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value === '') return null
  return /^\d{1,15}$/.test(value) ? Number(value) : value.slice(0, longestName)
}

const present = (values: Readonly<Record<string, string | number | null>>): Values =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== null))

/** Quality and quota of a template: only one source names these events, none their fields, so any `prev_`/`new_` is read. */
const changeIn = (body: Readonly<Record<string, unknown>>): Values => {
  for (const change of Object.values(body)) {
    if (typeof change !== 'object' || change === null) continue
    const find = (prefix: string) => Object.entries(change).find(([name]) => name.startsWith(prefix))?.[1]
    const values = present({ previous: short(find('prev_')), next: short(find('new_')) })
    if (Object.keys(values).length > 0) return values
  }
  return {}
}

/**
 * What the house may count of an event of the account: numbers, states and ids of our own templates and tags. What a
 * person wrote beside a rating stays out; `trackingId` and `data` tell whose template was answered, and how.
 */
export const accountValues = (event: ZaloEvent): Values => {
  switch (event.kind) {
    case 'template-feedback':
      return present({ rate: event.rate, trackingId: event.trackingId })
    case 'template-button':
      return present({ trackingId: event.trackingId, data: event.data?.slice(0, longestName) ?? null })
    case 'template-status':
      return present({
        templateId: event.templateId,
        previous: event.previous,
        next: event.next,
        reason: event.reason === null || event.reason === '' ? null : event.reason.slice(0, longestReason),
      })
    case 'template-notice':
      return { ...present({ templateId: event.templateId }), ...changeIn(event.body) }
    case 'daily-quota':
      return present({ previous: short(event.previous), next: short(event.next) })
    case 'tag':
      return present({ tag: event.tag?.slice(0, longestName) ?? null, users: event.userIds.length })
    case 'message':
    case 'echo':
    case 'anonymous-message':
    case 'anonymous-echo':
    case 'group-message':
    case 'group-echo':
    case 'group':
    case 'follow':
    case 'unfollow':
    case 'chat-opened':
    case 'info-submitted':
    case 'info-updated':
    case 'received':
    case 'seen':
    case 'reaction':
    case 'reaction-echo':
    case 'withdrawal':
    case 'widget':
    case 'call':
    case 'extension':
    case 'template-received':
    case 'unknown':
      return {}
  }
}
