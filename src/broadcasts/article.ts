export type ArticleState = 'asked' | 'due' | 'sent' | 'failed' | 'uncertain' | 'withdrawn'

/** A notice as an article for all followers of an account; an addition to the messages, which cannot aim at anybody. */
export type NoticeArticle = {
  readonly id: string
  readonly broadcastId: string
  readonly accountId: string
  readonly state: ArticleState
  readonly title: string
  readonly description: string
  readonly author: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  /** Why one person was enough; null where two acted. */
  readonly approvalNote: string | null
  readonly nextTryAt: Date | null
  readonly attempts: number
  readonly token: string | null
  readonly articleId: string | null
  /** Set from just before it leaves until it is known whether it did. */
  readonly postingAt: Date | null
  readonly messageId: string | null
  readonly why: string | null
  readonly sentAt: Date | null
}

/** UTF-16 units of NFC text, as Zalo counts them (docs.zaloplatforms.com, articles). */
export const articleLimits = { title: 150, description: 300, author: 50 } as const

/** Cut at a space where there is one, with an ellipsis, to at most `max` units. */
export const cutTo = (text: string, max: number): string => {
  const whole = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (whole.length <= max) return whole
  const head = whole.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, '')
  const space = head.lastIndexOf(' ')
  return `${(space > max / 2 ? head.slice(0, space) : head).trimEnd()}…`
}
