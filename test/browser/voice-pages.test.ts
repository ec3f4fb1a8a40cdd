import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabaseStorage, storeUploaded } from '../../src/attachments/index.ts'
import { systemActor, type Actor } from '../../src/kernel/actor.ts'
import { handInOpinion, keepMachineTranscript } from '../../src/questions/index.ts'
import { meetResident } from '../../src/residents/index.ts'
import { aWav } from '../support/a-wav.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const handInVoice = async (chatId: number, heard: string): Promise<string> => {
  const consents = [{ purpose: 'relay', version: 'test', act: 'chosen' }] as const
  const residentId = await here.as(
    systemActor('test'),
    async (scope) => await meetResident(scope, { chatId, accountId: 'web:chat', language: 'vi', consents }),
  )
  const actor: Actor = { kind: 'resident', residentId, chatId: String(chatId) }
  const stored = await storeUploaded(here.house, createDatabaseStorage(here.house.keyring), actor, { bytes: aWav() })
  if (!stored.ok) throw new Error(stored.why)
  const { attachmentId } = stored
  const { opinionId } = await here.as(
    actor,
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        opinionClass: 'livelihood',
        naming: 'sealed',
        text: '',
        attachmentIds: [attachmentId],
        channel: 'zalo',
        language: 'vi',
      }),
  )
  const draft = { opinionId, attachmentId, text: heard }
  await here.as(systemActor('test'), async (scope) => await keepMachineTranscript(scope, draft))
  return opinionId
}

test('an officer corrects a voice by the key v, and on the page of the opinion; nothing sticks out or stands in the way', async () => {
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  const opinionId = await handInVoice(1, 'đen đường ngõ ba hỏng cả tháng nay tối đen không dám đi')
  await page.goto(`${here.url}/console/triage`)
  await page.waitForSelector('#triage[data-ready]')
  await look(page, 'voice-triage')
  await page.keyboard.press('v')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Đèn đường ngõ 3 hỏng cả tháng nay')
  await page.click('form[data-draft^="voice-"] button')
  await page.waitForSelector('text=Cán bộ sửa từ bản máy nghe')
  expect(
    await page.evaluate<number>(`Object.keys(sessionStorage).filter((key) => key.includes('voice-')).length`),
  ).toBe(0)
  await page.goto(`${here.url}/console/opinions/${opinionId}`)
  expect(await page.textContent('main')).toContain('Đèn đường ngõ 3 hỏng cả tháng nay')
  await look(page, 'voice-opinion')
  expect(complaints).toEqual([])
}, 60_000)
