import { describe, expect, it } from 'vitest'
import { isZaloMediaUrl } from 'zalo-oa-sdk'

describe('isZaloMediaUrl', () => {
  it.each(['https://photo-stal-0.zdn.vn/full/a.jpg', 'https://f1.zadn.vn/x'])('lets %s through', (url) => {
    expect(isZaloMediaUrl(url)).toBe(true)
  })

  it.each([
    'http://photo.zdn.vn/a.jpg',
    'https://zdn.vn.example.org/a',
    'https://evilzdn.vn/a',
    'https://photo.zdn.vn:8443/a',
    'https://photo.zdn.vn@127.0.0.1/a',
    'https://127.0.0.1/?x=.zdn.vn',
    'file:///etc/passwd',
    '',
  ])('refuses %j', (url) => {
    expect(isZaloMediaUrl(url)).toBe(false)
  })
})
