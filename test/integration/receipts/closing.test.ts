import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, serviceRole } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { addWording, enterOpinionFor } from '../../../src/questions/index.ts'
import { closeLog } from '../../../src/receipts/close-log.ts'
import { closeDueLogs } from '../../../src/receipts/index.ts'
import { growTree, rootOf } from '../../../src/receipts/grow-tree.ts'
import { officer, openQuestionHouse, ward, type QuestionHouse } from '../questions/question-house.ts'

let rooms: QuestionHouse
beforeAll(async () => {
  rooms = await openQuestionHouse()
})
afterAll(async () => await rooms.close())

const rows = async <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  [...(await rooms.house.database.execute(query))] as unknown as Row[]

const waiting = async () => await rows<{ kind: string; hash: Buffer }>(sql`select kind, hash from receipt_waiting`)
const leaves = async () =>
  await rows<{ position: number; hash: Buffer; kind: string }>(
    sql`select position::int, hash, kind from receipt_leaves order by log_id, position`,
  )
const closings = async () =>
  await rows<{ seq: number; size: number; root: Buffer; counts: unknown }>(
    sql`select seq, size::int, root, counts from receipt_closings order by log_id, seq`,
  )
const nextDay = (): void => rooms.house.clock.advance(86_400_000)

beforeEach(async () => {
  await rooms.house.database.execute(
    sql`truncate receipt_logs, receipt_waiting, receipt_leaves, receipt_nodes, receipt_closings, receipt_salts`,
  )
})

describe('the log of receipts', () => {
  test('takes every opinion and every later wording, whoever wrote it and by which way', async () => {
    const person = await rooms.meet()
    const { opinionId } = await rooms.handIn(person)
    const { code } = await rooms.handIn(person, { naming: 'anonymous' })
    await rooms.as(person.actor, async (scope) => {
      await addWording(scope, { opinionId, text: 'Bốn ngày rồi' })
      await addWording(scope, { code, text: 'Ở ngõ 14 cũng vậy' })
    })
    await rooms.as(officer('front_officer', ward), async (scope) => {
      await enterOpinionFor(scope, {
        unitPath: ward,
        opinionClass: 'question',
        naming: 'named',
        name: 'Nguyễn Văn Bình',
        text: 'Bao giờ sửa cống?',
        channel: 'desk',
        language: 'vi',
      })
    })
    expect((await waiting()).map(({ kind }) => kind).toSorted()).toEqual([
      'correction',
      'correction',
      'opinion',
      'opinion',
      'opinion',
    ])
    expect(await leaves()).toEqual([])
    nextDay()
    expect(await closeDueLogs(rooms.house)).toBe(5)
    expect(await waiting()).toEqual([])
    const [closing] = await closings()
    expect(closing).toMatchObject({ seq: 1, size: 5, counts: { opinion: 3, correction: 2 } })
  })

  test('gives places by hash alone, and only adds: each root stands over all that was before', async () => {
    const person = await rooms.meet()
    const hand = async (count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) await rooms.handIn(await rooms.meet(), { naming: 'anonymous' })
    }
    await rooms.handIn(person)
    await hand(6)
    nextDay()
    expect(await closeDueLogs(rooms.house)).toBe(7)
    const before = await leaves()
    await hand(4)
    nextDay()
    expect(await closeDueLogs(rooms.house)).toBe(4)
    const after = await leaves()
    expect(after.slice(0, 7)).toEqual(before)
    const inHashOrder = (list: typeof after) => list.toSorted((a, b) => Buffer.compare(a.hash, b.hash))
    expect(before).toEqual(inHashOrder(before))
    expect(after.slice(7)).toEqual(inHashOrder(after.slice(7)))
    const all = await closings()
    for (const { size, root } of all) {
      const grown = growTree(
        { size: 0, hashes: [] },
        after.slice(0, size).map(({ hash }) => hash),
      )
      expect(root).toEqual(rootOf(grown.edge))
    }
    expect(all.map(({ size }) => size)).toEqual([7, 11])
  })

  test('leaves the day that is not over waiting, and a closing without news is none', async () => {
    await rooms.handIn(await rooms.meet())
    expect(await closeDueLogs(rooms.house)).toBe(0)
    nextDay()
    expect(await closeDueLogs(rooms.house)).toBe(1)
    expect(await closeDueLogs(rooms.house)).toBe(0)
    expect(await closings()).toHaveLength(1)
  })

  test('closed by two at once is closed once', async () => {
    for (let at = 0; at < 5; at += 1) await rooms.handIn(await rooms.meet(), { naming: 'anonymous' })
    nextDay()
    const added = await Promise.all([closeDueLogs(rooms.house), closeDueLogs(rooms.house), closeDueLogs(rooms.house)])
    expect(added.toSorted()).toEqual([0, 0, 5])
    expect(await closings()).toHaveLength(1)
    expect(await leaves()).toHaveLength(5)
  })

  test('whose closing dies in the middle is as before, and closes the next time', async () => {
    for (let at = 0; at < 3; at += 1) await rooms.handIn(await rooms.meet(), { naming: 'anonymous' })
    const [log] = await rows<{ id: string }>(sql`select id from receipt_logs`)
    const id = log?.id ?? ''
    await expect(
      act(rooms.house, systemActor('test'), async (scope) => {
        await closeLog(scope, { id, isOver: true })
        throw new Error('the process died')
      }),
    ).rejects.toThrow('the process died')
    expect([await waiting(), await leaves(), await closings()].map(({ length }) => length)).toEqual([3, 0, 0])
    nextDay()
    expect(await closeDueLogs(rooms.house)).toBe(3)
  })

  test('that was damaged stays open and says so, and keeps no other from closing', async () => {
    for (let at = 0; at < 3; at += 1) await rooms.handIn(await rooms.meet())
    nextDay()
    await closeDueLogs(rooms.house)
    await rooms.house.database.execute(sql`delete from receipt_nodes`)
    await rooms.handIn(await rooms.meet())
    await rooms.handIn(await rooms.meet(), { unitId: '00002' })
    nextDay()
    await expect(closeDueLogs(rooms.house)).rejects.toThrow('1 logs of receipts could not be closed')
    expect(new Set((await closings()).map(({ size }) => size))).toEqual(new Set([1, 3]))
    expect(await waiting()).toHaveLength(1)
  })

  test('cannot be changed or cut by the service itself', async () => {
    await rooms.handIn(await rooms.meet())
    nextDay()
    await closeDueLogs(rooms.house)
    for (const change of [
      `update receipt_leaves set position = 9`,
      `delete from receipt_leaves`,
      `update receipt_nodes set hash = hash`,
      `delete from receipt_closings`,
      `update receipt_closings set size = 0`,
      `update receipt_logs set year = 2000`,
    ]) {
      await expect(
        rooms.house.database.transaction(async (tx) => {
          await tx.execute(sql.raw(`set local role ${serviceRole}`))
          await tx.execute(sql.raw(change))
        }),
      ).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    await rooms.house.database.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local role ${serviceRole}`))
      await tx.execute(sql`insert into receipt_waiting (log_id, hash, kind, day)
        select id, sha256('x'), 'opinion', '2026-01-01' from receipt_logs`)
    })
    expect(await closeDueLogs(rooms.house)).toBe(1)
  })
})
