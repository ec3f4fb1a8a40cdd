import { afterEach, beforeEach, expect, it } from 'vitest'
import { startWithBot } from './support/api.ts'

let setup: Awaited<ReturnType<typeof startWithBot>>
beforeEach(async () => {
  setup = await startWithBot()
})
afterEach(() => setup.emulator.close())

const lich = [{ command: 'lich', description: 'Các buổi sắp tới' }]
const commands = async (params: Record<string, unknown> = {}) => (await setup.api('getMyCommands', params)).body.result

it('keeps commands apart by scope and language', async () => {
  const scope = { type: 'all_private_chats' }
  await setup.api('setMyCommands', { commands: lich })
  await setup.api('setMyCommands', {
    commands: [{ command: 'sessions', description: 'Sessions' }],
    scope,
    language_code: 'en',
  })
  expect(await commands()).toEqual(lich)
  expect(await commands({ scope })).toEqual([])
  expect(await commands({ scope, language_code: 'en' })).toEqual([{ command: 'sessions', description: 'Sessions' }])
  await setup.api('deleteMyCommands', { scope, language_code: 'en' })
  expect(await commands({ scope, language_code: 'en' })).toEqual([])
  expect(await commands()).toEqual(lich)
})

it('knows the scope of one chat', async () => {
  const user = setup.emulator.addUser(setup.bot, { firstName: 'Lan' })
  const scope = { type: 'chat', chat_id: user.id }
  expect((await setup.api('setMyCommands', { commands: lich, scope })).status).toBe(200)
  expect(await commands({ scope })).toEqual(lich)
})

it.each([
  ['capitals', { commands: [{ command: 'Lich', description: 'a' }] }, /BOT_COMMAND_INVALID/u],
  ['33 characters', { commands: [{ command: 'a'.repeat(33), description: 'a' }] }, /BOT_COMMAND_INVALID/u],
  ['no description', { commands: [{ command: 'a', description: ' ' }] }, /non-empty/u],
  ['a long description', { commands: [{ command: 'a', description: 'ạ'.repeat(257) }] }, /too long/u],
  ['a missing description', { commands: [{ command: 'a' }] }, /can't find field "description"/iu],
  ['101 commands', { commands: Array.from({ length: 101 }, () => lich[0]) }, /too many commands/u],
  ['an unknown scope', { commands: lich, scope: { type: 'everybody' } }, /Unsupported type specified/u],
  ['a scope without its chat', { commands: lich, scope: { type: 'chat' } }, /Empty chat_id/u],
  ['a chat nobody knows', { commands: lich, scope: { type: 'chat', chat_id: 5 } }, /chat not found/u],
  ['an unknown language', { commands: lich, language_code: 'vietnamese' }, /invalid language code/u],
])('refuses commands with %s', async (_name, params, why) => {
  const { status, body } = await setup.api('setMyCommands', params)
  expect(status).toBe(400)
  expect(body.description).toMatch(why)
  expect(await commands()).toEqual([])
})

it('keeps descriptions by language, falling back to the one for everybody, up to their lengths', async () => {
  await setup.api('setMyDescription', { description: 'Cầu nối' })
  await setup.api('setMyDescription', { description: 'The bridge', language_code: 'en' })
  await setup.api('setMyShortDescription', { short_description: 'Cầu' })
  const read = async (language: string) =>
    (await setup.api('getMyDescription', { language_code: language })).body.result
  expect(await read('en')).toEqual({ description: 'The bridge' })
  expect(await read('vi')).toEqual({ description: 'Cầu nối' })
  expect((await setup.api('getMyShortDescription')).body.result).toEqual({ short_description: 'Cầu' })
  expect((await setup.api('setMyDescription', { description: 'ạ'.repeat(513) })).status).toBe(400)
  expect((await setup.api('setMyShortDescription', { short_description: 'ạ'.repeat(121) })).status).toBe(400)
})
