import {
  formatDateEn,
  formatDateVi,
  formatShortDateVi,
  formatTimeEn,
  formatTimeVi,
} from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { formatCode } from '../kernel/codes.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import type { CouncilMoment } from './council.ts'
import type { HostBody } from './dialogue-parts.ts'
import type { Dialogue } from './dialogue.ts'
import { isCollecting, isOver } from './transitions.ts'

/** "8 giờ 30, thứ Bảy, ngày 05/12/2026"; "8:30 am, Saturday, 5 December 2026". */
export const describeTime = (locale: Locale, at: Date): string => {
  const date = vietnamDate(at)
  return locale === 'vi' ? `${formatTimeVi(at)}, ${formatDateVi(date)}` : `${formatTimeEn(at)}, ${formatDateEn(date)}`
}

/** "Nhà văn hóa tổ 5", with the way to join from home where there is one. */
export const describePlace = (locale: Locale, session: Pick<Dialogue, 'mode' | 'place' | 'joinUrl'>): string => {
  if (session.joinUrl === null || (session.mode !== 'online' && session.mode !== 'hybrid')) return session.place
  const online = phrase(locale, 'dialogues:place.online', { url: session.joinUrl })
  return session.place === '' ? online : `${session.place}; ${online}`
}

const hostsMax = 300

/** The hosts on one line; those for whom there is no room are summed up, so that a notice stays one message. */
export const describeHosts = (locale: Locale, hosts: readonly HostBody[]): string => {
  const named: string[] = []
  for (const host of hosts) {
    const text = host.chair === undefined ? host.name : `${host.name} (${host.chair})`
    if (named.length > 0 && [...named, text].join('; ').length > hostsMax) break
    named.push(text)
  }
  const rest = hosts.length - named.length
  const line = named.join('; ')
  return rest > 0 ? phrase(locale, 'dialogues:hosts.more', { line, count: rest }) : line
}

/**
 * The council session of a meeting with voters and its deputies, a line each; those for whom there is no room are
 * summed up. Nothing for other sessions.
 */
export const describeCouncil = (
  locale: Locale,
  session: Pick<Dialogue, 'type' | 'councilSession' | 'deputies'>,
  moment: CouncilMoment | 'plain' = 'plain',
): string[] => {
  if (session.type !== 'voter_contact') return []
  const named: string[] = []
  for (const name of session.deputies) {
    if (named.length > 0 && [...named, name].join(', ').length > hostsMax) break
    named.push(name)
  }
  const count = session.deputies.length - named.length
  const names = named.join(', ')
  const line = count > 0 ? phrase(locale, 'attendance:council.more', { names, count }) : names
  return [
    ...(session.councilSession === null
      ? []
      : [phrase(locale, `attendance:remind.council.${moment}`, { session: session.councilSession })]),
    ...(line === '' ? [] : [phrase(locale, 'attendance:remind.deputies', { names: line })]),
  ]
}

/** One line for a list: "05/12/2026, 8 giờ 30: Đối thoại về rác thải". At most 90 characters. */
export const summariseSession = (locale: Locale, session: Pick<Dialogue, 'startsAt' | 'title' | 'state'>): string => {
  const date = formatShortDateVi(vietnamDate(session.startsAt))
  const time = locale === 'vi' ? formatTimeVi(session.startsAt) : formatTimeEn(session.startsAt)
  const mark = session.state === 'cancelled' ? `${phrase(locale, 'dialogues:schedule.cancelledMark')} ` : ''
  const line = `${mark}${date}, ${time}: ${session.title}`
  return line.length <= 90 ? line : `${line.slice(0, line.lastIndexOf(' ', 89))}…`
}

const collectionLine = (locale: Locale, session: Dialogue, now: Date): string => {
  if (isCollecting(session, now)) {
    return phrase(locale, 'dialogues:schedule.collecting', { until: describeTime(locale, session.collectionClosesAt) })
  }
  return now < session.collectionOpensAt
    ? phrase(locale, 'dialogues:schedule.opensLater', { from: describeTime(locale, session.collectionOpensAt) })
    : phrase(locale, 'dialogues:schedule.closed')
}

/** A session as a resident reads it: when, where, what about, who hosts, how to ask. */
export const describeSession = (locale: Locale, session: Dialogue, now: Date): string => {
  const code = formatCode(session.noticeCode)
  if (session.state === 'cancelled') {
    return phrase(locale, 'dialogues:schedule.cancelled', {
      title: session.title,
      time: describeTime(locale, session.startsAt),
      reason: session.cancelledWhy ?? '',
      hotline: session.hotline,
      code,
    })
  }
  const lines = [
    session.title,
    phrase(locale, 'dialogues:schedule.time', { time: describeTime(locale, session.startsAt) }),
    phrase(locale, 'dialogues:schedule.place', { place: describePlace(locale, session) }),
    ...(session.topic === null ? [] : [phrase(locale, 'dialogues:schedule.topic', { topic: session.topic })]),
    phrase(locale, 'dialogues:schedule.hosts', { hosts: describeHosts(locale, session.hosts) }),
    ...describeCouncil(locale, session),
    ...(isOver(session, now) ? [] : [collectionLine(locale, session, now)]),
    phrase(locale, 'dialogues:schedule.hotline', { hotline: session.hotline, code }),
  ]
  return lines.join('\n')
}
