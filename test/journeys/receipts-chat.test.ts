import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVerify } from '../../src/api/index.ts'
import { createServer } from '../../src/http/index.ts'
import { eraseOpinionsOf } from '../../src/questions/index.ts'
import { closeDueLogs, type ReceiptFile } from '../../src/receipts/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
// @ts-expect-error A program of its own, without types.
import { verifyReceipt } from '../independent/verify-receipt.mjs'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

const address = 'https://nhipcau.example'
let stage: Stage
let server: Awaited<ReturnType<typeof createServer>>

beforeAll(async () => {
  stage = await openStage('web', address)
  server = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  await server.register(createVerify({ house: stage.house, checksPerMinute: 1000 }))
  await server.ready()
})
afterAll(async () => {
  await server.close()
  await stage.close()
})

const linkIn = (said: string): string => /https:\/\/nhipcau\.example(\/bien-nhan\/[\w-]+)/.exec(said)?.[1] ?? ''
const fetchFile = async (said: string): Promise<ReceiptFile> =>
  (await server.inject({ url: `${linkIn(said)}/bien-nhan.json` })).json<ReceiptFile>()
const nextDay = async (): Promise<void> => {
  stage.house.clock.advance(86_400_000)
  await closeDueLogs(stage.house)
}

test('whoever wrote is led by TRACUU to a file that another program takes as proof, corrections and all', async () => {
  const person = await stage.resident()
  const code = codeIn(await person.say('đèn hỏng ngõ 3', '1'))
  const early = await person.say(code)
  expect((await server.inject({ url: linkIn(early) })).body).toContain('sẽ được chốt vào sổ trong đêm nay')
  await nextDay()
  await person.say(code, '2')
  await person.say('cả ngõ 5 nữa')
  await nextDay()
  const receipt = await fetchFile(await person.say(code))
  verifyReceipt(receipt)
  expect(receipt.code).toBe(code.replaceAll(' ', ''))
  expect(receipt.leaves.map(({ content }) => content)).toMatchObject([
    { kind: 'opinion', words: 'đèn hỏng ngõ 3' },
    { kind: 'correction', words: 'cả ngõ 5 nữa' },
  ])
})

test('of an anonymous opinion whoever gives the code gets the proof; with an author’s code nobody else does', async () => {
  const author = await stage.resident({ naming: 'anonymous' })
  const hidden = codeIn(await author.say('ẩn danh ở đây', '1'))
  const known = codeIn(await (await stage.resident()).say('chuyện riêng nhà tôi', '1'))
  await nextDay()
  const other = await stage.resident()
  const receipt = await fetchFile(await other.say(hidden))
  verifyReceipt(receipt)
  expect(receipt.leaves[0]?.content).toMatchObject({ words: 'ẩn danh ở đây' })
  expect(linkIn(await other.say(known))).toBe('')
})

test('after an erasure an address that was given leads to nothing, and the log stays as it was', async () => {
  const person = await stage.resident()
  const code = codeIn(await person.say('xin xóa lời này', '1'))
  await nextDay()
  const said = await person.say(code)
  const kept = await fetchFile(said)
  const [row] = await stage.house.database.execute<{ id: string }>(sql`
    select resident_id as id from opinion_authors a join opinions o on o.id = a.opinion_id
    where o.code_hash = ${stage.house.keyring.blindIndex('code', code.replaceAll(' ', ''))}::uuid`)
  await stage.as(systemActor('erasure'), async (scope) => {
    await eraseOpinionsOf(scope, stage.storage, row?.id ?? '')
  })
  expect((await server.inject({ url: `${linkIn(said)}/bien-nhan.json` })).statusCode).toBe(404)
  expect((await server.inject({ url: linkIn(said) })).body).not.toContain('xin xóa')
  verifyReceipt(kept)
})
