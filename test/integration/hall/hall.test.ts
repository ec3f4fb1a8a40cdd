import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import {
  actInHall,
  askFromFloor,
  listFloor,
  listNotes,
  readHall,
  readOwnFloorQuestion,
  type HallAct,
} from '../../../src/hall/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { listAgenda } from '../../../src/preparation/index.ts'
import { listQuestions } from '../../../src/questions/index.ts'
import { officer, openQuestionHouse, otherWard, ward, type QuestionHouse } from '../questions/question-house.ts'

let stage: QuestionHouse
let dialogueId = ''
let lines: readonly string[] = []
const moderator = officer('front_officer', ward)

beforeAll(async () => {
  stage = await openQuestionHouse()
})
afterAll(async () => await stage.close())

beforeEach(async () => {
  const { $client: db } = stage.house.database
  dialogueId = newId()
  lines = [newId(), newId()]
  const code = String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0')
  await db`
    insert into dialogues (id, unit_id, title, type, rhythm, mode, legal_basis, purpose, place, starts_at,
      collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at)
    values (${dialogueId}, '00001', 'Đối thoại quý IV', 'dialogue', 'periodic', 'in_person', 'test', 'consult', 'Nhà văn hóa',
      now(), now(), now(), '024 0000 0000', 'announced', ${code}, ${newId()}, now(), now())`
  for (const [position, id] of lines.entries()) {
    await db`
      insert into agenda_lines (id, dialogue_id, position, title, minutes)
      values (${id}, ${dialogueId}, ${position}, ${`Câu ${position}`}, 10)`
  }
})

const act = async (given: Omit<HallAct, 'key'> & { key?: string }, actor = moderator) =>
  await stage.as(actor, async (scope) => {
    await actInHall(scope, { dialogueId, act: { key: newId(), ...given } as HallAct })
  })
const hall = async () => await readHall(stage.house.database, dialogueId)
const used = async () => (await listAgenda(stage.house.database, dialogueId)).map(({ usedSeconds }) => usedSeconds)
const floor = async () => await listFloor(stage.house.database, stage.house.keyring, dialogueId)
const ask = async (words: string, id = newId()) => {
  await stage.as(systemActor('floor'), async (scope) => await askFromFloor(scope, { dialogueId, id, words }))
  return id
}

describe('the hall', () => {
  test('counts what each line takes, from one to the next, and what is taken up again is added', async () => {
    const { clock } = stage.house as unknown as { clock: { now(): Date; advance(ms: number): void } }
    await act({ kind: 'open' })
    await act({ kind: 'take', about: { kind: 'line', id: lines[0] ?? '' } } as never)
    clock.advance(90_000)
    await act({ kind: 'take', about: { kind: 'line', id: lines[1] ?? '' } } as never)
    clock.advance(30_000)
    await act({ kind: 'take', about: { kind: 'line', id: lines[0] ?? '' } } as never)
    clock.advance(10_000)
    await act({ kind: 'finish' })
    expect(await used()).toEqual([100, 30])
    expect((await hall())?.current).toBeNull()
  })

  test('does an act once, however often a phone sends it, and dates it by the phone within what is possible', async () => {
    const { clock } = stage.house as unknown as { clock: { now(): Date; advance(ms: number): void } }
    await act({ kind: 'open' })
    await act({ kind: 'take', about: { kind: 'line', id: lines[0] ?? '' } } as never)
    // A minute without a network: both acts were made meanwhile and come together afterwards, one of them twice.
    const made = clock.now().getTime()
    clock.advance(60_000)
    const key = newId()
    const next = { kind: 'take', about: { kind: 'line', id: lines[1] ?? '' }, at: new Date(made + 20_000), key }
    await act(next as never)
    await act(next as never)
    await act({ kind: 'finish', at: new Date(made + 50_000) } as never)
    expect(await used()).toEqual([20, 30])
    // A clock that is years behind or ahead moves nothing into the past or the future.
    await act({ kind: 'take', about: { kind: 'line', id: lines[0] ?? '' }, at: new Date(0) } as never)
    await act({ kind: 'finish', at: new Date(made + 9e9) } as never)
    expect((await used())[0]).toBe(30)
  })

  test('takes a question from the floor in as an opinion without a name, with a code for whoever asked', async () => {
    await act({ kind: 'open' })
    await expect(ask('Bao giờ sửa cống?')).rejects.toMatchObject({ code: 'PRECONDITION' })
    await act({ kind: 'floor', isOpen: true } as never)
    const id = await ask('Bao giờ sửa cống ở ngõ 12?')
    await ask('Bao giờ sửa cống ở ngõ 12?', id)
    expect(await floor()).toMatchObject([{ id, state: 'waiting' }])
    const own = async () => await readOwnFloorQuestion(stage.house.database, stage.house.keyring, { dialogueId, id })
    expect(await own()).toMatchObject({ state: 'waiting', code: null })
    await act({ kind: 'accept', id, title: 'Sửa cống ở ngõ 12' } as never)
    await act({ kind: 'accept', id, title: 'Sửa cống ở ngõ 12' } as never)
    expect((await own())?.code).toMatch(/^\d{4} \d{4} \d{4}$/)
    const { items } = await listQuestions(stage.house.database, stage.house.keyring, { dialogueId, reader: moderator })
    expect(items.map((one) => [one.naming, one.channel, one.wordings?.[0]?.text])).toEqual([
      ['anonymous', 'desk', 'Bao giờ sửa cống ở ngõ 12?'],
    ])
    await act({ kind: 'take', about: { kind: 'floor', id } } as never)
    await act({ kind: 'finish' })
    expect((await own())?.state).toBe('done')
  })

  test('shows a refused question to nobody else and tells its author why', async () => {
    await act({ kind: 'open' })
    await act({ kind: 'floor', isOpen: true } as never)
    const id = await ask('Đồ ngu')
    await act({ kind: 'refuse', id, why: 'insult' } as never)
    expect(await floor()).toMatchObject([{ state: 'refused', refusedWhy: 'insult' }])
    await expect(act({ kind: 'take', about: { kind: 'floor', id } } as never)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('keeps what was answered with the question it was about; a struck note is gone from the list, not from the book', async () => {
    await act({ kind: 'open' })
    await act({ kind: 'take', about: { kind: 'line', id: lines[1] ?? '' } } as never)
    await act({
      kind: 'note',
      note: 'promise',
      speaker: 'Chủ tịch phường',
      words: 'Trước ngày 15/12 sẽ nạo vét',
    } as never)
    const notes = async () => await listNotes(stage.house.database, stage.house.keyring, dialogueId)
    const [note] = await notes()
    expect(note).toMatchObject({ about: { kind: 'line', id: lines[1] }, kind: 'promise', speaker: 'Chủ tịch phường' })
    await act({ kind: 'strike', id: note?.id ?? '' } as never)
    expect(await notes()).toEqual([])
    const rows = await stage.house.database.execute(sql`select 1 from hall_notes where dialogue_id = ${dialogueId}`)
    expect(rows).toHaveLength(1)
  })

  test('closes with the time of what was on, takes no act afterwards, and may be opened again', async () => {
    await act({ kind: 'open' })
    await act({ kind: 'take', about: { kind: 'line', id: lines[0] ?? '' } } as never)
    await act({ kind: 'close' })
    await expect(act({ kind: 'finish' })).rejects.toMatchObject({ phrase: 'hall:wrong.closed' })
    await act({ kind: 'open' })
    expect((await hall())?.closedAt).toBeNull()
  })

  test('is no business of another ward, of leaders, or of a cancelled session', async () => {
    await expect(act({ kind: 'open' }, officer('front_officer', otherWard))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(act({ kind: 'open' }, officer('leader', ward))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await stage.house.database.execute(sql`update dialogues set state = 'cancelled' where id = ${dialogueId}`)
    await expect(act({ kind: 'open' })).rejects.toMatchObject({ phrase: 'hall:wrong.notHeld' })
  })

  test('an empty or endless text changes nothing and says at which field', async () => {
    await act({ kind: 'open' })
    await expect(act({ kind: 'note', note: 'answer', speaker: '', words: '  ' } as never)).rejects.toMatchObject({
      field: 'words',
    })
    await expect(
      act({ kind: 'note', note: 'answer', speaker: '', words: 'a'.repeat(5_000) } as never),
    ).rejects.toMatchObject({ field: 'words', values: { max: 4_000 } })
    await act({ kind: 'floor', isOpen: true } as never)
    await expect(ask('  ')).rejects.toMatchObject({ field: 'words' })
  })
})
