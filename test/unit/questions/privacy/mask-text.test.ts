import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { passesCheck, receiptCode } from '../../../../src/kernel/codes.ts'
import { maskText } from '../../../../src/questions/index.ts'
import { measureMasking, readMaskingSet } from './measure-masking.ts'

const set = readMaskingSet(readFileSync(new URL('masking-set.txt', import.meta.url), 'utf8'))

describe('masking', () => {
  it('hides in the labelled set at least 95 of 100 pieces, and is right at least 95 times of 100', () => {
    const { labelled, sentences, recall, precision, missed, wrong } = measureMasking(set)
    expect(sentences).toBeGreaterThanOrEqual(150)
    expect(labelled).toBeGreaterThanOrEqual(100)
    expect({ recall: recall >= 0.95, missed: recall >= 0.95 ? [] : missed }).toEqual({ recall: true, missed: [] })
    expect({ precision: precision >= 0.95, wrong: precision >= 0.95 ? [] : wrong }).toEqual({
      precision: true,
      wrong: [],
    })
  })

  it('leaves a sentence that reads naturally', () => {
    expect(maskText('Ông Nguyễn Văn Hùng, số nhà 12 ngõ 5, xe 29A-123.45, gọi 0912 345 678.').text).toBe(
      'Ông [tên], [số nhà] ngõ 5, xe [biển số], gọi [số điện thoại].',
    )
    expect(maskText('Ông Hùng gọi 0912345678', 'en').text).toBe('Ông [name] gọi [phone number]')
  })

  it('tells the places in the words as they came, in either Unicode form', () => {
    const words = 'Bà Trần Thị Lan ở số nhà 9'.normalize('NFD')
    const { original, spans } = maskText(words)
    expect(spans.map(({ start, end }) => original.slice(start, end))).toEqual(['Trần Thị Lan', 'số nhà 9'])
  })

  it('changes nothing in a text that holds nothing to hide', () => {
    const words = 'Đường Trần Hưng Đạo ngập,\n\nphường Cửa Nam xem giúp. 🙏'
    expect(maskText(words)).toEqual({ text: words, original: words, spans: [] })
  })

  it('leaves our own code where it is called one, and hides twelve figures that may be a citizen number', () => {
    let code = ''
    while (!/^0[0-8][1-9][0-3]/u.test(code)) code = receiptCode()
    expect(passesCheck(code)).toBe(true)
    expect(maskText(`Mã biên nhận ${code}`).spans).toEqual([])
    expect(maskText(`Của tôi là ${code}`).text).toBe('Của tôi là [số giấy tờ]')
  })

  it('comes to an end with the longest words of one opinion, whatever stands in them', () => {
    for (const piece of ['0912 ', 'Nguyễn ', 'số 12 ', 'Aa ', '1/1', 'không chín ', '@a.', 'ông ']) {
      const words = piece.repeat(Math.floor(20_000 / piece.length))
      expect(maskText(words).original).toBe(words)
    }
  })
})
