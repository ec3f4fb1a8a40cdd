import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '../../../src/channels/port.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { enqueueMany, type EnqueueMany } from '../../../src/outbox/index.ts'
import { openWard, type Ward } from './ward.ts'

describe('enqueueMany', () => {
  let place: Ward
  let chats: readonly number[]
  beforeAll(async () => {
    place = await openWard()
    chats = await place.residents(3)
  })
  afterAll(async () => {
    await place.close()
  })
  const message: OutgoingMessage = { text: 'Kính mời ông/bà', locale: 'vi' }
  const expiresAt = new Date('2026-12-05T01:30:00Z')
  const enqueue = async (messages: EnqueueMany['messages'], ref: string) =>
    await place.as(systemActor('test'), (scope) => enqueueMany(scope, { ref, expiresAt, messages }))

  it('puts many in line in their order, each sealed for its chat, and pokes each lane once', async () => {
    const poked: string[] = []
    const stop = place.house.signals.listen('outbox:lane:zalo:oa', () => poked.push('zalo'))
    const order = chats.toReversed()
    const made = await enqueue(
      order.map((chatId) => ({ accountId: 'zalo:oa', chatId, message })),
      'broadcast:a',
    )
    stop()
    expect(made).toEqual(order)
    expect(poked).toEqual(['zalo'])
    const rows = await place.sql`select * from outbox where ref = 'broadcast:a' order by id`
    expect(rows.map((row) => Number(row['chat_id']))).toEqual(order)
    for (const row of rows) {
      expect(row).toMatchObject({ priority: 2, state: 'waiting', lane: 'lane:zalo:oa' })
      const opened = place.house.keyring.openText(
        'outbox',
        row['payload'] as Buffer,
        `outbox.payload:${row['chat_id']}`,
      )
      expect(JSON.parse(opened)).toEqual(message)
    }
  })

  it('tells which chats have no account any more, and puts the others in line', async () => {
    const [first = 0, second = 0] = chats
    const made = await enqueue(
      [
        { accountId: 'zalo:gone', chatId: first, message },
        { accountId: 'zalo:oa', chatId: second, message },
      ],
      'broadcast:b',
    )
    expect(made).toEqual([second])
  })

  it('puts nothing in line where one text is too long for its platform', async () => {
    const long = { ...message, text: 'a'.repeat(2001) }
    const both = [message, long].map((one, at) => ({ accountId: 'zalo:oa', chatId: chats[at] ?? 0, message: one }))
    await expect(enqueue(both, 'broadcast:c')).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(await place.messagesOf('broadcast:c')).toEqual([])
    expect(await enqueue([], 'broadcast:c')).toEqual([])
  })
})
