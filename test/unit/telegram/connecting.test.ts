import { describe, expect, it } from 'vitest'
import { manualClock } from '../../../src/kernel/clock.ts'
import { jsonApi } from '../../emulators/telegram/support/api.ts'
import { accountId, directoryOf, openStage, profile, secret, token } from './telegram-stage.ts'

const tenMinutes = 600_000
const profileIsSet = 'commands and descriptions of a bot are up to date'
const methodsOf = (stage: Awaited<ReturnType<typeof openStage>>) => stage.emulator.calls.map(({ method }) => method)

describe('a bot with a public address', () => {
  it('tells Telegram where to deliver, with the secret and the kinds that it reads', async () => {
    const stage = await openStage()
    await stage.connect()
    const info = await jsonApi(stage.emulator)('getWebhookInfo')
    expect(info.body.result).toMatchObject({
      url: `${stage.hostUrl}/webhooks/telegram/default`,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    })
    const person = stage.person()
    person.block()
    const updates = await stage.storedAtLeast(2)
    expect(stage.requests[0]?.headers['x-telegram-bot-api-secret-token']).toBe(secret)
    const kinds = updates.map(({ raw }) => stage.channel.read(accountId, raw).content.kind)
    expect(kinds.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['start', 'unfollow'])
  })

  it('learns its own name, for links', async () => {
    const stage = await openStage()
    await stage.connect()
    expect(stage.directory.byId(accountId)?.capabilities['username']).toBe('nhip_cau_bot')
  })

  it('tells commands and descriptions in both languages', async () => {
    const stage = await openStage()
    await stage.connect()
    await stage.said(profileIsSet)
    const api = jsonApi(stage.emulator)
    const told = async (language: Record<string, unknown>) => ({
      commands: (await api('getMyCommands', language)).body.result as unknown,
      description: (await api('getMyDescription', language)).body.result.description as unknown,
      shortDescription: (await api('getMyShortDescription', language)).body.result.short_description as unknown,
    })
    expect(await told({})).toEqual(profile.vi)
    expect(await told({ language_code: 'vi' })).toEqual(profile.vi)
    expect(await told({ language_code: 'en' })).toEqual(profile.en)
  })

  it('sets nothing again that is set, neither later nor after a restart', async () => {
    const stage = await openStage()
    await stage.connect()
    await stage.said(profileIsSet)
    const before = stage.emulator.calls.length
    ;(await stage.pauses.next((ms) => ms === tenMinutes)).end()
    await stage.pauses.next((ms) => ms === tenMinutes)
    expect(methodsOf(stage).slice(before)).toEqual(['getMe', 'getWebhookInfo'])
    await stage.channel.stop?.()

    const restarted = await openStage({
      directory: stage.directory,
      publicUrl: stage.hostUrl,
      apiRoot: () => stage.emulator.url,
    })
    const upToRestart = stage.emulator.calls.length
    await restarted.connect()
    await restarted.said(profileIsSet)
    expect(
      methodsOf(stage)
        .slice(upToRestart)
        .filter((method) => method.startsWith('set')),
    ).toEqual([])
  })

  it('tells a new secret, although Telegram never says which one it has', async () => {
    const directory = directoryOf()
    const stage = await openStage({ directory })
    await stage.connect()
    directory.put({ ...directory.byId(accountId), credentials: { botToken: token, webhookSecret: 'another_one' } })
    ;(await stage.pauses.next((ms) => ms === 30_000)).end()
    await stage.said('a Telegram bot is connected', 2)
    stage.person()
    await stage.storedAtLeast(1)
    expect(stage.requests.at(-1)?.headers['x-telegram-bot-api-secret-token']).toBe('another_one')
  })

  it('brings its webhook back when another program took it', async () => {
    const stage = await openStage()
    await stage.connect()
    await jsonApi(stage.emulator)('deleteWebhook')
    ;(await stage.pauses.next((ms) => ms === tenMinutes)).end()
    await stage.pauses.next((ms) => ms === tenMinutes)
    stage.person()
    await stage.storedAtLeast(1)
  })

  it('waits when Telegram takes no second setWebhook within a second', async () => {
    const stage = await openStage()
    stage.emulator.setLimits({ setWebhookOncePerSecond: true })
    stage.emulator.fault({ kind: 'tooManyRequests', match: 'setWebhook', retryAfter: 3 })
    await stage.start()
    const pause = await stage.pauses.next((ms) => ms !== 30_000)
    expect(pause.ms).toBe(3000)
  })

  it('polls when Telegram will never deliver to the address', async () => {
    const stage = await openStage({ publicUrl: 'http://phuong.example.vn' })
    await stage.connect()
    await stage.said('its updates are polled')
    stage.person()
    await stage.storedAtLeast(1)
    expect(stage.lines).toContainEqual(expect.objectContaining({ fields: { accountId, way: 'polling' } }))
  })

  it('polls rather than be delivered to without a secret', async () => {
    const stage = await openStage({ directory: directoryOf({ credentials: { botToken: token } }) })
    await stage.connect()
    expect(stage.callsOf('setWebhook')).toEqual([])
  })

  it('ends the waiting sign on a tapped button; that it is too late for it matters to nobody', async () => {
    const stage = await openStage()
    await stage.connect()
    const person = stage.person()
    await stage.send(person.id, { choices: [{ number: 1, label: 'Có', data: 'p:abcd1234:1' }] })
    const tap = person.press('1. Có')
    await tap.answered()
    stage.emulator.fault({ kind: 'internal500', match: 'answerCallbackQuery' })
    person.press('1. Có')
    await stage.called('answerCallbackQuery', 2)
    await stage.channel.stop?.()
    expect(stage.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
  })
})

describe('a Telegram that cannot be reached', () => {
  it('does not stop the start, is tried again at growing distances, and is said once an hour', async () => {
    const clock = manualClock(new Date('2026-11-22T00:00:00Z'))
    const stage = await openStage({ clock })
    const fault = stage.emulator.fault({ kind: 'resetBeforeAccept', match: 'getMe', times: 1000 })
    await stage.start()
    const waits: number[] = []
    const failOnce = async () => {
      const pause = await stage.pauses.next((ms) => ms !== 30_000)
      waits.push(pause.ms)
      pause.end()
    }
    for (let at = 0; at < 11; at += 1) await failOnce()
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000))
    const warnings = () => stage.lines.filter(({ level }) => level === 'warn')
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toMatchObject({ fields: { accountId, why: 'ECONNRESET' } })
    clock.advance(3_600_000)
    await failOnce()
    await failOnce()
    expect(warnings()).toHaveLength(2)
    fault.left = 0
    await failOnce()
    await stage.said('a Telegram bot is connected')
  })

  it('can be stopped while it is not reached', async () => {
    const stage = await openStage({ apiRoot: () => 'http://127.0.0.1:9' })
    await stage.start()
    await stage.said('Telegram could not be reached')
    await stage.channel.stop?.()
    expect(stage.lines.some(({ message }) => message.includes('connected'))).toBe(false)
  })

  it('is no reason to forget the commands: they are tried again later', async () => {
    const stage = await openStage()
    stage.emulator.fault({ kind: 'tooManyRequests', match: 'setMyCommands', retryAfter: 700 })
    await stage.connect()
    const pause = await stage.pauses.next((ms) => ms === 700_000)
    stage.emulator.setLimits({})
    pause.end()
    await stage.said(profileIsSet)
  })

  it('calls a person when the token is refused', async () => {
    const directory = directoryOf({ credentials: { botToken: `${token}x`, webhookSecret: secret } })
    const stage = await openStage({ directory })
    await stage.start()
    await stage.said('Telegram refuses the token of a bot')
    expect(stage.lines.at(-1)).toMatchObject({ level: 'error', fields: { accountId, why: 'status-401' } })
  })
})

describe('accounts that change while the service runs', () => {
  it('connects a bot that was added, and lets go of one that was switched off', async () => {
    const directory = directoryOf()
    const stage = await openStage({ directory })
    const second = '7000000002:AAEmulatedTokenForTheTests01'
    const other = stage.emulator.addBot({ token: second, username: 'phuong_bot' })
    await stage.connect()
    directory.put({ id: 'telegram:phuong', credentials: { botToken: second, webhookSecret: 'second_secret' } })
    directory.put({ ...directory.byId(accountId), state: 'disabled' })
    ;(await stage.pauses.next((ms) => ms === 30_000)).end()
    await stage.said('a Telegram bot is connected', 2)
    expect(other.webhook?.url).toBe(`${stage.hostUrl}/webhooks/telegram/phuong`)
    const before = stage.emulator.calls.length
    ;(await stage.pauses.next((ms) => ms === 30_000)).end()
    await stage.pauses.next((ms) => ms === 30_000)
    expect(stage.emulator.calls.slice(before).filter(({ bot }) => bot === 'nhip_cau_bot')).toEqual([])
    stage.emulator.addUser(other, { firstName: 'Hoa' }).start()
    const [update] = await stage.storedAtLeast(1)
    expect(update?.accountId).toBe('telegram:phuong')
  })

  it('tries again when what it learnt could not be kept', async () => {
    const directory = directoryOf()
    let tries = 0
    const stage = await openStage({
      directory: {
        ...directory,
        learn: async (id, capabilities) => {
          tries += 1
          if (tries === 1) throw new Error('the database is away')
          await directory.learn(id, capabilities)
        },
      },
    })
    await stage.start()
    ;(await stage.pauses.next((ms) => ms === 1000)).end()
    await stage.said('a Telegram bot is connected')
  })
})
