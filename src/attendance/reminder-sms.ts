import { letterAsSms } from '../broadcasts/index.ts'
import { describeTime, type Dialogue } from '../dialogues/index.ts'
import { formatCode } from '../kernel/codes.ts'
import { countSmsParts, withoutTones } from '../kernel/sms-parts.ts'
import { phrase } from '../phrases/index.ts'
import type { DueTelling } from './due-tellings.ts'

// So that a long title does not double what each SMS costs.
const longest = 60

const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest - 3)).trim()}...`

/** A reminder for telephones of all kinds: plain letters, no address of a page, the least that a notice must say. */
export const reminderSms = (kind: DueTelling['kind'], session: Dialogue): string =>
  letterAsSms(
    phrase('vi', `attendance:remind.sms.${kind}`, {
      title: shortened(session.title),
      time: describeTime('vi', session.startsAt),
      place: shortened(session.place) || phrase('vi', 'attendance:remind.sms.online'),
      hotline: session.hotline,
      code: formatCode(session.noticeCode),
    }),
  )

/** Answers of a numbered list as an SMS shows them. */
export const smsLabels = (labels: readonly string[]): string[] => labels.map((label) => withoutTones(label))

/** What a text with its numbered answers comes to. */
export const partsWith = (text: string, labels: readonly string[]): number =>
  countSmsParts([text, ...smsLabels(labels).map((label, at) => `${at + 1}. ${label}`)].join('\n')).parts
