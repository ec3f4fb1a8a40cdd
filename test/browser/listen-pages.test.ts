import pino from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVerify } from '../../src/api/index.ts'
import { callDialogue, markTold, type Dialogue } from '../../src/dialogues/index.ts'
import { createServer } from '../../src/http/index.ts'
import { password } from '../integration/officers/officers-house.ts'
import { aWav } from '../support/a-wav.ts'
import { look } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let open: { readonly url: string; close(): Promise<void> }
beforeAll(async () => {
  here = await openConsoleInBrowser()
  const app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  await app.register(createVerify({ house: here.house, checksPerMinute: 1000 }))
  open = { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: async () => await app.close() }
}, 60_000)
afterAll(async () => {
  await open.close()
  await here.close()
})

const signIn = async (page: Page, login: string): Promise<void> => {
  await here.enter(login, [{ role: 'front_officer', unitId: '00082' }])
  await page.goto(`${here.url}/console/sign-in`)
  await page.fill('[name=login]', login)
  await page.fill('[name=password]', password)
  await page.click('main form button[type=submit]')
  await page.waitForURL('**/console')
}

const announce = async (): Promise<Dialogue> => {
  const grants = [{ role: 'admin' as const, unitId: 'vn', unitPath: ['vn'] }]
  const actor = { kind: 'officer' as const, officerId: '0198c0de-0000-7000-8000-00000000aaaa', grants }
  const now = here.house.clock.now().getTime()
  return await here.as(actor, async (scope) => {
    const made = await callDialogue(scope, {
      unitId: '00082',
      title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'in_person',
      legalBasis: 'communal_dialogue',
      purpose: 'consult',
      topic: 'Thu gom rác thải sinh hoạt',
      hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
      place: 'Nhà văn hóa số 5 phố Cửa Nam',
      startsAt: new Date(now + 14 * 86_400_000),
      collectionClosesAt: new Date(now + 12 * 86_400_000),
      hotline: '024 3825 1234',
    })
    await markTold(scope, { id: made.id, version: made.version, kind: 'announcement' })
    return made
  })
}

/** How long the player says that the recording is, and how far it got. */
const played = async (page: Page, selector: string): Promise<{ duration: number; reached: number }> =>
  await page.evaluate(`(async () => {
    const player = document.querySelector('${selector}')
    player.muted = true
    const moved = new Promise((resolve, reject) => {
      player.addEventListener('timeupdate', () => player.currentTime > 0 && resolve())
      player.addEventListener('error', () => reject(new Error('cannot be played: ' + player.error?.message)))
    })
    await player.play()
    await moved
    player.pause()
    return { duration: player.duration, reached: player.currentTime }
  })()`)

test('an officer without a script puts up a recording, and a phone plays it beside its text and jumps in it', async () => {
  const { page, complaints, context } = await here.visitor({ withoutScript: true })
  await signIn(page, 'noscript')
  const session = await announce()
  await page.goto(`${here.url}/console/artefacts/${session.id}`)
  await page.setInputFiles('[name=file]', { name: 'loa.mp3', mimeType: 'audio/mpeg', buffer: aWav(30) })
  await page.click('section[aria-labelledby=sound] form[enctype] button[type=submit]')
  await page.waitForURL('**/*done=saved*')
  expect(await page.locator('section[aria-labelledby=sound] audio.sound').first().isVisible()).toBe(true)
  expect(await page.locator('[data-recorder]').isVisible()).toBe(false)
  expect(complaints).toEqual([])
  await context.close()

  const phone = await here.visitor()
  const parts: string[] = []
  phone.page.on('response', (response) => {
    if (response.request().resourceType() === 'media') parts.push(`${response.status()}`)
  })
  await phone.page.setViewportSize({ width: 360, height: 740 })
  await phone.page.goto(`${open.url}/verify/${session.noticeCode}`)
  await phone.page.click('a.listen')
  await phone.page.waitForURL('**/nghe')
  await look(phone.page, 'listen')
  const { duration, reached } = await played(phone.page, 'audio')
  expect(duration).toBeCloseTo(30, 1)
  expect(reached).toBeGreaterThan(0)
  await phone.page.evaluate(`new Promise((resolve) => {
    const player = document.querySelector('audio')
    player.addEventListener('seeked', resolve, { once: true })
    player.currentTime = 25
  })`)
  expect(await phone.page.evaluate(`document.querySelector('audio').currentTime`)).toBeCloseTo(25, 1)
  expect(new Set(parts)).toEqual(new Set(['206']))
  const size = await phone.page.evaluate<number>(
    `parseFloat(getComputedStyle(document.querySelector('.aloud p')).fontSize)`,
  )
  expect(size).toBeGreaterThanOrEqual(24)
  expect(phone.complaints).toEqual([])
  await phone.context.close()
}, 90_000)

// A microphone that hums: there is none on the machines that run tests.
const hummingMicrophone = `navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext()
  const tone = sound.createOscillator()
  const out = sound.createMediaStreamDestination()
  tone.connect(out)
  tone.start()
  return out.stream
}`

test('an officer records on the page, hears it, sends it, and residents hear it; a refused microphone is explained', async () => {
  const { page, complaints, context } = await here.visitor()
  await signIn(page, 'reader')
  const session = await announce()
  const address = `${here.url}/console/artefacts/${session.id}`
  const part = page.locator('section[aria-labelledby=sound]')
  await page.goto(address)
  await page.evaluate(`navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('denied'))`)
  await page.click('[data-record]')
  await part.getByText('Không dùng được micro.').waitFor()

  await page.addInitScript(hummingMicrophone)
  await page.goto(address)
  await page.click('[data-record]')
  await part.getByText('Đang ghi: 1 giây').waitFor()
  await page.click('[data-stop]')
  await part.getByText('Đã ghi xong.').waitFor()
  expect((await played(page, '[data-preview]')).reached).toBeGreaterThan(0)
  await look(page, 'sound-recorded')
  await part.locator('form[enctype] button[type=submit]').click()
  await page.waitForURL('**/*done=saved*')
  await part.scrollIntoViewIfNeeded()
  await look(page, 'sound-kept')
  expect(complaints).toEqual([])

  const phone = await here.visitor()
  await phone.page.goto(`${open.url}/verify/${session.noticeCode}/nghe`)
  expect((await played(phone.page, 'audio')).reached).toBeGreaterThan(0)
  await phone.context.close()

  await page.reload()
  await part.getByRole('button', { name: 'Gỡ bản ghi âm' }).click()
  await part.getByText('Chưa có bản ghi âm.').waitFor()
  await context.close()
}, 90_000)
