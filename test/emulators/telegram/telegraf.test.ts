import { Input, Telegraf, TelegramError } from 'telegraf'
import { message } from 'telegraf/filters'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { samplePhoto } from './sample-media.ts'
import { startWithBot, token } from './support/api.ts'
import { startHook, type Hook } from './support/hook.ts'

/** A client of another hand: proves that the emulator does not only agree with the tests written beside it. */
let setup: Awaited<ReturnType<typeof startWithBot>>
let hook: Hook
let telegraf: Telegraf
beforeEach(async () => {
  setup = await startWithBot()
  hook = await startHook()
  telegraf = new Telegraf(token, { telegram: { apiRoot: setup.emulator.url } })
})
afterEach(async () => {
  await setup.emulator.close()
  await hook.close()
})

const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof TelegramError)) throw new Error('telegraf reported no refusal')
  return error
}

it('calls getMe, sendMessage with a keyboard, sendPhoto by upload, setMyCommands and setWebhook', async () => {
  const user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  user.start()
  expect(await telegraf.telegram.getMe()).toMatchObject({ username: 'nhip_cau_bot' })
  await telegraf.telegram.sendMessage(user.id, '<b>Chào</b>', {
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] },
  })
  expect(user.messages().at(-1)).toMatchObject({ text: 'Chào', buttons: [[{ text: 'Có', data: 'yes' }]] })
  await telegraf.telegram.sendPhoto(user.id, Input.fromBuffer(samplePhoto, 'a.jpg'), { caption: 'Ảnh' })
  expect(user.messages().at(-1)).toMatchObject({ kind: 'photo', text: 'Ảnh' })
  await telegraf.telegram.setMyCommands([{ command: 'lich', description: 'Lịch' }], { language_code: 'vi' })
  await telegraf.telegram.setWebhook(hook.url, { secret_token: 'abc', allowed_updates: ['message'] })
  expect(await telegraf.telegram.getWebhookInfo()).toMatchObject({ url: hook.url, allowed_updates: ['message'] })
})

it('gets TelegramError for a block and for a flood wait', async () => {
  const user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  user.start()
  user.block()
  const blocked = await refusal(telegraf.telegram.sendMessage(user.id, 'a'))
  expect(blocked).toMatchObject({ code: 403, description: 'Forbidden: bot was blocked by the user' })
  user.unblock()
  setup.emulator.setLimits({ bot: { ratePerSecond: 1, burst: 1 } })
  await telegraf.telegram.sendMessage(user.id, 'a')
  const flooded = await refusal(telegraf.telegram.sendMessage(user.id, 'b'))
  expect(flooded).toMatchObject({ code: 429, parameters: { retry_after: 1 } })
})

it('understands the updates: start with a payload, commands, texts, taps', async () => {
  const heard: string[] = []
  telegraf.start((context) => {
    heard.push(`start ${context.payload}`)
  })
  telegraf.command('lich', () => {
    heard.push('lich')
  })
  telegraf.action('yes', async (context) => {
    heard.push('tap')
    await context.answerCbQuery('Đã ghi')
  })
  telegraf.on(message('text'), (context) => {
    heard.push(context.message.text)
  })
  await telegraf.telegram.setWebhook(hook.url)
  const user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  user.start('phien-12')
  user.send('/lich')
  user.send('Bao giờ họp?')
  await telegraf.telegram.sendMessage(user.id, 'Dự?', {
    reply_markup: { inline_keyboard: [[{ text: 'Có', callback_data: 'yes' }]] },
  })
  await setup.emulator.idle()
  const tap = user.press('Có')
  await setup.emulator.idle()
  for (const { update } of hook.received) await telegraf.handleUpdate(update)
  expect(heard).toEqual(['start phien-12', 'lich', 'Bao giờ họp?', 'tap'])
  expect(await tap.answered()).toMatchObject({ text: 'Đã ghi' })
})
