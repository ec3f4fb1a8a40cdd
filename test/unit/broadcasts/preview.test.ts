import { describe, expect, it } from 'vitest'
import { previewFor } from '../../../src/broadcasts/index.ts'

describe('previewFor', () => {
  it('shows how many messages a text becomes on each channel', () => {
    const text = 'Một câu dài vừa phải để thử. '.repeat(100).trim()
    expect(previewFor('zalo', text).messages).toHaveLength(2)
    expect(previewFor('zalo', text).messages.every((part) => part.length <= 2000)).toBe(true)
    expect(previewFor('telegram', text)).toEqual({
      platform: 'telegram',
      messages: [text],
      length: text.length,
      max: 4096,
    })
  })
})
