import type { Dialogue } from '../dialogues/index.ts'
import { phrase, type Locale } from '../phrases/index.ts'

type Source = {
  /** As people were told of it; `told` says from which version. */
  readonly session: Dialogue
  readonly locale: Locale
  /** The page of the notice code; undefined where people cannot reach us. */
  readonly url: string | undefined
}

/** `20261205T013000Z`. */
const utc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** TEXT of RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r?\n/g, '\\n')
    // Other control characters are not allowed in a content line.
    .replace(/\p{Cc}/gu, ' ')

const octets = 75

/** Content lines are at most 75 octets long (3.1); the rest goes on after a space, and no letter is cut in two. */
export const foldLine = (line: string): string => {
  const parts: string[] = []
  let part = ''
  for (const sign of line) {
    const room = parts.length === 0 ? octets : octets - 1
    if (Buffer.byteLength(part + sign) > room) {
      parts.push(part)
      part = ''
    }
    part += sign
  }
  return [...parts, part].join('\r\n ')
}

const usualHours = 3

/**
 * The session for a calendar, RFC 5545. The UID never changes and SEQUENCE grows with the record, so that a file taken
 * again replaces the older entry; a session that was called off cancels it.
 */
export const calendarFile = ({ session, locale, url }: Source): string => {
  const { id, told, title, startsAt, endsAt, place, joinUrl, topic, hotline, state } = session
  const isCancelled = state === 'cancelled'
  const end = endsAt !== null && endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + usualHours * 3_600_000)
  const description = [
    ...(topic === null ? [] : [phrase(locale, 'dialogues:schedule.topic', { topic })]),
    ...(joinUrl === null ? [] : [phrase(locale, 'dialogues:place.online', { url: joinUrl })]),
    phrase(locale, 'broadcasts:notice.hotline', { hotline }),
    phrase(locale, 'broadcasts:notice.warning'),
  ].join('\n')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Nhip Cau//VI',
    'CALSCALE:GREGORIAN',
    `METHOD:${isCancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${id}@nhip-cau`,
    `SEQUENCE:${told?.version ?? session.version}`,
    `DTSTAMP:${utc(new Date(told?.at ?? session.updatedAt))}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place === '' ? (joinUrl ?? '') : place)}`,
    `DESCRIPTION:${escaped(description)}`,
    ...(url === undefined ? [] : [`URL:${url}`]),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(isCancelled
      ? []
      : ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:-PT2H', 'END:VALARM']),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(foldLine).join('\r\n')}\r\n`
}

/** A search on the map that most phones open (developers.google.com/maps/documentation/urls). Null for what is online only. */
export const mapLink = (session: Pick<Dialogue, 'mode' | 'place'>, unitName: string): string | null => {
  if (session.mode === 'online' || session.place === '') return null
  const query = new URLSearchParams({ api: '1', query: `${session.place}, ${unitName}` })
  return `https://www.google.com/maps/search/?${query.toString()}`
}
