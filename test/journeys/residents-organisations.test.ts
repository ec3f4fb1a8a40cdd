import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentsOfOrganisations } from '../../src/residents/index.ts'
import { openChats, type Chats } from './residents-chats.ts'

let chats: Chats
beforeAll(async () => {
  chats = await openChats()
})
afterAll(async () => await chats.close())

const residentOf = async (chatId: number): Promise<string> => {
  const [row] = await chats.house.database.execute<{ resident_id: string }>(
    sql`select resident_id from contacts where chat_id = ${chatId}`,
  )
  return row?.resident_id ?? ''
}

test('DOANTHE switches each organisation by its number; XEM tells what stands, and letters find the person by it', async () => {
  const phone = await chats.resident('zalo')
  const asked = await phone.hear('đoàn thể')
  expect(asked).toContain('1. Hội Liên hiệp Phụ nữ: chưa ghi')
  expect(asked).toContain('Tự nguyện')
  expect(await phone.hear('1')).toContain('1. Hội Liên hiệp Phụ nữ: đã ghi')
  expect(await phone.hear('6')).toContain('6. Hội Người cao tuổi: đã ghi')
  expect(await phone.hear('1')).toContain('1. Hội Liên hiệp Phụ nữ: chưa ghi')
  expect(await phone.hear('7')).toContain('Đã ghi')
  const text = await phone.hear('XEM')
  expect(text).toContain('Hội Người cao tuổi')
  expect(text).not.toContain('Hội Liên hiệp Phụ nữ')
  const residentId = await residentOf(phone.chatId)
  const among = async (...organisations: string[]) =>
    await residentsOfOrganisations(chats.house.database, { residentIds: [residentId], organisations })
  expect(await among('elderly', 'youth')).toEqual(new Set([residentId]))
  expect(await among('women')).toEqual(new Set())
})

test('a number that is not on the list changes nothing, and a new word leads on', async () => {
  const phone = await chats.resident('telegram')
  await phone.hear('DOANTHE')
  await phone.hear('99')
  const residentId = await residentOf(phone.chatId)
  const [row] = await chats.house.database.execute<{ n: string }>(
    sql`select count(*) as n from resident_organisations where resident_id = ${residentId}::uuid`,
  )
  expect(Number(row?.n)).toBe(0)
  expect(await phone.hear('NOIO')).not.toContain('chưa ghi')
})
