import { sql } from 'drizzle-orm'
import { saveAccount } from '../../../src/channels/index.ts'
import type { Platform } from '../../../src/channels/port.ts'
import { act, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { chooseUnit, meetResident, type ConsentPurpose } from '../../../src/residents/index.ts'
import { importUnits } from '../../../src/units/index.ts'
import { fewUnits } from '../../journeys/residents-few-units.ts'
import { createTestHouse } from '../../support/house.ts'

export type Met = { readonly residentId: string; readonly chatId: number; readonly actor: Actor }

/** A house with places, accounts and people who were met through the verbs. */
export const openResidents = async () => {
  const { house, close } = await createTestHouse()
  const as = async <Result>(actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
    await act(house, actor, work)
  const system = systemActor('test')
  for (const platform of ['zalo', 'telegram', 'web'] as const) {
    const account = { id: `${platform}:1`, platform, externalId: '1', name: platform, lane: platform }
    await saveAccount(house.database, { ...account, credentials: null, capabilities: {} }, house.clock.now())
  }
  await as(system, async (scope) => await importUnits(scope, fewUnits))

  const chat = async (platform: Platform): Promise<number> => {
    const at = house.clock.now().toISOString()
    const [row] = await house.database.execute<{ id: string }>(sql`
      insert into chats (lookup, account_id, address, created_at, last_inbound_at)
      values (gen_random_uuid(), ${`${platform}:1`}, '\\x00', ${at}::timestamptz, ${at}::timestamptz) returning id`)
    return Number(row?.id)
  }
  const meet = async (
    platform: Platform,
    unitId: string | null,
    purposes: readonly ConsentPurpose[] = ['relay', 'notices'],
  ): Promise<Met> => {
    const chatId = await chat(platform)
    const consents = purposes.map((purpose) => ({ purpose, version: 'test', act: 'chosen' }) as const)
    const residentId = await as(
      system,
      async (scope) => await meetResident(scope, { chatId, accountId: `${platform}:1`, language: 'vi', consents }),
    )
    const actor = { kind: 'resident', residentId, chatId: String(chatId) } as const
    if (unitId) await as(actor, async (scope) => await chooseUnit(scope, { unitId }))
    return { residentId, chatId, actor }
  }
  /** One more chat of somebody. */
  const addContact = async (met: Met, platform: Platform): Promise<number> => {
    const chatId = await chat(platform)
    await house.database.execute(sql`
      insert into contacts (chat_id, resident_id, account_id, linked_at)
      values (${chatId}, ${met.residentId}, ${`${platform}:1`}, ${house.clock.now().toISOString()}::timestamptz)`)
    return chatId
  }
  return { house, close, as, system, chat, meet, addContact }
}

export type Residents = Awaited<ReturnType<typeof openResidents>>
