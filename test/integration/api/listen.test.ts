import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestOfHeard, keepSound, removeSound, sheetOf, takeTold } from '../../../src/artefacts/index.ts'
import { cancelDialogue, changeDialogue, markTold, type Dialogue } from '../../../src/dialogues/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { aWav } from '../../support/a-wav.ts'
import { openPrograms, type Programs } from './programs.ts'

let stage: Programs
let front: OfficerActor
let approver: OfficerActor
beforeAll(async () => {
  stage = await openPrograms({ checksPerMinute: 1000 })
  front = await stage.officer(['front_officer'])
  approver = await stage.officer(['approver'])
}, 60_000)
afterAll(async () => await stage.close())

const sound = aWav(20)
const page = async (path: string, language = 'vi') =>
  await stage.ask(path, { headers: { accept: 'text/html', 'accept-language': language } })
const tell = async (id: string, version: number, kind: 'announcement' | 'change' | 'cancellation') =>
  await stage.as(approver, async (scope) => await markTold(scope, { id, version, kind }))

let session: Dialogue
let code = ''
const record = async (): Promise<string> => {
  const attachmentId = await stage.upload(front, sound)
  const { told, unit } = await takeTold(stage.house.database, session.id)
  const heard = digestOfHeard(sheetOf(told, unit.fullName, stage.house.clock.now()))
  const input = { dialogueId: session.id, attachmentId, heard }
  await stage.as(front, async (scope) => await keepSound(scope, input))
  return `/verify/${code}/nghe/${attachmentId}`
}
beforeEach(async () => {
  session = await stage.call(front)
  code = session.noticeCode
  await tell(session.id, session.version, 'announcement')
})

describe('the page on which a notice is heard', () => {
  it('plays the recording above its text, in both languages, and opens its policy for nothing else', async () => {
    const address = await record()
    const shown = await page(`/verify/${code}/nghe`)
    expect(shown.statusCode).toBe(200)
    expect(shown.body).toContain(`src="${address}"`)
    expect(shown.body).toContain('tám giờ ba mươi')
    expect(shown.body).toContain('Cán bộ không bao giờ hỏi tiền')
    expect(shown.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; media-src 'self'",
    )
    const english = await page(`/verify/${code}/nghe`, 'en-GB')
    expect(english.body).toContain('<html lang="en">')
    expect(english.body).toContain('<div class="aloud" lang="vi">')
    expect(english.body).toContain('Listen to the notice')
    const check = await page(`/verify/${code}`)
    expect(check.body).toContain(`href="/verify/${code}/nghe"`)
    expect(check.headers['content-security-policy']).not.toContain('media-src')
  })

  it('shows the text alone where nothing was recorded, and nothing of what was not announced', async () => {
    const shown = await page(`/verify/${code}/nghe`)
    expect([shown.statusCode, shown.body.includes('<audio'), shown.body.includes('Xin nhắc lại')]).toEqual([
      200,
      false,
      true,
    ])
    expect((await page(`/verify/${code}`)).body).not.toContain('/nghe')
    const draft = await stage.call(front)
    for (const wrong of [draft.noticeCode, '000000', '12', 'x']) {
      expect((await page(`/verify/${wrong}/nghe`)).statusCode).toBe(404)
    }
  })

  it('never plays a former hour: once people are told of a change the recording is gone, and the true text says so', async () => {
    const address = await record()
    const changes = { startsAt: new Date('2026-12-05T02:30:00Z') }
    const { dialogue } = await stage.as(
      front,
      async (scope) => await changeDialogue(scope, { id: session.id, version: session.version, changes }),
    )
    expect((await page(`/verify/${code}/nghe`)).body).toContain('tám giờ ba mươi')
    await tell(session.id, dialogue.version, 'change')
    const shown = (await page(`/verify/${code}/nghe`)).body
    expect(shown).not.toContain('<audio')
    expect(shown).toContain('Bản ghi âm trước đây đã cũ')
    expect(shown).toContain('chín giờ ba mươi')
    expect(shown).not.toContain('tám giờ ba mươi')
    for (const headers of [{}, { range: 'bytes=0-1' }, { 'if-none-match': '*' }]) {
      expect((await stage.ask(address, { headers })).statusCode).toBe(404)
    }
    expect((await page(`/verify/${code}`)).body).not.toContain('/nghe')
  })

  it('says first that a session was called off, or has taken place', async () => {
    await record()
    const before = stage.house.clock.now()
    stage.house.clock.set(new Date('2026-12-06T02:00:00Z'))
    expect((await page(`/verify/${code}/nghe`)).body).toContain('Buổi này đã diễn ra.')
    stage.house.clock.set(before)
    const cancelled = await stage.as(
      front,
      async (scope) => await cancelDialogue(scope, { id: session.id, reason: 'Bão số 9' }),
    )
    await tell(session.id, cancelled.version, 'cancellation')
    const shown = (await page(`/verify/${code}/nghe`)).body
    expect(shown).toContain('Buổi này đã hủy.')
    expect(shown).not.toContain('<audio')
  })
})

describe('the recording', () => {
  it('is sent whole or in the part that a phone asks for, under its own type, and kept only as long as it holds', async () => {
    const address = await record()
    const whole = await stage.ask(address)
    const id = address.split('/').at(-1)
    expect(whole.statusCode).toBe(200)
    expect(whole.rawPayload.equals(sound)).toBe(true)
    expect(whole.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(sound.length),
      'accept-ranges': 'bytes',
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${id}"`,
    })
    const part = async (range: string, more: Record<string, string> = {}) =>
      await stage.ask(address, { headers: { range, ...more } })
    const probe = await part('bytes=0-1')
    expect([probe.statusCode, probe.headers['content-range'], probe.rawPayload.toString('latin1')]).toEqual([
      206,
      `bytes 0-1/${sound.length}`,
      'RI',
    ])
    const tail = await part(`bytes=${sound.length - 300}-`)
    expect(tail.rawPayload.equals(sound.subarray(-300))).toBe(true)
    const outside = await part(`bytes=${sound.length}-`)
    expect([outside.statusCode, outside.headers['content-range'], outside.body]).toEqual([
      416,
      `bytes */${sound.length}`,
      '',
    ])
    expect((await part('bytes=0-1', { 'if-range': `"${id}"` })).statusCode).toBe(206)
    expect((await part('bytes=0-1', { 'if-range': '"another"' })).statusCode).toBe(200)
    const known = await stage.ask(address, { headers: { 'if-none-match': `W/"${id}"` } })
    expect([known.statusCode, known.body]).toEqual([304, ''])
    const head = await stage.server.inject({ method: 'HEAD', url: address })
    expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, String(sound.length), ''])
  })

  it('is found under the code of its own session only, and not after it was removed', async () => {
    const address = await record()
    const other = await stage.call(front)
    await tell(other.id, other.version, 'announcement')
    expect((await stage.ask(address.replace(code, other.noticeCode))).statusCode).toBe(404)
    expect((await stage.ask(`/verify/${code}/nghe/${other.id}`)).statusCode).toBe(404)
    expect((await stage.ask(`/verify/${code}/nghe/x`)).statusCode).toBe(404)
    await stage.as(front, async (scope) => await removeSound(scope, { dialogueId: session.id }))
    expect((await stage.ask(address)).statusCode).toBe(404)
  })

  it('is slowed down for an address that asks without end', async () => {
    const address = await record()
    const answers = []
    for (let asked = 0; asked < 605; asked += 1) {
      answers.push((await stage.ask(address, { headers: { 'if-none-match': '*' } })).statusCode)
    }
    expect(answers.at(-1)).toBe(429)
    expect((await page(`/verify/${code}/nghe`)).statusCode).toBe(200)
  })
})
