import { describe, expect, it } from 'vitest'
import { isNight, ladderOf, leavesBefore, rungDue, type Night } from '../../../src/attendance/ladder.ts'

const usual: Night = { from: 21, until: 7 }
const none: Night = { from: 0, until: 0 }
const at = (moment: string): Date => new Date(`${moment}:00+07:00`)
const spans = (startsAt: string, night = usual): string[] =>
  ladderOf(at(startsAt), { night, isQuietDay: () => false }).flatMap((rung) =>
    rung.spans.map(({ from, until }) => {
      const [one, other] = [from, until].map((moment) =>
        new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '),
      )
      return `${rung.name} ${one} – ${other}`
    }),
  )

describe('The ladder of a session', () => {
  it.each([
    ['2026-12-05T08:30', ['evening 12-04 19:00 – 12-04 21:00', 'hours 12-05 07:00 – 12-05 08:00']],
    ['2026-12-05T07:40', ['evening 12-04 19:00 – 12-04 21:00', 'hours 12-05 07:00 – 12-05 07:10']],
    ['2026-12-05T07:30', ['evening 12-04 19:00 – 12-04 21:00']],
    [
      '2026-12-05T14:00',
      ['evening 12-04 19:00 – 12-04 21:00', 'evening 12-05 07:00 – 12-05 12:00', 'hours 12-05 12:00 – 12-05 13:30'],
    ],
    [
      '2026-12-05T23:30',
      ['evening 12-04 19:00 – 12-04 21:00', 'evening 12-05 07:00 – 12-05 20:30', 'hours 12-05 20:30 – 12-05 21:00'],
    ],
  ])('that begins at %s', (startsAt, expected) => {
    expect(spans(startsAt)).toEqual(expected)
  })

  it('no span of any beginning touches the night, or comes later than half an hour before', () => {
    for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
      const startsAt = new Date(at('2026-12-05T00:00').getTime() + minutes * 60_000)
      for (const { spans: all } of ladderOf(startsAt, { night: usual, isQuietDay: () => false })) {
        for (const { from, until } of all) {
          expect([startsAt, isNight(from, usual), isNight(new Date(until.getTime() - 1), usual)]).toEqual([
            startsAt,
            false,
            false,
          ])
          expect(until.getTime()).toBeLessThanOrEqual(startsAt.getTime() - 30 * 60_000)
        }
      }
    }
  })

  it('where the Front has set no night, two hours before is two hours before', () => {
    expect(spans('2026-12-05T08:30', none)).toContain('hours 12-05 06:30 – 12-05 08:00')
    expect([isNight(at('2026-12-05T03:00'), none), leavesBefore(at('2026-12-05T03:00'), none)]).toEqual([false, null])
  })

  it('of two rungs that are due the later one is said', () => {
    const ladder = ladderOf(at('2026-12-05T14:00'), { night: usual, isQuietDay: () => false })
    expect(rungDue(ladder, at('2026-12-05T09:00'))?.name).toBe('evening')
    expect(rungDue(ladder, at('2026-12-05T12:00'))?.name).toBe('hours')
    expect(rungDue(ladder, at('2026-12-05T13:30'))).toBeNull()
  })
})
