import { describe, expect, it } from 'vitest'
import { parseLossless } from 'zalo-oa-sdk'

describe('parseLossless', () => {
  it('turns integers beyond 2^53 into strings of the same digits, wherever they stand', () => {
    expect(
      parseLossless('{"id":9000000000000000719,"ids":[ -9007199254740993,1],"in":{"x":\n12345678901234567890}}'),
    ).toEqual({
      id: '9000000000000000719',
      ids: ['-9007199254740993', 1],
      in: { x: '12345678901234567890' },
    })
    expect(parseLossless('9007199254740993')).toBe('9007199254740993')
  })

  it('leaves everything else as JSON.parse reads it', () => {
    for (const text of [
      '{"a":9007199254740991,"b":-9007199254740991,"c":1.25,"d":1e21,"e":1234567890123456.5}',
      '{"text":"say: 9000000000000000719, [9000000000000000719] \\"id\\":9000000000000000719","n":null,"t":true}',
      '{"back\\\\":"slash\\\\","q":"\\"","id":"9000000000000000719","u":"\\u0022:1234567890123456789"}',
      '[]',
      '""',
    ]) {
      expect(parseLossless(text)).toEqual(JSON.parse(text))
    }
  })

  it('keeps a string that looks like a number beside a number that is too big', () => {
    expect(parseLossless('{"a":"x:9000000000000000719","b":9000000000000000719}')).toEqual({
      a: 'x:9000000000000000719',
      b: '9000000000000000719',
    })
  })

  it.each(['', '{', '{"a":01234567890123456789}', '{"a":1234567890123456789x}', "{'a':1}"])(
    'throws on %j as JSON.parse does',
    (text) => {
      expect(() => parseLossless(text)).toThrow(SyntaxError)
    },
  )
})
