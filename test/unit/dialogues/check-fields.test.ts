import { describe, expect, it } from 'vitest'
import { checkFields, isHotline, longest } from '../../../src/dialogues/check-fields.ts'
import type { DialogueFields } from '../../../src/dialogues/index.ts'
import { isAppError } from '../../../src/kernel/errors.ts'
import { phrase, phraseOfError } from '../../../src/phrases/index.ts'
import { now, sampleFields } from './sample-fields.ts'

const refusal = (changes: Partial<DialogueFields>, keepsTime = false) => {
  try {
    checkFields(sampleFields(changes), now, keepsTime)
  } catch (error) {
    if (isAppError(error)) return error
    throw error
  }
  return undefined
}

describe('checkFields', () => {
  it('takes a session as a ward calls it', () => {
    expect(refusal({})).toBeUndefined()
  })

  it.each([
    ['title', 'empty', { title: '' }],
    ['title', 'tooLong', { title: 'a'.repeat(longest.title + 1) }],
    ['topic', 'empty', { isThematic: true }],
    ['councilSession', 'empty', { type: 'voter_contact', deputies: ['Nguyễn Thị A'] }],
    ['deputies', 'empty', { type: 'voter_contact', councilSession: 'Kỳ họp thứ ba' }],
    ['startsAt', 'past', { startsAt: now }],
    ['startsAt', 'tooFar', { startsAt: new Date('2036-12-05T01:30:00Z') }],
    ['startsAt', 'noDate', { startsAt: new Date('no date') }],
    ['endsAt', 'endsAt', { endsAt: new Date('2026-12-05T01:30:00Z') }],
    ['endsAt', 'endsAt', { endsAt: new Date('2026-12-06T01:30:01Z') }],
    ['collectionClosesAt', 'closesLate', { collectionClosesAt: new Date('2026-12-05T01:31:00Z') }],
    ['collectionClosesAt', 'closesBeforeOpening', { collectionOpensAt: new Date('2026-12-03T10:00:00Z') }],
    [
      'collectionClosesAt',
      'past',
      { collectionOpensAt: new Date('2026-11-01T10:00:00Z'), collectionClosesAt: new Date('2026-11-20T10:00:00Z') },
    ],
    ['place', 'empty', { place: '' }],
    ['joinUrl', 'empty', { mode: 'online' }],
    ['joinUrl', 'notALink', { mode: 'hybrid', joinUrl: 'http://hop.hanoi.gov.vn/1' }],
    ['joinUrl', 'notALink', { mode: 'online', joinUrl: 'https://hanoi.gov.vn@evil.example/1' }],
    ['hosts', 'empty', { hosts: [] }],
    ['audienceUnits', 'empty', { audienceUnits: [] }],
    ['agenda', 'minutes', { agenda: [{ minutes: 0, what: 'Khai mạc' }] }],
    ['plannedShares', 'shares', { plannedShares: { livelihood: 60, idea: 30 } }],
    ['plannedShares', 'shares', { plannedShares: { livelihood: 100, nonsense: 0 } as Record<string, number> }],
    ['pack', 'document', { pack: { documents: [{ attachmentId: 'x', name: 'Kế hoạch' }] } }],
    ['hotline', 'hotline', { hotline: '113' }],
    ['hotline', 'hotline', { hotline: 'gọi ông Hòa' }],
    ['type', 'notOffered', { type: 'hearing' as never }],
    ['legalBasis', 'notOffered', { legalBasis: '' as never }],
  ] satisfies [string, string, Partial<DialogueFields>][])(
    'refuses %s: %s, beside its field, in both languages',
    (field, what, changes) => {
      const error = refusal(changes)
      expect(error).toMatchObject({ code: 'INVALID', field, phrase: `dialogues:wrong.${what}` })
      for (const locale of ['vi', 'en'] as const) {
        const sentence = phraseOfError(locale, error?.phrase, error?.values)
        expect(sentence).not.toBe(phrase(locale, 'errors:unexpected'))
        expect(sentence).not.toContain('{{')
      }
    },
  )

  it('lets the other fields of a session be changed on its day', () => {
    const startsAt = new Date('2026-11-21T01:00:00Z')
    const times = { startsAt, collectionOpensAt: new Date('2026-11-01T00:00:00Z'), collectionClosesAt: startsAt }
    expect(refusal(times, true)).toBeUndefined()
    expect(refusal(times)).toMatchObject({ field: 'startsAt' })
  })

  it('lets an online session be without a place', () => {
    expect(refusal({ mode: 'online', place: '', joinUrl: 'https://hop.hanoi.gov.vn/204812' })).toBeUndefined()
  })

  it.each(['024 3825 1234', '0912.345.678', '(024) 3825-1234', '+84 24 3825 1234', '1900 1009', '18001234'])(
    'takes the number %s',
    (text) => expect(isHotline(text)).toBe(true),
  )
  it.each(['', '113', '12345678', '0912 345 67', '024 3825 1234 hoặc 5678', '+1 202 555 0100 22'])(
    'does not take "%s" for a number that people can call',
    (text) => expect(isHotline(text)).toBe(false),
  )
})
