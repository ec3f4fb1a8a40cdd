import { saveAccount } from '../../src/channels/index.ts'
import { arrayLiteral } from '../../src/database/index.ts'
import { openBenchHouse } from './bench-house.ts'
import { startSender, type Mock, type SenderProcess } from './processes.ts'

export const notice =
  'Kính mời ông/bà dự hội nghị đối thoại với lãnh đạo phường, 8 giờ thứ Bảy, ngày 05/12/2026, tại Nhà văn hóa phường.'

export type StagedAccount = {
  readonly id: string
  readonly lane: string
  readonly capabilities: Readonly<Record<string, number>>
}

const firstAddress = 5_000_000_000
const atOnce = 5_000

/** Waits for something that another process does, looking every `everyMs`. */
export const until = async (isSo: () => Promise<boolean>, everyMs = 50, patienceMs = 600_000): Promise<void> => {
  for (const end = performance.now() + patienceMs; !(await isSo());) {
    if (performance.now() > end) throw new Error('the bench waited in vain')
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

/** PostgreSQL with accounts and a broadcast in its outbox, for sender processes of this run. */
export const openLaneStage = async () => {
  const bench = await openBenchHouse()
  const { database, keyring, clock } = bench.house
  const senders: SenderProcess[] = []

  /** Ids of chats in the order of their addresses. */
  const addChats = async (accountId: string, count: number, from: number): Promise<number[]> => {
    const ids: number[] = []
    for (let at = 0; at < count; at += atOnce) {
      const addresses = Array.from({ length: Math.min(atOnce, count - at) }, (_one, n) =>
        keyring.seal('contact', String(firstAddress + from + at + n), `chats.address:${accountId}`),
      )
      const rows = await database.$client<{ id: string }[]>`
        insert into chats (lookup, account_id, address, created_at)
        select gen_random_uuid(), ${accountId}, a.address, now()
        from unnest(${arrayLiteral(addresses)}::bytea[]) with ordinality as a(address, n) order by a.n returning id`
      ids.push(...rows.map((row) => Number(row.id)))
    }
    return ids.sort((a, b) => a - b)
  }

  const put = async (accountId: string, chats: readonly number[], text: string, priority: number): Promise<void> => {
    const body = JSON.stringify({ text, locale: 'vi' })
    const payloads = chats.map((id) => keyring.seal('outbox', body, `outbox.payload:${id}`))
    await database.$client`
      insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, ref, created_at, payload)
      select a.lane, a.id, m.chat_id, ${priority}, ${clock.now().toISOString()}::timestamptz, now() + interval '2 days',
        'bench', now(), m.payload
      from unnest(${arrayLiteral(chats)}::bigint[], ${arrayLiteral(payloads)}::bytea[]) with ordinality as m(chat_id, payload, n)
      join accounts a on a.id = ${accountId} order by m.n`
  }

  return {
    house: bench.house,
    /** Begins anew with these accounts; nothing waits. */
    async reset(accounts: readonly StagedAccount[]): Promise<void> {
      await database.$client`truncate outbox, outbox_history, outbox_ended, chats, lanes, accounts, processes restart identity cascade`
      for (const { id, lane, capabilities } of accounts) {
        const [platform = '', externalId = ''] = id.split(':')
        const account = { id, platform: platform as 'zalo', externalId, name: id, lane, credentials: null }
        await saveAccount(database, { ...account, capabilities: { ...capabilities } }, clock.now())
      }
    },
    addChats,
    /** A broadcast to new chats, whose addresses begin at `from`. Gives the chats in the order of their addresses. */
    async broadcast(accountId: string, count: number, from = 0): Promise<number[]> {
      const chats = await addChats(accountId, count, from)
      for (let at = 0; at < count; at += atOnce) await put(accountId, chats.slice(at, at + atOnce), notice, 2)
      await database.$client`analyze outbox`
      return chats
    },
    /** A reply, put in line as a turn does; its text says when. */
    async reply(accountId: string, lane: string, chatId: number): Promise<void> {
      await put(accountId, [chatId], `reply ${Date.now()}`, 0)
      bench.house.signals.poke(`outbox:${lane}`)
    },
    addressOf: (at: number): string => String(firstAddress + at),
    async sender(mock: Mock, connections = 32, aheadMs = 0): Promise<SenderProcess> {
      const key = bench.key.toString('hex')
      const sender = await startSender({ url: bench.url, key, origin: mock.origin, connections, aheadMs })
      senders.push(sender)
      return sender
    },
    async countWaiting(): Promise<number> {
      const [row] = await database.$client<{ count: string }[]>`select count(*) as count from outbox`
      return Number(row?.count)
    },
    async isEmpty(): Promise<boolean> {
      const [row] = await database.$client<{ left: boolean }[]>`select exists (select 1 from outbox) as left`
      return row?.left === false
    },
    async close(): Promise<void> {
      for (const sender of senders) await sender.kill()
      await bench.close()
    },
  }
}

export type LaneStage = Awaited<ReturnType<typeof openLaneStage>>
