import { randomInt } from 'node:crypto'

/** Comes, perhaps, does not come. */
export const attendAnswers = ['yes', 'perhaps', 'no'] as const
export type AttendAnswer = (typeof attendAnswers)[number]

/** People whom one resident may bring along. */
export const mostCompanions = 5

/** What a resident said of a session. `place` stands with a yes only: a seat, or a place in the waiting list. */
export type Attendance = {
  readonly id: string
  readonly dialogueId: string
  readonly residentId: string | null
  readonly answer: AttendAnswer
  readonly companions: number
  readonly place: 'seat' | 'waiting' | null
  readonly waitsSince: Date | null
  readonly movedUpAt: Date | null
  /** Seven digits, good for this session only. */
  readonly code: string
  readonly answeredAt: Date
  readonly arrivedAt: Date | null
  readonly arrivedPersons: number | null
}

/** A resident's ticket begins with 1 to 4, an invitation with 5 to 9: one look at the code says who stands there. */
export const newTicketCode = (kind: 'resident' | 'invitee'): string =>
  String(kind === 'resident' ? randomInt(1_000_000, 5_000_000) : randomInt(5_000_000, 10_000_000))

/** "482 1937". */
export const formatTicket = (code: string): string => code.replace(/^(\d{3})(?=\d{4}$)/, '$1 ')

/** Where a ticket leads: the public page of the notice code, with the ticket's own digits behind it. */
export const ticketPath = (noticeCode: string, code: string): string => `/verify/${noticeCode}/ve/${code}`

/**
 * What a camera read or somebody typed at the door. `noticeCode` is there when the QR code was read: a ticket of
 * another session must be told from a wrong one. Null for anything else.
 */
export const readTicket = (text: string): { readonly code: string; readonly noticeCode: string | null } | null => {
  const [, noticeCode, code] = /\/verify\/(\d{6})\/ve\/(\d{7})\b/.exec(text) ?? []
  if (noticeCode !== undefined && code !== undefined) return { code, noticeCode }
  const digits = text.normalize('NFKC').replace(/[\s.\-–]/gu, '')
  return /^[1-9]\d{6}$/.test(digits) ? { code: digits, noticeCode: null } : null
}
