import { describe, expect, it } from 'vitest'
import { calendarFile, mapLink } from '../../../src/attendance/index.ts'
import { foldLine } from '../../../src/attendance/calendar-file.ts'
import { noticeFactsOf } from '../../../src/dialogues/index.ts'
import { sampleDialogue } from '../dialogues/sample-fields.ts'

const told = (version: number) => ({
  version,
  at: '2026-11-21T02:00:00.000Z',
  facts: noticeFactsOf(sampleDialogue()),
  cancelled: false,
})

const file = (changes: Parameters<typeof sampleDialogue>[0] = {}): string =>
  calendarFile({
    session: sampleDialogue({ told: told(3), ...changes }),
    locale: 'vi',
    url: 'https://nhipcau.example/verify/204812',
  })

/** The content lines as a calendar program reads them. */
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

describe('The calendar file of a session', () => {
  it('stands in UTC, with an id that never changes and the record’s version as its sequence', () => {
    const lines = unfolded(file())
    expect(lines).toContain('DTSTART:20261205T013000Z')
    expect(lines).toContain('DTEND:20261205T043000Z')
    expect(lines).toContain('UID:019a0000-0000-7000-8000-000000000001@nhip-cau')
    expect(lines).toContain('SEQUENCE:3')
    expect(lines).toContain('METHOD:PUBLISH')
    expect(unfolded(file({ told: told(4), place: 'Nơi khác' }))).toEqual(
      expect.arrayContaining(['UID:019a0000-0000-7000-8000-000000000001@nhip-cau', 'SEQUENCE:4']),
    )
  })

  it('cancels what was called off', () => {
    const lines = unfolded(file({ state: 'cancelled' }))
    expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']))
    expect(lines).not.toContain('BEGIN:VALARM')
  })

  it('escapes what has a meaning, and lets no line break or control character through', () => {
    const lines = unfolded(file({ title: 'Rác; nước, \\đường\r\nATTENDEE:x\u0007' }))
    expect(lines).toContain('SUMMARY:Rác\\; nước\\, \\\\đường\\nATTENDEE:x ')
    expect(lines.some((line) => line.startsWith('ATTENDEE'))).toBe(false)
  })

  it('no line is longer than 75 octets, and no letter is cut in two', () => {
    const text = file({ title: 'Đối thoại về thu gom rác thải sinh hoạt và vệ sinh ngõ phố 🏘️ '.repeat(4).trim() })
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\uFFFD')
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it.each([0, 74, 75, 76, 149, 150, 300])('%i letters come back whole when they are unfolded', (length) => {
    const line = 'ộ'.repeat(length)
    expect(foldLine(line).replaceAll('\r\n ', '')).toBe(line)
  })

  it('the map is asked for place and ward; online there is none', () => {
    expect(mapLink(sampleDialogue(), 'Phường Cửa Nam')).toBe(
      'https://www.google.com/maps/search/?api=1&query=Nh%C3%A0+v%C4%83n+h%C3%B3a+s%E1%BB%91+5+ph%E1%BB%91+C%E1%BB%ADa+Nam%2C+Ph%C6%B0%E1%BB%9Dng+C%E1%BB%ADa+Nam',
    )
    expect(mapLink(sampleDialogue({ mode: 'online' }), 'Phường Cửa Nam')).toBeNull()
  })
})
