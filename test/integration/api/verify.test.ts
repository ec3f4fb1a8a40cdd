import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noticeCode, receiptCode } from '../../../src/kernel/codes.ts'
import { aPdf, ward } from '../broadcasts/ward.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
let code = ''
let notice = ''
let dialogueId = ''
let writer: { token: string }
const words = 'Ngõ 12 ngập từ tháng trước'

beforeAll(async () => {
  stage = await openPrograms({ checksPerMinute: 1000 })
  writer = await stage.program(['front_officer'])
  const approver = await stage.program(['approver'])
  const made = (await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: session })).json()
  notice = made.noticeCode
  dialogueId = made.id
  const untold = await stage.ask(`/verify/${notice}`, { headers: { accept: 'application/json' } })
  expect(untold.json()).toMatchObject({ found: false })
  const draft = await stage.ask(`/api/v1/dialogues/${made.id}/announcement`, { method: 'POST', token: writer.token })
  await stage.ask(`/api/v1/broadcasts/${draft.json().id}/approval`, { method: 'POST', token: approver.token })
  const body = {
    unitId: ward,
    dialogueId: made.id,
    opinionClass: 'livelihood',
    text: words,
    naming: 'named',
    name: 'Trần Văn An',
  }
  code = (await stage.ask('/api/v1/questions', { method: 'POST', token: writer.token, body })).json().code
})
afterAll(async () => await stage.close())

const json = async (path: string) => await stage.ask(path, { headers: { accept: 'application/json' } })
const page = async (path: string) => await stage.ask(path, { headers: { accept: 'text/html,*/*;q=0.8' } })

describe('the public check', () => {
  it('tells the state of a receipt, by any way of writing its code, and never a word or a name', async () => {
    for (const typed of [code, code.replaceAll(' ', ''), code.replaceAll(' ', '-')]) {
      const answer = await json(`/verify/${encodeURIComponent(typed)}`)
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toEqual({
        found: true,
        kind: 'receipt',
        code,
        state: 'received',
        receivedOn: '2026-11-21',
        unit: 'Phường Cửa Nam',
        dialogue: session.title,
        isForm: false,
        receipt: { state: 'waiting' },
      })
    }
    const shown = (await page(`/verify/${code.replaceAll(' ', '')}`)).body
    expect(shown).toContain(`Biên nhận ${code}`)
    expect(shown).toContain('Mặt trận đã nhận')
    for (const secret of [words, 'Ngõ 12', 'Trần Văn An']) expect(shown).not.toContain(secret)
  })

  it('says of a notice that it is genuine, and later that it was called off', async () => {
    const genuine = (await json(`/verify/${notice}`)).json()
    expect(genuine).toMatchObject({ found: true, kind: 'notice', verdict: 'genuine', place: session.place })
    const shown = await page(`/verify/${notice}`)
    expect(shown.headers['content-type']).toContain('text/html')
    expect(shown.body).toContain('THẬT')
    expect(shown.body).toContain('8 giờ 30')
    stage.house.clock.set(new Date('2026-12-06T02:00:00Z'))
    expect((await json(`/verify/${notice}`)).json().verdict).toBe('outdated')
    stage.house.clock.set(new Date('2026-11-21T02:00:00Z'))
  })

  it('hands out the documents of what was announced, as downloads, and nothing else that it keeps', async () => {
    const address = (id: string) => `/verify/${notice}/documents/${id}`
    const dialogue = `/api/v1/dialogues/${dialogueId}`
    const uploaded = await stage.upload(await stage.officer(['front_officer']))
    expect((await json(address(uploaded))).statusCode).toBe(404)
    const { version } = (await stage.ask(dialogue, { token: writer.token })).json()
    const documents = [{ attachmentId: uploaded, name: 'Dự thảo <phương án>' }]
    const put = { method: 'PATCH', token: writer.token, body: { version, pack: { documents } } } as const
    expect((await stage.ask(dialogue, put)).statusCode).toBe(200)
    expect((await json(`/verify/${notice}`)).json().documents).toEqual([{ id: uploaded, name: 'Dự thảo <phương án>' }])
    const shown = (await page(`/verify/${notice}`)).body
    expect(shown).toContain(`href="${address(uploaded)}"`)
    expect(shown).toContain('Dự thảo &lt;phương án&gt;')
    const file = await stage.ask(address(uploaded))
    expect([file.statusCode, file.rawPayload.equals(aPdf)]).toEqual([200, true])
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(String(file.headers['content-disposition'])).toMatch(/^attachment; /)
    const wrongCode = address(uploaded).replace(notice, noticeCode())
    expect((await stage.ask(wrongCode)).statusCode).toBe(404)
    const draft = (await stage.ask('/api/v1/dialogues', { method: 'POST', token: writer.token, body: session })).json()
    const hidden = await stage.upload(await stage.officer(['front_officer']))
    const pack = { documents: [{ attachmentId: hidden, name: 'Chưa công bố' }] }
    const change = { method: 'PATCH', token: writer.token, body: { version: 1, pack } } as const
    expect((await stage.ask(`/api/v1/dialogues/${draft.id}`, change)).statusCode).toBe(200)
    expect((await stage.ask(`/verify/${draft.noticeCode}/documents/${hidden}`)).statusCode).toBe(404)
  })

  it('keeps to itself what residents were not yet told', async () => {
    const body = { reason: 'Bão đổ bộ' }
    const path = `/api/v1/dialogues/${dialogueId}/cancellation`
    expect((await stage.ask(path, { method: 'POST', token: writer.token, body })).statusCode).toBe(200)
    expect((await json(`/verify/${notice}`)).json().verdict).toBe('genuine')
  })

  it.each([
    ['a receipt of nobody', () => receiptCode(), 'receipt', 'không tìm thấy biên nhận'],
    ['a notice of nobody', () => noticeCode(), 'notice', 'KHÔNG PHẢI CỦA CHÚNG TÔI'],
    ['a code with a wrong digit', () => '4821 9370 6515', 'mistyped', 'sai chữ số'],
    ['no code at all', () => '<script>alert(1)</script>', 'mistyped', 'sai chữ số'],
  ])('does not know %s, and says so', async (_what, make, kind, sentence) => {
    const typed = encodeURIComponent(make())
    const answer = await json(`/verify/${typed}`)
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ found: false, kind })
    const shown = await page(`/verify/${typed}`)
    expect(shown.body).toContain(sentence)
    expect(shown.body).not.toContain('<script')
  })

  it('is a page with a field for the code, safe to look at, in English where that is wanted', async () => {
    const shown = await page('/verify')
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain('lang="vi"')
    expect(shown.body).toContain('name="code"')
    expect(shown.headers['content-security-policy']).toContain("default-src 'none'")
    const typed = await page(`/verify?code=${encodeURIComponent(code)}`)
    expect(typed.body).toContain('Mặt trận đã nhận')
    const english = await stage.ask(`/verify/${notice}`, { headers: { accept: 'text/html', 'accept-language': 'en' } })
    expect(english.body).toContain('lang="en"')
    expect((await stage.ask('/verify/style.css')).headers['content-type']).toContain('text/css')
  })
})

describe('guessing', () => {
  let small: Programs | undefined
  afterEach(async () => await small?.close())

  it('is slowed down, for people and programs alike', async () => {
    small = await openPrograms({ checksPerMinute: 3 })
    const statuses: number[] = []
    for (let n = 0; n < 4; n += 1) statuses.push((await small.ask(`/verify/${receiptCode()}`)).statusCode)
    expect(statuses).toEqual([404, 404, 404, 429])
    const refused = await small.ask('/verify/482193706514', { headers: { accept: 'application/json' } })
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await small.ask('/verify/style.css')).statusCode).toBe(200)
  })
})
