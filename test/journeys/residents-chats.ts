import { sql } from 'drizzle-orm'
import { saveAccount } from '../../src/channels/index.ts'
import type { IncomingContent, OutgoingMessage, Platform } from '../../src/channels/port.ts'
import {
  createConversation,
  createResidentTopics,
  type ResidentParts,
  type Topic,
} from '../../src/conversation/index.ts'
import type { Topics } from '../../src/conversation/choose-topic.ts'
import type { Opening } from '../../src/conversation/turn.ts'
import { menuTopic } from '../../src/conversation/topics/menu.ts'
import { clarifyTopic } from '../../src/conversation/topics/clarify.ts'
import { act, inTransaction } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { eraseResident, erasedPlaces, type PersonalData } from '../../src/residents/index.ts'
import { eraseConversationsOf } from '../../src/conversation/index.ts'
import { eraseInboxOf } from '../../src/inbox/index.ts'
import { eraseOutboxOf } from '../../src/outbox/index.ts'
import { importUnits } from '../../src/units/index.ts'
import { fewUnits } from './residents-few-units.ts'
import { createTestHouse } from '../support/house.ts'

export type Phone = {
  readonly chatId: number
  readonly platform: Platform
  /** Does something and returns what the bot says to it. */
  do(content: IncomingContent): Promise<OutgoingMessage[]>
  say(text: string): Promise<OutgoingMessage[]>
  /** The text of all answers, as they read one below the other, with the numbered lines. */
  hear(text: string): Promise<string>
  press(message: OutgoingMessage, number: number): Promise<OutgoingMessage[]>
}

export const accounts: Readonly<Record<Platform, string>> = {
  zalo: 'zalo:579745863508352884',
  telegram: 'telegram:default',
  web: 'web:local',
  phone: 'phone:default',
}

const shown = (message: OutgoingMessage): string =>
  [message.text, ...(message.choices ?? []).map(({ number, label }) => `${number}. ${label}`)].join('\n')

type Opened = { readonly topic: string; readonly opening: Opening; readonly unitId: string | null }

/** The real conversation over a house of its own; only the topics of other rooms are stand-ins that note what they get. */
export const openChats = async (parts: Partial<ResidentParts> = {}) => {
  const { house, close } = await createTestHouse()
  const opened: Opened[] = []
  const erased: string[] = []
  const moved: string[][] = []
  const noting = (name: string, words: Topic['words'] = []): Topic => ({
    name,
    words,
    async begin(turn, opening) {
      opened.push({ topic: name, opening, unitId: turn.resident?.unitId ?? null })
      turn.ask({ text: `[${name}]`, choices: [{ label: 'Gửi' }, { label: 'Sửa' }, { label: 'Hủy' }], state: {} })
    },
    async answer(turn, _state, input) {
      if (input.kind !== 'choice') return false
      turn.close()
      turn.tell(`[${name} ${input.number}]`)
      return true
    },
  })
  const own: Partial<Record<string, PersonalData['erasers'][number]['erase']>> = {
    conversation: eraseConversationsOf,
    inbox: eraseInboxOf,
    outbox: eraseOutboxOf,
  }
  const personalData: PersonalData = {
    erasers: erasedPlaces.map((place) => ({
      place,
      async erase(scope, person) {
        erased.push(place)
        await own[place]?.(scope, person)
      },
    })),
    movers: [{ move: async (_scope, from, to) => void moved.push([from, to]) }],
    describers: [{ describe: async () => [{ label: 'conversation:menu.opinion', count: 3 }] }],
  }
  const topics: Topics = {
    all: [
      menuTopic,
      clarifyTopic,
      ...createResidentTopics({ topics: () => topics, personalData, ...parts }),
      noting('opinion', ['HOI', 'GOPY', 'HIENKE', 'PHANANH']),
      noting('track', ['TRACUU']),
      noting('check', ['KIEMTRA']),
      noting('schedule', ['LICH']),
      noting('desk', ['CANBO']),
    ],
    welcome: 'welcome',
    menu: 'menu',
    opinion: 'opinion',
    track: 'track',
    check: 'check',
  }
  const conversation = createConversation({
    house,
    topics,
    publicUrl: undefined,
    scrub: async () => {},
    handleEvent: async (scope, chat, update, resident) => {
      if (update.content.kind !== 'withdraw') return update.content.kind
      const input = { chatId: chat.id, residentId: resident?.id ?? null, at: update.at }
      await eraseResident(scope, input, personalData.erasers)
      return 'erased'
    },
  })

  const now = house.clock.now()
  for (const [platform, id] of Object.entries(accounts)) {
    const account = { id, platform: platform as Platform, externalId: id, name: id, lane: id }
    await saveAccount(house.database, { ...account, credentials: null, capabilities: {} }, now)
  }
  await act(house, systemActor('test'), async (scope) => await importUnits(scope, fewUnits))

  let turns = 0
  const takeAnswers = async (chatId: number): Promise<OutgoingMessage[]> => {
    const rows = await house.database.execute<{ payload: Buffer }>(
      sql`with gone as (delete from outbox where chat_id = ${chatId} returning id, payload) select payload from gone order by id`,
    )
    return rows.map(
      ({ payload }) =>
        JSON.parse(house.keyring.openText('outbox', payload, `outbox.payload:${chatId}`)) as OutgoingMessage,
    )
  }

  const phone = async (platform: Platform): Promise<Phone> => {
    const address = `person-${turns}-${Math.random()}`
    const accountId = accounts[platform]
    const [row] = await house.database.execute<{ id: string }>(sql`
      insert into chats (lookup, account_id, address, created_at, last_inbound_at)
      values (gen_random_uuid(), ${accountId}, ${Buffer.from(address)}, ${house.clock.now().toISOString()}::timestamptz,
        ${house.clock.now().toISOString()}::timestamptz) returning id`)
    const chatId = Number(row?.id)
    const self: Phone = {
      chatId,
      platform,
      async do(content) {
        house.clock.advance(1_000)
        turns += 1
        const update = { at: house.clock.now(), content, opensWindow: true }
        const inboxId = turns
        await inTransaction(house.database, async (tx) => {
          await tx.execute(
            sql`update chats set erase_at = null, last_inbound_at = ${update.at.toISOString()}::timestamptz where id = ${chatId}`,
          )
          await conversation.takeTurn({ tx, inboxId, accountId, chatId, address, update, windowOpenedAt: null })
        })
        return await takeAnswers(chatId)
      },
      say: async (text) => await self.do({ kind: 'text', text }),
      hear: async (text) => (await self.say(text)).map(shown).join('\n---\n'),
      press: async (message, number) =>
        await self.do({
          kind: 'button',
          data: message.choices?.find((choice) => choice.number === number)?.data ?? '',
        }),
    }
    return self
  }

  /** A resident of a ward who has gone through the first contact. */
  const resident = async (platform: Platform, ward = 'Phường Cửa Nam'): Promise<Phone & { residentId: string }> => {
    const one = await phone(platform)
    await one.do({ kind: 'start' })
    await one.say('1')
    await one.say(ward)
    return { ...one, residentId: await residentOf(one.chatId) }
  }

  const residentOf = async (chatId: number): Promise<string> => {
    const [row] = await house.database.execute<{ resident_id: string }>(
      sql`select resident_id from contacts where chat_id = ${chatId}`,
    )
    return row?.resident_id ?? ''
  }

  return { house, close, phone, resident, residentOf, opened, erased, moved, personalData, takeAnswers }
}

export type Chats = Awaited<ReturnType<typeof openChats>>
