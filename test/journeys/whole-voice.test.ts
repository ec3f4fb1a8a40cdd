import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSpeechEmulator, type SpeechEmulator } from '../emulators/speech/start-speech-emulator.ts'
import { sampleVoice } from '../emulators/telegram/sample-media.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let speech: SpeechEmulator
let place: TestApp
let front: WardOfficer
beforeAll(async () => {
  speech = await startSpeechEmulator()
  place = await startTestApp({ env: { SPEECH_URL: speech.url, SPEECH_KEY: speech.key } })
  front = await wardOfficer(place, 'Nghiêm Thị Tố', ['front_officer'])
}, 60_000)
afterAll(async () => {
  await place.close()
  await speech.close()
})

const post = async (path: string, values: Record<string, string>, page: string) =>
  await fetch(`${place.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: front.cookie, origin: place.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...values, _token: /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? '' }),
  })

test('a voice message goes from a phone to the machine, to an officer, back to its author, and is read as confirmed', async () => {
  const khoi = telegramPerson(place, 'Đoàn Văn Khởi')
  await moveIn(khoi)
  khoi.driver.sendVoice()
  await settled(place)
  await khoi.choose('Gửi')
  await place.app.jobs.runNow('transcribe-voices')
  expect(speech.heard).toMatchObject([{ bytes: sampleVoice, name: 'voice.ogg', type: 'audio/ogg' }])

  const queue = (await front.page('/console/triage')).text
  expect(queue).toContain('Máy nghe, chưa có người sửa')
  expect(queue).toContain('Bản máy nghe, có thể sai')
  const [, path = '', opinionId = '', fileId = ''] =
    /action="(\/console\/triage\/([0-9a-f-]{36})\/voices\/([0-9a-f-]{36}))"/.exec(queue) ?? []
  expect(/<textarea[^>]*>\s*([^<]*)</u.exec(queue.slice(queue.indexOf(path)))?.[1]).toBe(speech.text)
  const field = `said-${fileId}`

  const empty = await post(path, { [field]: ' ', from: '1' }, queue)
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Xin ghi lời trong ghi âm')
  const saved = await post(path, { [field]: 'Đèn đường ngõ 3 hỏng đã một tuần', from: '1' }, queue)
  expect([saved.status, saved.headers.get('location')]).toEqual([303, `/console/triage?said=saved&id=${opinionId}`])

  // Another officer had the page of the opinion open since before: what they typed is not lost.
  const late = await post(
    `/console/opinions/${opinionId}/voices/${fileId}`,
    { [field]: 'Lời của tôi', from: '1' },
    queue,
  )
  expect(late.status).toBe(409)
  const again = await late.text()
  expect(again).toContain('Vừa có bản ghi khác')
  expect(again).toContain('Lời của tôi</textarea>')

  const before = (await khoi.read()).length
  await place.app.jobs.runNow('tell-transcripts')
  await settled(place)
  expect((await khoi.read()).slice(before).join('\n')).toContain('“Đèn đường ngõ 3 hỏng đã một tuần”')
  expect((await khoi.choose('Đúng')).join('\n')).toContain('đã ghi nhận')
  for (const address of [`/console/opinions/${opinionId}`, '/console/questions', '/console/search?q=ngõ+hỏng']) {
    const { text } = await front.page(address)
    expect(text).toContain('Người gửi xác nhận đúng')
    expect(text).toContain('Đèn đường ngõ 3 hỏng đã một tuần')
  }
  expect(place.logged.join('\n')).not.toContain('ngõ 3 hỏng')
  expect(place.logged.join('\n')).not.toContain(speech.text)
}, 60_000)
