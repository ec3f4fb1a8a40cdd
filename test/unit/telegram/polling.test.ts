import { describe, expect, it } from 'vitest'
import type { RawUpdate } from '../../../src/channels/port.ts'
import { jsonApi, standingClock } from '../../emulators/telegram/support/api.ts'
import { accountId, openStage, until } from './telegram-stage.ts'

const poll = (options: Parameters<typeof openStage>[0] = {}) => openStage({ publicUrl: null, ...options })

const textOf = (stage: Awaited<ReturnType<typeof poll>>) => (update: RawUpdate) => {
  const { content } = stage.channel.read(accountId, update.raw)
  return content.kind === 'text' ? content.text : content.kind
}

describe('a bot without a public address', () => {
  it('takes an old webhook away and asks for updates itself', async () => {
    const stage = await poll()
    await jsonApi(stage.emulator)('setWebhook', { url: 'https://old.example.vn/hook' })
    await stage.connect()
    const person = stage.person()
    person.send('một')
    person.send('hai')
    const updates = await stage.storedAtLeast(3)
    expect(updates.map(textOf(stage))).toEqual(['start', 'một', 'hai'])
    expect(updates.map(({ seq }) => seq)).toEqual(updates.map(({ seq }) => seq).toSorted((a, b) => a - b))
    expect(new Set(updates.map(({ conversation }) => conversation))).toEqual(new Set([String(person.id)]))
  })

  it('asks for long polls of the kinds that it reads, and for my_chat_member by name', async () => {
    const stage = await poll()
    await stage.connect()
    const [first] = await stage.called('getUpdates')
    expect(first?.params).toEqual({
      timeout: 25,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    })
  })

  it('confirms an update only after it was stored', async () => {
    const storing = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<readonly RawUpdate[]>()
    const stage = await poll({
      receive: (updates) => {
        asked.resolve(updates)
        return storing.promise
      },
    })
    stage.person()
    await stage.connect()
    const [update] = await asked.promise
    expect(stage.bot.pending.size).toBe(1)
    expect(stage.calls.filter(({ method }) => method === 'getUpdates')).toHaveLength(1)
    storing.resolve()
    const polls = await stage.called('getUpdates', 2)
    expect(polls[1]?.params).toMatchObject({ offset: (update?.seq ?? 0) + 1 })
  })

  it('gets an update again, under the same key, when it could not be stored', async () => {
    const tries: string[] = []
    const stage = await poll({
      receive: async (updates) => {
        tries.push(...updates.map(({ key }) => key))
        if (tries.length === 1) throw new Error('the database is away')
      },
    })
    stage.person()
    await stage.connect()
    ;(await stage.pauses.next((ms) => ms === 1000)).end()
    await stage.called('getUpdates', 3)
    expect(tries).toHaveLength(2)
    expect(tries[1]).toBe(tries[0])
    expect(stage.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', fields: { accountId, why: 'not-stored' } }),
    )
  })

  it('ends the waiting sign on a tapped button once the tap is stored', async () => {
    const stage = await poll()
    await stage.connect()
    const person = stage.person()
    await stage.send(person.id, { choices: [{ number: 1, label: 'Có', data: 'p:abcd1234:1' }] })
    const tap = person.press('1. Có')
    expect(await tap.answered()).toEqual({ showAlert: false })
    expect(stage.stored.map(textOf(stage))).toEqual(['start', 'button'])
  })

  it('forgets the offset after an empty answer, for ids may begin anew and lower', async () => {
    const clock = standingClock()
    const stage = await poll({ emulator: { clock } })
    stage.person()
    await stage.connect()
    await stage.called('getUpdates', 2)
    await until(() => stage.bot.poll !== undefined)
    clock.advance(25_000)
    await stage.emulator.runDue()
    // An empty answer that came at once on our own clock is not followed by a storm.
    ;(await stage.pauses.next((ms) => ms === 1000)).end()
    const polls = await stage.called('getUpdates', 3)
    expect(polls[1]?.params).toHaveProperty('offset')
    expect(polls[2]?.params).not.toHaveProperty('offset')
  })

  it('stops while a poll waits, and asks no more', async () => {
    const stage = await poll()
    await stage.connect()
    await until(() => stage.bot.poll !== undefined)
    await stage.channel.stop?.()
    stage.person()
    expect(stage.stored).toEqual([])
    expect(stage.calls.filter(({ method }) => method === 'getUpdates')).toHaveLength(1)
  })

  it('waits for what is being stored before it has stopped', async () => {
    const storing = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const stage = await poll({
      receive: () => {
        asked.resolve()
        return storing.promise
      },
    })
    stage.person()
    await stage.connect()
    await asked.promise
    let stopped = false
    const stopping = stage.channel.stop?.().then(() => {
      stopped = true
      return undefined
    })
    await Promise.resolve()
    expect(stopped).toBe(false)
    storing.resolve()
    await stopping
    expect(stopped).toBe(true)
  })
})

describe('a poll that fails', () => {
  it('backs off, twice as long each time, and says it once and when it works again', async () => {
    const stage = await poll()
    stage.emulator.fault({ kind: 'html502', match: 'getUpdates', times: 2 })
    stage.emulator.fault({ kind: 'resetBeforeAccept', match: 'getUpdates', times: 1 })
    await stage.connect()
    const waits: number[] = []
    for (let at = 0; at < 3; at += 1) {
      const pause = await stage.pauses.next((ms) => ms < 10_000)
      waits.push(pause.ms)
      if (at === 2) stage.person()
      pause.end()
    }
    await stage.said('works again')
    expect(waits).toEqual([1000, 2000, 4000])
    expect(stage.lines.filter(({ message }) => message.includes('polling Telegram failed'))).toHaveLength(2)
  })

  it('waits as long as a 429 says', async () => {
    const stage = await poll()
    stage.emulator.fault({ kind: 'tooManyRequests', match: 'getUpdates', retryAfter: 77 })
    await stage.connect()
    expect((await stage.pauses.next((ms) => ms >= 77_000)).ms).toBe(77_000)
  })

  it('says clearly that another program receives the updates, and goes on when it has left', async () => {
    const stage = await poll()
    await stage.connect()
    await until(() => stage.bot.poll !== undefined)
    await jsonApi(stage.emulator)('getUpdates', { timeout: 0 })
    await stage.said('another program receives the updates of this bot')
    const pause = await stage.pauses.next((ms) => ms === 10_000)
    stage.person()
    pause.end()
    await stage.storedAtLeast(1)
    await stage.said('works again')
  })

  it('calls a person when the token is refused, and asks rarely', async () => {
    const stage = await poll()
    await stage.connect()
    await until(() => stage.bot.poll !== undefined)
    stage.emulator.revokeToken(stage.bot)
    stage.person()
    await stage.pauses.next((ms) => ms === 300_000)
    expect(stage.lines.at(-1)).toMatchObject({ level: 'error', fields: { accountId, why: 'status-401' } })
  })
})
