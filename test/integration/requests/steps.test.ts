import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../../../src/database/index.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { addDays } from '../../../src/kernel/calendar/plain-date.ts'
import { foldVietnamese } from '../../../src/kernel/vietnamese/fold-vietnamese.ts'
import {
  askForDialogue,
  callRequestedSession,
  declineRequest,
  enterRequest,
  enterSheet,
  findLetter,
  findLikeRequest,
  handOverRequest,
  lapseRequests,
  leaveRequest,
  letterText,
  listDialogueRequests,
  makeLetterDocument,
  noteRequestsTold,
  openRequest,
  openRequestsFor,
  refuseRequest,
  requestNews,
  retainJoins,
  stateVoters,
  writeLetter,
} from '../../../src/requests/index.ts'
import { findDialogue } from '../../../src/dialogues/index.ts'
import { officerOf, openRequests, otherWard, ward, type Requests } from './requests-house.ts'

let all: Requests
beforeAll(async () => {
  all = await openRequests()
})
afterAll(async () => await all.close())

/** Enough voters, by one slip of a tiny unit. */
const reached = async (): Promise<{ readonly id: string; readonly residentId: string }> => {
  await all.voters(5)
  const { id, author } = await all.opened()
  const sheet = { requestId: id, label: 'Tờ 1', slips: '1', collectedOn: all.today(), isChecked: true }
  await all.byFront(async (scope) => await enterSheet(scope, sheet))
  return { id, residentId: author.residentId }
}
const approver = officerOf('approver')
const handOver = async (id: string, version = 1): Promise<void> =>
  await all.as(approver, async (scope) => await handOverRequest(scope, { requestId: id, version }))

/** What one person would hear now. */
const heard = async (residentId: string): Promise<string[]> =>
  await all.as(all.system, async (scope) => {
    const news = await requestNews(scope, { after: null, residentId, limit: 100 })
    await noteRequestsTold(scope, news)
    return news.map(({ state }) => state)
  })

const refuses = async (actor: Actor, work: (scope: Scope) => Promise<unknown>): Promise<unknown> =>
  await all.as(actor, work).then(
    () => 'done',
    (error: unknown) => (error as { readonly code?: string }).code,
  )

describe('An officer', () => {
  test('of another unit may do nothing to a request, nor see it in a list', async () => {
    const { id } = await reached()
    await all.letter(id)
    const stranger = officerOf('front_officer', otherWard)
    const strangers = [stranger, officerOf('approver', otherWard)] as const
    const known = { id, version: (await all.find(id)).version }
    const session = { startsAt: new Date('2030-01-01'), place: 'Nhà văn hóa', hotline: '024 3825 1234' }
    const tries: ((scope: Scope) => Promise<unknown>)[] = [
      async (scope) => await openRequest(scope, { ...known, title: 'Rác', openUntil: addDays(all.today(), 9) }),
      async (scope) => await refuseRequest(scope, { ...known, reason: 'Không' }),
      async (scope) => await enterRequest(scope, { unitId: ward, words: 'Rác ở ngõ 12', isRequest: true }),
      async (scope) => await stateVoters(scope, { unitId: ward, voters: 9, source: 'x', asOf: all.today() }),
      async (scope) => await handOverRequest(scope, { requestId: id, version: 1 }),
      async (scope) => await callRequestedSession(scope, { ...known, ...session }),
      async (scope) => await declineRequest(scope, { ...known, reason: 'Không' }),
    ]
    for (const actor of strangers) {
      for (const work of tries) expect(await refuses(actor, work)).toBe('FORBIDDEN')
    }
    const { database, keyring } = all.house
    expect(await listDialogueRequests(database, keyring, { unitIds: [otherWard], limit: 100 })).toEqual([])
  })

  test('enters what people asked for at the desk; what the guard stops at is entered only when they say so', async () => {
    const words = 'Tôi tố cáo ông chủ tịch phường nhận hối lộ'
    const enter = async (isRequest: boolean) =>
      await all.byFront(async (scope) => await enterRequest(scope, { unitId: ward, words, isRequest }))
    await expect(enter(false)).rejects.toMatchObject({ field: 'words', phrase: 'requests:wrong.guard.denunciation' })
    const { id } = await enter(true)
    const found = await all.find(id)
    expect([found.state, found.channel, found.guardMark]).toEqual(['asked', 'desk', 'denunciation'])
    expect(await all.audited('dialogue_request.entered', id)).toBe(1)
  })

  test('who opens a page that somebody else has worked on since is told so, and nothing is done', async () => {
    const author = await all.meet('zalo', ward)
    const id = await all.ask(author)
    await all.open(id)
    const late = { id, version: 1, reason: 'Trùng' }
    expect(await refuses(all.front, async (scope) => await refuseRequest(scope, late))).toBe('CONFLICT')
    expect((await all.find(id)).state).toBe('open')
  })

  test('opens it until a day that lies ahead, and not for years', async () => {
    const id = await all.ask(await all.meet('zalo', ward))
    const until = async (openUntil: string) =>
      await all.byFront(async (scope) => await openRequest(scope, { id, version: 1, title: 'Rác', openUntil }))
    for (const day of [all.today(), addDays(all.today(), 366), '31/02/2027']) {
      await expect(until(day)).rejects.toMatchObject({ field: 'openUntil' })
    }
    await until(addDays(all.today(), 365))
    expect((await all.find(id)).state).toBe('open')
  })
})

describe('The base of the share', () => {
  test('must be stated with source and day; the newest statement counts and lifts or lowers what is open', async () => {
    const { id } = await reached()
    expect((await all.find(id)).state).toBe('reached')
    await all.voters(2_001)
    expect((await all.find(id)).state).toBe('open')
    const { needed, lacking, base, rule } = await all.standing(id)
    expect([needed, lacking, base?.source, rule?.percent]).toEqual([201, 200, 'Danh sách cử tri 2026', 10])
    expect(rule?.source).toContain('Luật Tổ chức chính quyền địa phương 2025, Điều 43')
    const wrong = { unitId: ward, voters: 100, asOf: all.today() }
    await expect(
      all.byFront(async (scope) => await stateVoters(scope, { ...wrong, source: ' ' })),
    ).rejects.toMatchObject({ field: 'source' })
    await expect(
      all.byFront(async (scope) => await stateVoters(scope, { ...wrong, source: 'x', asOf: addDays(all.today(), 1) })),
    ).rejects.toMatchObject({ field: 'asOf' })
  })

  test('a rule for the unit’s own kind goes before the general one', async () => {
    const { id } = await reached()
    await all.house.database.$client`
      insert into rules (key, percent, applies_to, source, valid_from, state, is_on)
      values ('dialogue.on_request.ward', 50, 'communal_dialogue', 'Nghị quyết của phường', '2025-07-01', 'verified', true)`
    const { rule, needed } = await all.standing(id)
    await all.house.database.$client`delete from rules where key = 'dialogue.on_request.ward'`
    expect([rule?.percent, rule?.source, needed]).toEqual([50, 'Nghị quyết của phường', 3])
  })

  test('a rule that is switched off counts nowhere: no share is computed', async () => {
    const { id } = await reached()
    await all.house.database.$client`update rules set is_on = false where key = 'dialogue.on_request'`
    const { rule, needed, lacking } = await all.standing(id)
    await all.house.database.$client`update rules set is_on = true where key = 'dialogue.on_request'`
    expect([rule, needed, lacking]).toEqual([null, null, null])
  })
})

describe('The letter', () => {
  test('is not written before the share is there', async () => {
    await all.voters(5_000)
    const { id } = await all.opened()
    await expect(all.letter(id)).rejects.toMatchObject({ code: 'PRECONDITION' })
  })

  test('is approved by a second person, in the words that this person has read', async () => {
    const { id } = await reached()
    await all.letter(id)
    const both = { ...all.front, grants: [...all.front.grants, ...officerOf('approver').grants] }
    const alone = async (scope: Scope) => await handOverRequest(scope, { requestId: id, version: 1 })
    expect(await refuses(both, alone)).toBe('FORBIDDEN')
    expect(await refuses(all.front, alone)).toBe('FORBIDDEN')
    await all.letter(id, 1)
    await expect(handOver(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    await handOver(id, 2)
    const found = await all.find(id)
    const letter = await findLetter(all.house.database, id)
    expect([found.state, found.handedOverAt, letter?.approvedBy]).toEqual([
      'handed_over',
      all.house.clock.now(),
      approver.officerId,
    ])
    await expect(all.letter(id, 2)).rejects.toMatchObject({ code: 'PRECONDITION' })
  })

  test('is not let out where fewer voters stand behind it than it says', async () => {
    await all.voters(5)
    const { id, author } = await all.opened()
    const other = await all.meet('telegram', ward)
    await all.join(other, id)
    await all.verify(author)
    await all.verify(other)
    await all.letter(id)
    await all.as(other.actor, async (scope) => await leaveRequest(scope, { requestId: id }))
    await expect(handOver(id)).rejects.toMatchObject({ phrase: 'requests:letter.fewer' })
    await all.letter(id, 1)
    await handOver(id, 2)
    expect((await findLetter(all.house.database, id))?.verified).toBe(1)
  })

  test('says whence each figure comes, names no resident, and is the same file each time', async () => {
    const { id } = await reached()
    await all.letter(id)
    const letter = await findLetter(all.house.database, id)
    if (!letter) throw new Error('no letter')
    const text = letterText(letter, { title: 'Thu gom rác ở ngõ 12', unitName: 'Phường Cửa Nam' })
    expect(text.rows.map(([, value]) => value)).toEqual([
      '2',
      '0',
      '1',
      '1',
      '5',
      '1/5, bằng 20%',
      'từ 10% cử tri trở lên',
    ])
    expect(text.opening).toContain('Căn cứ Luật Tổ chức chính quyền địa phương 2025, Điều 43')
    expect(foldVietnamese(JSON.stringify(text))).toContain('mat tran to quoc viet nam phuong cua nam')
    const [one, other] = [
      await makeLetterDocument(text, letter.writtenAt),
      await makeLetterDocument(text, letter.writtenAt),
    ]
    expect(one.subarray(0, 2).toString()).toBe('PK')
    expect(one.equals(other)).toBe(true)
  })
})

describe('What people hear', () => {
  test('each step once, and of several steps the last', async () => {
    const { id, residentId } = await reached()
    expect(await heard(residentId)).toEqual(['reached'])
    expect(await heard(residentId)).toEqual([])
    await all.letter(id)
    await handOver(id)
    expect(await heard(residentId)).toEqual(['handed_over'])
    const { version } = await all.find(id)
    await all.byFront(async (scope) => await declineRequest(scope, { id, version, reason: 'Đã đối thoại tháng trước' }))
    expect(await heard(residentId)).toEqual(['declined'])
    expect((await all.find(id)).reason).toBe('Đã đối thoại tháng trước')
  })

  test('who joins later hears only what comes after', async () => {
    const { id } = await all.opened()
    const late = await all.meet('telegram', ward)
    await all.join(late, id)
    expect(await heard(late.residentId)).toEqual([])
  })

  test('an author hears why a request was not taken up', async () => {
    const author = await all.meet('zalo', ward)
    const id = await all.ask(author)
    await all.byFront(async (scope) => await refuseRequest(scope, { id, version: 1, reason: 'Đã có lịch đối thoại' }))
    expect(await heard(author.residentId)).toEqual(['refused'])
  })

  test('what found too few voters by its last day ends; what has enough waits for the Front', async () => {
    const { id: enough } = await reached()
    const { id, author } = await all.opened()
    all.house.clock.advance(40 * 86_400_000)
    expect(await all.as(all.system, lapseRequests)).toBeGreaterThan(0)
    expect(await all.as(all.system, lapseRequests)).toBe(0)
    expect((await all.find(enough)).state).toBe('reached')
    expect((await all.find(id)).state).toBe('lapsed')
    expect(await heard(author.residentId)).toEqual(['lapsed'])
    await expect(all.join(await all.meet('zalo', ward), id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('The answer', () => {
  test('is a session drawn up as a draft, on the law that voters rest on, once', async () => {
    const { id, residentId } = await reached()
    await all.letter(id)
    await handOver(id)
    const { version } = await all.find(id)
    const startsAt = new Date(all.house.clock.now().getTime() + 20 * 86_400_000)
    const input = { id, version, startsAt, place: 'Nhà văn hóa số 5', hotline: '024 3825 1234' }
    const { dialogueId } = await all.byFront(async (scope) => await callRequestedSession(scope, input))
    const dialogue = await findDialogue(all.house.database, dialogueId)
    expect([dialogue?.state, dialogue?.legalBasis, dialogue?.topic, dialogue?.unitId]).toEqual([
      'draft',
      'communal_dialogue',
      'Thu gom rác ở ngõ 12',
      ward,
    ])
    const found = await all.find(id)
    expect([found.state, found.dialogueId]).toEqual(['called', dialogueId])
    expect(await heard(residentId)).toEqual(['called'])
    const again = async (scope: Scope) => await callRequestedSession(scope, { ...input, version: found.version })
    expect(await refuses(all.front, again)).toBe('PRECONDITION')
  })
})

describe('A resident', () => {
  test('is offered the open request that says the same, not another', async () => {
    const { id } = await all.opened()
    const person = await all.meet('telegram', ward)
    const like = async (text: string) =>
      await findLikeRequest(all.house.database, { unitId: ward, residentId: person.residentId, text })
    expect((await like('Rác ngõ 12 không ai thu gom'))?.title).toBe('Thu gom rác ở ngõ 12')
    expect(await like('Mở thêm lớp mẫu giáo cho con em công nhân')).toBeNull()
    expect((await all.find(id)).state).toBe('open')
  })

  test('has three requests waiting at most, and takes one back before anybody has looked at it', async () => {
    const author = await all.meet('zalo', ward)
    const ids = [await all.ask(author, 'Việc một'), await all.ask(author, 'Việc hai'), await all.ask(author, 'Việc ba')]
    await expect(all.ask(author, 'Việc bốn')).rejects.toMatchObject({ code: 'LIMIT' })
    await all.as(author.actor, async (scope) => await leaveRequest(scope, { requestId: ids[0] ?? '' }))
    const gone = await all.find(ids[0] ?? '')
    expect([gone.state, gone.words]).toEqual(['withdrawn', null])
    await all.ask(author, 'Việc bốn')
  })

  test('who has not said where they live asks nobody', async () => {
    const person = await all.meet('zalo', null)
    const ask = async (scope: Scope) => await askForDialogue(scope, { words: 'Rác', channel: 'zalo' })
    expect(await refuses(person.actor, ask)).toBe('PRECONDITION')
  })

  test('their words stand in the database sealed only', async () => {
    const id = await all.ask(await all.meet('zalo', ward), 'Đối thoại về chợ tạm ở phố Yết Kiêu')
    const [row] = await all.house.database.$client`select * from dialogue_requests where id = ${id}`
    expect(Buffer.from(row?.['words'] as Uint8Array).toString('utf8')).not.toContain('chợ tạm')
    expect((await all.find(id)).words).toBe('Đối thoại về chợ tạm ở phố Yết Kiêu')
  })
})

test('the open requests of a ward are read page by page, each once', async () => {
  const person = await all.meet('telegram', ward)
  for (let at = 0; at < 5; at += 1) await all.opened()
  const page = async (offset: number) => {
    const rest = { limit: 3, offset }
    return await openRequestsFor(all.house.database, { unitId: ward, residentId: person.residentId, ...rest })
  }
  const seen: string[] = []
  for (let offset = 0; ; offset += 3) {
    const found = await page(offset)
    if (found.length === 0) break
    seen.push(...found.map(({ id }) => id))
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThanOrEqual(5)
})

test('a letter that is written by nobody of the unit is refused', async () => {
  const { id } = await reached()
  const input = {
    requestId: id,
    version: 0,
    number: '1',
    dated: all.today(),
    addressee: 'UBND',
    signer: 'A',
    words: 'B',
  }
  const stranger = officerOf('front_officer', otherWard)
  expect(await refuses(stranger, async (scope) => await writeLetter(scope, input))).toBe('FORBIDDEN')
})

test('so many days after a request has ended nobody is found who joined it; its figures stay', async () => {
  // What other tests ended before is not counted here.
  await all.as(all.system, async (scope) => await retainJoins(scope, 0))
  await all.voters(20)
  const { id, author } = await all.opened()
  const sheet = { requestId: id, label: 'Tờ 1', slips: '1-2', collectedOn: all.today(), isChecked: true }
  await all.byFront(async (scope) => await enterSheet(scope, sheet))
  await all.verify(author, { requestId: id, number: 1 })
  const { version } = await all.find(id)
  await all.byFront(async (scope) => await refuseRequest(scope, { id, version, reason: 'Đã có lịch' }))
  const before = await all.standing(id)
  all.house.clock.advance(399 * 86_400_000)
  expect(await all.as(all.system, async (scope) => await retainJoins(scope, 400))).toBe(0)
  all.house.clock.advance(2 * 86_400_000)
  expect(await all.as(all.system, async (scope) => await retainJoins(scope, 400))).toBeGreaterThan(0)
  expect(await all.as(all.system, async (scope) => await retainJoins(scope, 400))).toBe(0)
  const after = await all.standing(id)
  expect([after.joined, after.verified, after.onPaper, after.twice]).toEqual([2, 1, 1, 1])
  expect([after.joined, after.counted]).toEqual([before.joined, before.counted])
  const found = await all.find(id)
  expect([found.words, found.hasAuthor, found.title]).toEqual([null, false, 'Thu gom rác ở ngõ 12'])
  const rows = await all.house.database.$client`
    select 1 from dialogue_request_joins
    where request_id = ${id} and ${author.residentId} in (resident_id, same_resident_id)`
  expect(rows).toHaveLength(0)
})
