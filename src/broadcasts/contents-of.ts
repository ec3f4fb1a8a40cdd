import type { OutgoingMessage } from '../channels/port.ts'
import type { Scope } from '../database/index.ts'
import type { Way } from '../delivery/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Recipient } from './audience.ts'
import type { Broadcast } from './broadcast.ts'
import type { About } from './about.ts'
import { readContent } from './broadcast-views.ts'
import { templateData } from './template-data.ts'

export type Contents = {
  readonly contents: Readonly<Record<string, OutgoingMessage>>
  /** Which of them somebody gets. */
  keyOf(recipient: Pick<Recipient, 'language' | 'way' | 'accountId'>): string
}

const plainWays: ReadonlySet<Way> = new Set(['zalo-free', 'zalo-paid', 'telegram', 'web', 'held'])

/** What a broadcast says, by language and by way: plain text in a chat, an approved template, or a short SMS. */
export const contentsOf = async (scope: Scope, broadcast: Broadcast, about: About): Promise<Contents> => {
  const content = await readContent(scope.tx, broadcast.id)
  if (!content) throw new AppError('INTERNAL', `broadcast ${broadcast.id} has no words`)
  const { version, texts } = content
  const { means, smsText, noticeCode } = about
  const contents: Record<string, OutgoingMessage> = {
    [`vi:${version}`]: { text: texts.vi, locale: 'vi' },
    [`en:${version}`]: { text: texts.en, locale: 'en' },
    [`sms:${version}`]: { text: smsText, via: 'sms', locale: 'vi' },
  }
  const data = templateData(broadcast.facts, noticeCode)
  for (const [accountId, templateId] of means.templates) {
    const template = { templateId, data, trackingId: broadcast.id }
    contents[`template:${accountId}:${templateId}:${version}`] = { text: texts.vi, template, locale: 'vi' }
  }
  // What is sealed once for many stays as it was: another template needs another name.
  const znsKey = `zns:${means.zns?.accountId ?? ''}:${means.zns?.templateId ?? ''}:${version}`
  if (means.zns) {
    const template = { templateId: means.zns.templateId, data, trackingId: broadcast.id }
    contents[znsKey] = { text: texts.vi, template, via: means.zns.accountId, locale: 'vi' }
  }
  return {
    contents,
    keyOf({ language, way, accountId }) {
      if (plainWays.has(way)) return `${language}:${version}`
      if (way === 'zns') return znsKey
      return way === 'zalo-template'
        ? `template:${accountId}:${means.templates.get(accountId) ?? ''}:${version}`
        : `${way}:${version}`
    },
  }
}
