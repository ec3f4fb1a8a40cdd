import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readPayload } from '../../../src/conversation/topics/residents-payload.ts'
import { isWorthHolding } from '../../../src/conversation/topics/residents-hand-on.ts'
import { createKeyring } from '../../../src/kernel/keyring.ts'
import { consentTexts, versionShown } from '../../../src/residents/consent.ts'
import { registerVersion } from '../../../src/residents/entered-number.ts'
import { formatLinkCode, linkCodeHash, newLinkCode, readLinkCode } from '../../../src/residents/link-code.ts'
import vi from '../../../locales/vi/residents.json' with { type: 'json' }
import en from '../../../locales/en/residents.json' with { type: 'json' }

describe('Consent texts', () => {
  test('a word that changes raises the version: what was agreed to must be provable', () => {
    const shown = (texts: Readonly<Record<string, string>>) =>
      Object.keys(texts)
        .filter((key) => /^welcome\.(?:consent|question|more|yes|no|all|relayOnly)\b/.test(key))
        .toSorted()
        .map((key) => `${key}=${texts[key] ?? ''}`)
    const digest = createHash('sha256')
      .update([...shown(vi), ...shown(en)].join('\n'))
      .digest('hex')
      .slice(0, 16)
    expect({ [consentTexts]: digest }).toEqual({ '2026-11': '1975997d855e7d81' })
    expect(versionShown('telegram', 'en')).toBe('2026-11/telegram/en')
  })

  test('so does a word of what is read out before a number is entered', () => {
    const read = [vi, en].flatMap((texts) => [texts['register.consent'], texts['register.consentRelay']])
    const digest = createHash('sha256').update(read.join('\n')).digest('hex').slice(0, 16)
    expect({ [registerVersion('vi')]: digest }).toEqual({ 'register/2026-11/vi': '52988481534ccc9b' })
  })

  test('no first message is longer than three lines, none says "bạn"', () => {
    for (const platform of ['zalo', 'telegram', 'web', 'phone'] as const) {
      expect(`${vi[`welcome.consent.${platform}`]}\n${vi['welcome.question']}`.split('\n')).toHaveLength(3)
    }
    expect(Object.entries(vi).filter(([, text]) => /\bbạn\b/iu.test(text))).toEqual([])
  })
})

describe('Link codes', () => {
  test('have eight digits of which the last finds a typing error', () => {
    for (let tries = 0; tries < 200; tries += 1) {
      const code = newLinkCode()
      expect(readLinkCode(formatLinkCode(code))).toBe(code)
      const wrong = code.slice(0, 7) + String((Number(code[7]) + 1) % 10)
      expect(readLinkCode(wrong)).toBeNull()
    }
  })

  test.each(['482193', '4821 9370 6514', 'abc', '', '1234567890'])('"%s" is none', (text) => {
    expect(readLinkCode(text)).toBeNull()
  })

  test('are kept as a keyed hash that another installation does not share', () => {
    const [one, other] = [createKeyring(Buffer.alloc(32, 1)), createKeyring(Buffer.alloc(32, 2))]
    expect(linkCodeHash(one, '12345678')).not.toContain('12345678')
    expect(linkCodeHash(one, '12345678')).not.toBe(linkCodeHash(other, '12345678'))
  })
})

describe('Payloads of links', () => {
  test('carry a unit, a notice or a link code', () => {
    expect(readPayload('u_00082')).toEqual({ kind: 'unit', unitId: '00082' })
    expect(readPayload('d_204812')).toEqual({ kind: 'notice', code: '204812' })
    expect(readPayload('l_48219370')).toEqual({ kind: 'link', code: '48219370' })
  })

  test.each([undefined, '', 'u_', 'd_20481', 'l_1', 'z_00082', "u_1' or 1=1", `u_${'9'.repeat(80)}`])(
    '%s is none',
    (payload) => {
      expect(readPayload(payload)).toBeNull()
    },
  )
})

describe('What is kept before consent', () => {
  test.each(['Bao giờ sửa đường?', 'LICH', '4821 9370 6514', 'chào anh, đường hỏng rồi'])('"%s" is', (text) => {
    expect(isWorthHolding({ kind: 'text', text })).toBe(true)
  })

  test.each(['xin chào', 'Chào ông ạ', 'alo', 'Hello', '🌸🌸', 'menu', '/start'])('"%s" is not', (text) => {
    expect(isWorthHolding({ kind: 'text', text })).toBe(false)
  })

  test('a phone number from the platform’s form is never kept', () => {
    expect(isWorthHolding({ kind: 'contact', phone: '0912', isOwn: true })).toBe(false)
  })
})
