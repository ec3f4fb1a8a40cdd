import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterSheet, eraseRequestsOf, leaveRequest, moveRequests, strikeSlip } from '../../../src/requests/index.ts'
import type { Met } from '../residents/residents-house.ts'
import { openRequests, otherWard, ward, type Requests } from './requests-house.ts'

let all: Requests
beforeAll(async () => {
  all = await openRequests()
})
afterAll(async () => await all.close())

const many = async (count: number): Promise<Met[]> =>
  await Promise.all(Array.from({ length: count }, async () => await all.meet('telegram', ward)))

const sheet = async (requestId: string, label: string, slips: string): Promise<number> =>
  await all.byFront(
    async (scope) => await enterSheet(scope, { requestId, label, slips, collectedOn: all.today(), isChecked: true }),
  )

describe('At the same moment', () => {
  test('one person who taps ten times joins once', async () => {
    const { id } = await all.opened()
    const person = await all.meet('telegram', ward)
    const taps = await Promise.all(Array.from({ length: 10 }, async () => await all.join(person, id)))
    expect(taps.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect((await all.standing(id)).joined).toBe(2)
  })

  test('twelve people who join are twelve, and each is told how many there are', async () => {
    const { id } = await all.opened()
    const joined = await Promise.all((await many(12)).map(async (person) => await all.join(person, id)))
    expect(joined.map((one) => one.joined).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 12 }, (_, at) => at + 2),
    )
  })

  test('voters who are verified beside each other reach the share once', async () => {
    await all.voters(60)
    const { id, author } = await all.opened()
    const people = [author, ...(await many(7))]
    for (const person of people.slice(1)) await all.join(person, id)
    await Promise.all(people.map(async (person) => await all.verify(person)))
    expect((await all.standing(id)).counted).toBe(8)
    expect((await all.find(id)).state).toBe('reached')
    expect(await all.audited('dialogue_request.reached', id)).toBe(1)
  })

  test('who joins while being verified counts, and the share that they complete is noticed', async () => {
    await all.voters(10)
    for (let round = 0; round < 8; round += 1) {
      const { id } = await all.opened()
      const person = await all.meet('telegram', ward)
      await Promise.all([all.join(person, id), all.verify(person)])
      expect([(await all.standing(id)).counted, (await all.find(id)).state]).toEqual([1, 'reached'])
    }
  })

  test('two officers who enter the same slips enter them once', async () => {
    const { id } = await all.opened()
    const entered = await Promise.allSettled([sheet(id, 'Tờ 1', '1-20'), sheet(id, 'Tờ 2', '15-30')])
    expect(entered.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect([16, 20]).toContain((await all.standing(id)).onPaper)
  })
})

describe('Paper', () => {
  test('slips that were entered before are named, and nothing of the sheet is kept', async () => {
    const { id } = await all.opened()
    expect(await sheet(id, 'Tờ 1', '1-3, 9')).toBe(4)
    await expect(sheet(id, 'Tờ 2', '4-8, 9, 3')).rejects.toMatchObject({
      phrase: 'requests:wrong.known',
      values: { slips: '3, 9', sheet: 'Tờ 1' },
    })
    await expect(sheet(id, 'Tờ 1', '50')).rejects.toMatchObject({ phrase: 'requests:wrong.knownSheet' })
    expect((await all.standing(id)).onPaper).toBe(4)
  })

  test('signatures that nobody compared with the voter list do not count', async () => {
    const { id } = await all.opened()
    const unseen = { requestId: id, label: 'Tờ 1', slips: '1', collectedOn: all.today(), isChecked: false }
    await expect(all.byFront(async (scope) => await enterSheet(scope, unseen))).rejects.toMatchObject({
      field: 'isChecked',
    })
    expect((await all.standing(id)).onPaper).toBe(0)
  })

  test('a resident who signed a slip too counts once; leaving takes both back', async () => {
    const { id, author } = await all.opened()
    await sheet(id, 'Tờ 1', '1-2')
    await all.verify(author, { requestId: id, number: 2 })
    const once = await all.standing(id)
    expect([once.joined, once.verified, once.onPaper, once.twice]).toEqual([2, 1, 1, 1])
    await all.as(author.actor, async (scope) => await leaveRequest(scope, { requestId: id }))
    const left = await all.standing(id)
    expect([left.joined, left.verified, left.onPaper, left.twice]).toEqual([1, 0, 1, 0])
  })

  test('a slip that is nobody’s who joined stays counted, and the person is not verified by halves', async () => {
    const { id } = await all.opened()
    await sheet(id, 'Tờ 1', '1')
    const stranger = await all.meet('telegram', ward)
    await expect(all.verify(stranger, { requestId: id, number: 1 })).rejects.toMatchObject({ field: 'slip' })
    const rows = await all.house.database.$client`
      select 1 from voter_checks where resident_id = ${stranger.residentId}`
    expect(rows).toHaveLength(0)
  })

  test('a slip that was entered by mistake is struck, and counts no more', async () => {
    await all.voters(20)
    const { id } = await all.opened()
    await sheet(id, 'Tờ 1', '1-2')
    expect((await all.find(id)).state).toBe('reached')
    await all.byFront(async (scope) => await strikeSlip(scope, { requestId: id, slip: 2 }))
    expect((await all.find(id)).state).toBe('open')
    await expect(
      all.byFront(async (scope) => await strikeSlip(scope, { requestId: id, slip: 2 })),
    ).rejects.toMatchObject({ field: 'slip' })
  })
})

describe('Who is a voter here', () => {
  test('somebody verified counts in what they join later', async () => {
    const { id } = await all.opened()
    const person = await all.meet('telegram', ward)
    expect(await all.verify(person)).toEqual({ requests: 0 })
    await all.join(person, id)
    expect((await all.standing(id)).verified).toBe(1)
  })

  test('a resident of another ward can neither join nor be verified by this ward’s officer', async () => {
    const { id } = await all.opened()
    const stranger = await all.meet('telegram', otherWard)
    await expect(all.join(stranger, id)).rejects.toMatchObject({ phrase: 'requests:otherUnit' })
    await expect(all.verify(stranger)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('who looked and when is all that is kept', async () => {
    const person = await all.meet('telegram', ward)
    await all.verify(person)
    const [row] = await all.house.database.$client`select * from voter_checks where resident_id = ${person.residentId}`
    expect(Object.keys(row ?? {}).toSorted()).toEqual(['checked_at', 'checked_by', 'resident_id', 'unit_id'])
    expect(row?.['checked_by']).toBe(all.front.officerId)
  })
})

describe('Two records of one person', () => {
  test('count once when they are joined, and the share may be gone', async () => {
    await all.voters(20)
    const { id, author } = await all.opened()
    const other = await all.meet('telegram', ward)
    await all.join(other, id)
    await all.verify(author)
    await all.verify(other)
    expect((await all.find(id)).state).toBe('reached')
    await all.as(all.system, async (scope) => await moveRequests(scope, other.residentId, author.residentId))
    const standing = await all.standing(id)
    expect([standing.joined, standing.counted]).toEqual([1, 1])
    expect((await all.find(id)).state).toBe('open')
  })
})

describe('An erasure', () => {
  test('takes the joining, the check and the words of what nobody had looked at', async () => {
    const author = await all.meet('zalo', ward)
    const waiting = await all.ask(author, 'Đối thoại về chợ tạm')
    const { id } = await all.opened()
    await all.join(author, id)
    await all.verify(author)
    await all.as(all.system, async (scope) => await eraseRequestsOf(scope, author.residentId))
    expect((await all.standing(id)).joined).toBe(1)
    const gone = await all.find(waiting)
    expect([gone.state, gone.words, gone.hasAuthor]).toEqual(['withdrawn', null, false])
    for (const table of ['dialogue_request_joins', 'voter_checks']) {
      const rows = await all.house.database.$client`
        select 1 from ${all.house.database.$client(table)} where resident_id = ${author.residentId}`
      expect(rows).toHaveLength(0)
    }
  })

  test('leaves a topic that others ask for too, without its author’s words', async () => {
    const { id, author } = await all.opened()
    const other = await all.meet('telegram', ward)
    await all.join(other, id)
    await all.as(all.system, async (scope) => await eraseRequestsOf(scope, author.residentId))
    const kept = await all.find(id)
    expect([kept.state, kept.title, kept.words, kept.hasAuthor]).toEqual(['open', 'Thu gom rác ở ngõ 12', null, false])
    expect((await all.standing(id)).joined).toBe(1)
  })
})
