import { templateData } from '../broadcasts/index.ts'
import type { OutgoingMessage } from '../channels/port.ts'
import type { AccountMeans, Choice } from '../delivery/index.ts'
import { noticeFactsOf } from '../dialogues/index.ts'
import { phrase } from '../phrases/index.ts'
import type { DueTelling } from './due-tellings.ts'
import { choiceLabels } from './reminder-choices.ts'
import { reminderSms, smsLabels } from './reminder-sms.ts'
import { reminderText } from './reminder-text.ts'
import type { Concerned } from './reminder-views.ts'

/** One message to one person, claimed for them in this transaction. */
export type Reminder = Pick<DueTelling, 'kind' | 'session' | 'moment' | 'expiresAt'> & {
  readonly fact: string
  readonly person: Concerned
  readonly language: 'vi' | 'en'
  readonly choice: Choice
  readonly means: AccountMeans
}

/** What its message in the outbox belongs to. */
export const reminderRef = ({ session, fact }: Pick<Reminder, 'session' | 'fact'>): string =>
  `attendance:${session.id}/${fact}`

/** What somebody reads, and what they may answer with a number; a template or a cancellation asks nothing. */
export type ReminderWords = {
  readonly message: OutgoingMessage
  readonly choices: readonly string[]
  /** Added where the answers may not be asked now. */
  readonly byWord: string
}

/** The approved template that carries a kind of reminder; a change and a cancellation have the ones of the notices. */
export const templateKindOf = (kind: DueTelling['kind']): string =>
  kind === 'evening' || kind === 'hours' ? 'reminder' : kind

const asTemplate = (reminder: Reminder, text: string): OutgoingMessage | null => {
  const { choice, means, session } = reminder
  const isZns = choice.way === 'zns'
  const templateId = isZns ? means.zns?.templateId : means.templates.get(choice.accountId)
  if (templateId === undefined) return null
  const data = templateData(noticeFactsOf(session), session.noticeCode)
  return {
    text,
    template: { templateId, data, trackingId: session.id },
    locale: 'vi',
    ...(isZns && means.zns ? { via: means.zns.accountId } : {}),
  }
}

/** The words of a reminder as its way wants them: a chat's, an approved template's, or a short message's. */
export const reminderWords = (reminder: Reminder): ReminderWords => {
  const { kind, session, person, choice, language } = reminder
  const asks = kind !== 'cancellation'
  if (choice.way === 'sms') {
    const text = reminderSms(kind, session)
    const choices = asks ? smsLabels(choiceLabels('vi', person.answer)) : []
    const [byWord] = smsLabels([phrase('vi', 'attendance:remind.byWord')])
    return { message: { text, via: 'sms', locale: 'vi' }, choices, byWord: asks ? (byWord ?? '') : '' }
  }
  const text = reminderText(language, reminder)
  const template = choice.way === 'zalo-template' || choice.way === 'zns' ? asTemplate(reminder, text) : null
  if (template) return { message: template, choices: [], byWord: '' }
  return {
    message: { text, locale: language },
    choices: asks ? choiceLabels(language, person.answer) : [],
    byWord: asks ? phrase(language, 'attendance:remind.byWord') : '',
  }
}
