import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutgoingMessage } from '../../../src/channels/port.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { dropContents, enqueueMany, type EnqueueMany } from '../../../src/outbox/index.ts'
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
  const long: OutgoingMessage = { ...message, text: 'a'.repeat(2001) }
  const template = { templateId: '1', data: {}, trackingId: 't' }
  const contents = { vi: message, long, approved: { ...long, template } }
  const enqueue = async (messages: EnqueueMany['messages'], ref: string) =>
    await place.as(systemActor('test'), (scope) => enqueueMany(scope, { ref, expiresAt, messages, contents }))

  it('puts many in line in their order, their words sealed once for all, and pokes each lane once', async () => {
    const poked: string[] = []
    const stop = place.house.signals.listen('outbox:lane:zalo:oa', () => poked.push('zalo'))
    const order = chats.toReversed()
    const made = await enqueue(
      order.map((chatId) => ({ accountId: 'zalo:oa', chatId, content: 'vi' })),
      'broadcast:a',
    )
    stop()
    expect(made).toEqual(order)
    expect(poked).toEqual(['zalo'])
    const rows = await place.sql`select * from outbox where ref = 'broadcast:a' order by id`
    expect(rows.map((row) => Number(row['chat_id']))).toEqual(order)
    const kept = await place.sql`select id, payload from outbox_contents where ref = 'broadcast:a'`
    expect(kept).toHaveLength(1)
    for (const row of rows) {
      expect(row).toMatchObject({ priority: 2, state: 'waiting', lane: 'lane:zalo:oa', payload: null })
      expect(row['content_id']).toBe(kept[0]?.['id'])
    }
    const sealed = kept[0]?.['payload'] as Buffer
    const opened = place.house.keyring.openText('outbox', sealed, 'outbox_contents.payload:broadcast:a:vi')
    expect(JSON.parse(opened)).toEqual(message)
  })

  it('keeps what a ref says once however many pages go out, and drops it when the ref is closed', async () => {
    const [chatId = 0] = chats
    for (const _page of [1, 2]) await enqueue([{ accountId: 'zalo:oa', chatId, content: 'vi' }], 'broadcast:d')
    expect(await place.sql`select 1 from outbox_contents where ref = 'broadcast:d'`).toHaveLength(1)
    await place.as(systemActor('test'), (scope) => dropContents(scope, 'broadcast:d'))
    expect(await place.sql`select 1 from outbox_contents where ref = 'broadcast:d'`).toEqual([])
  })

  it('tells which chats have no account any more, and puts the others in line', async () => {
    const [first = 0, second = 0] = chats
    const made = await enqueue(
      [
        { accountId: 'zalo:gone', chatId: first, content: 'vi' },
        { accountId: 'zalo:oa', chatId: second, content: 'vi' },
      ],
      'broadcast:b',
    )
    expect(made).toEqual([second])
  })

  it('puts nothing in line where one text is too long for its platform', async () => {
    const both = ['vi', 'long'].map((content, at) => ({ accountId: 'zalo:oa', chatId: chats[at] ?? 0, content }))
    await expect(enqueue(both, 'broadcast:c')).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(await place.messagesOf('broadcast:c')).toEqual([])
    expect(await enqueue([], 'broadcast:c')).toEqual([])
  })

  it('takes a template whatever the length of the words that it stands for', async () => {
    const [chatId = 0] = chats
    expect(await enqueue([{ accountId: 'zalo:oa', chatId, content: 'approved' }], 'broadcast:e')).toEqual([chatId])
  })
})
