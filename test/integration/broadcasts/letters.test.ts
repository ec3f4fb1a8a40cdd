import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  aimLetter,
  approveBroadcast,
  broadcastProgress,
  discardLetter,
  draftAnnouncement,
  draftChange,
  draftLetter,
  editBroadcast,
  findBroadcast,
  judgeNotice,
  paceBroadcast,
  planDrafts,
  readContent,
  releaseHeld,
  runFanOut,
  type CirclePart,
  type LetterKind,
} from '../../../src/broadcasts/index.ts'
import { cancelDialogue, changeDialogue, markHeld, type Dialogue } from '../../../src/dialogues/index.ts'
import { systemActor, type OfficerActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openWords, type OutboxWords } from '../../support/open-words.ts'
import { openWard, otherWard, ward, type Ward } from './ward.ts'

describe('a letter to people of a session', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  let session: Dialogue
  beforeEach(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
    approver = await place.officer(['approver'])
    session = await place.call(front)
  })
  afterEach(async () => {
    await place.close()
  })

  const run = async (): Promise<void> => await runFanOut({ house: place.house, audience: audiencePage })
  const approve = async (id: string): Promise<void> => {
    await place.as(approver, (scope) => approveBroadcast(scope, { id, version: 1 }))
  }
  const announce = async (): Promise<string> => {
    const { broadcast } = await place.as(front, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
    await approve(broadcast.id)
    await run()
    await place.deliver(`broadcast:${broadcast.id}`)
    await run()
    return broadcast.id
  }
  const write = async (
    of: readonly CirclePart[],
    options: { kind?: LetterKind; vi?: string; en?: string; organisations?: readonly string[] } = {},
  ): Promise<string> => {
    const { kind = 'message', vi = 'Xin mời ông/bà vào cổng số 2.', en, organisations = [] } = options
    const bodies = en === undefined ? { vi } : { vi, en }
    return await place.as(front, (scope) =>
      draftLetter(scope, { dialogueId: session.id, kind, bodies, circle: { of, organisations } }),
    )
  }
  const gets = async (id: string): Promise<number[]> => {
    await approve(id)
    await run()
    return await place.messagesOf(`broadcast:${id}`)
  }
  const residentOf = async (chatId: number): Promise<string> => {
    const [row] = await place.sql`select resident_id from contacts where chat_id = ${chatId}`
    return String(row?.['resident_id'])
  }
  const asks = async (chatId: number, state = 'received'): Promise<void> => {
    const id = newId()
    await place.sql`insert into opinions (id, code_hash, unit_id, dialogue_id, opinion_class, naming, state, channel, language, received_at)
      values (${id}, gen_random_uuid(), ${ward}, ${session.id}, 'question', 'sealed', ${state}, 'zalo', 'vi', ${place.house.clock.now().toISOString()})`
    await place.sql`insert into opinion_authors (opinion_id, resident_id, chat_id) values (${id}, ${await residentOf(chatId)}, ${chatId})`
  }
  const says = async (chatId: number, answer: 'yes' | 'perhaps' | 'no'): Promise<void> => {
    const at = place.house.clock.now().toISOString()
    await place.sql`insert into attendances (id, dialogue_id, resident_id, answer, place, code, channel, answered_at, created_at)
      values (${newId()}, ${session.id}, ${await residentOf(chatId)}, ${answer}, ${answer === 'yes' ? 'seat' : null}, ${String(1_000_000 + chatId)}, 'zalo', ${at}, ${at})`
  }
  const hold = async (): Promise<void> => {
    place.house.clock.advance(20 * 86_400_000)
    await place.as(front, (scope) => markHeld(scope, { id: session.id }))
    // Everybody has written lately, so that Zalo lets us write to them.
    await place.sql`update chats set window_opened_at = ${place.house.clock.now().toISOString()}`
  }
  const wordsFor = async (id: string, chatId: number): Promise<string> => {
    const [row] = await place.sql`select * from outbox where ref = ${`broadcast:${id}`} and chat_id = ${chatId}`
    return (await openWords(place.house, row as unknown as OutboxWords)).text
  }

  it('goes to those who asked or said that they come, each once, and to nobody else', async () => {
    const [asked = 0, both = 0, perhaps = 0, no = 0, tookBack = 0] = await place.residents(6)
    await announce()
    await asks(asked)
    await asks(both)
    await asks(both)
    await says(both, 'yes')
    await says(perhaps, 'perhaps')
    await says(no, 'no')
    await asks(tookBack, 'withdrawn')
    expect(await gets(await write(['asked']))).toEqual([asked, both])
    expect(await gets(await write(['asked', 'coming']))).toEqual([asked, both, perhaps])
  })

  it('goes to those who were told, and to who took part without having been told, in one order and each once', async () => {
    const early = await place.residents(2)
    await announce()
    const [late = 0] = await place.residents(1)
    await says(late, 'yes')
    await says(early[0] ?? 0, 'yes')
    await hold()
    expect(await gets(await write(['told', 'coming'], { kind: 'result' }))).toEqual([...early, late])
  })

  it('meets everybody over small pages of both kinds of readers', async () => {
    const told = await place.residents(5)
    await announce()
    const others = await place.residents(5)
    for (const chat of [...told.slice(0, 3), ...others]) await says(chat, 'yes')
    const id = await write(['told', 'coming'])
    await approve(id)
    await runFanOut({ house: place.house, audience: audiencePage, batch: 2 })
    expect(await place.messagesOf(`broadcast:${id}`)).toEqual([...told, ...others])
  })

  it('leaves out who stopped notices, asked to be erased, or never agreed to notices', async () => {
    const [stopped = 0, never = 0, stays = 0] = await place.residents(3)
    await announce()
    for (const chat of [stopped, never, stays]) await asks(chat)
    await place.sql`update residents set notices_stopped_at = now() where id = ${await residentOf(stopped)}`
    await place.sql`delete from consents where resident_id = ${await residentOf(never)}`
    expect(await gets(await write(['asked']))).toEqual([stays])
  })

  it('reaches members of an organisation only, where its author says so', async () => {
    const [member = 0, other = 0] = await place.residents(2)
    await announce()
    await place.sql`insert into resident_organisations (resident_id, organisation, at)
      values (${await residentOf(member)}, 'women', ${place.house.clock.now().toISOString()})`
    expect(await gets(await write(['area'], { organisations: ['women'] }))).toEqual([member])
    expect(await gets(await write(['area']))).toEqual([member, other])
    await expect(write(['area'], { organisations: ['chess-club'] })).rejects.toMatchObject({ field: 'organisations' })
  })

  it('is foreseen, refused to nobody in particular, and aimed anew while it is a draft', async () => {
    const [asked = 0] = await place.residents(3)
    await announce()
    await asks(asked)
    await expect(write([])).rejects.toMatchObject({ code: 'INVALID', field: 'circle' })
    const id = await write(['asked'])
    const plan = async () => {
      await planDrafts({ house: place.house, audience: audiencePage })
      return (await findBroadcast(place.house.database, id))?.plan?.persons
    }
    expect(await plan()).toBe(1)
    await place.as(front, (scope) => aimLetter(scope, { id, of: ['area', 'told'], organisations: [] }))
    expect(await plan()).toBe(3)
    expect((await findBroadcast(place.house.database, id))?.circle).toEqual({ of: ['area'], organisations: [] })
    await place.as(front, (scope) => discardLetter(scope, { id }))
    await expect(approve(id)).rejects.toMatchObject({ code: 'PRECONDITION' })
    expect(await place.messagesOf(`broadcast:${id}`)).toEqual([])
  })

  it('says what the officer wrote, which session it is about, and what every message to many carries', async () => {
    const [chat = 0] = await place.residents(1)
    const [english = 0] = await place.residents(1, { language: 'en' })
    await announce()
    const id = await write(['area'])
    await gets(id)
    const text = await wordsFor(id, chat)
    expect(text).toContain('Xin mời ông/bà vào cổng số 2.')
    expect(text).toContain('Đối thoại về thu gom rác và vệ sinh ngõ phố')
    expect(text).toContain('Đường dây nóng: 024 3825 1234')
    expect(text).toContain('không bao giờ hỏi tiền')
    expect(await wordsFor(id, english)).toContain(
      '(The following is in Vietnamese only.)\nXin mời ông/bà vào cổng số 2.',
    )
  })

  it('keeps the hotline, the code and the warning when its words are changed, and is refused empty or too long', async () => {
    await announce()
    await expect(write(['area'], { vi: ' \n ' })).rejects.toMatchObject({ code: 'INVALID', field: 'vi' })
    await expect(write(['area'], { vi: 'a'.repeat(1401) })).rejects.toMatchObject({ code: 'INVALID', field: 'vi' })
    const id = await write(['area'])
    const standing = await readContent(place.house.database, id)
    const edit = async (vi: string) =>
      await place.as(front, (scope) => editBroadcast(scope, { id, version: 1, texts: { vi } }))
    await expect(edit('Xin vào cổng số 3.')).rejects.toMatchObject({ code: 'INVALID', field: 'text.vi' })
    expect(await edit((standing?.texts.vi ?? '').replace('cổng số 2', 'cổng số 3'))).toBe(2)
  })

  it('waits until people know of a change, and stops by itself when the session is called off', async () => {
    await place.residents(2)
    await expect(write(['area'])).rejects.toMatchObject({ code: 'PRECONDITION' })
    await announce()
    const id = await write(['area'])
    await place.as(front, async (scope) =>
      changeDialogue(scope, { id: session.id, version: 1, changes: { place: 'Trường tiểu học Cửa Nam' } }),
    )
    await expect(write(['area'])).rejects.toMatchObject({ code: 'PRECONDITION' })
    await expect(approve(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    const { broadcast } = await place.as(front, (scope) => draftChange(scope, { dialogueId: session.id }))
    await approve(broadcast.id)
    await run()
    await place.deliver(`broadcast:${broadcast.id}`)
    await run()
    // What was written of the old place is not let out any more.
    await expect(approve(id)).rejects.toMatchObject({ code: 'CONFLICT' })
    const fresh = await write(['area'])
    await approve(fresh)
    await place.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason: 'Mưa bão' }))
    await run()
    expect(await findBroadcast(place.house.database, fresh)).toMatchObject({ state: 'stopped' })
    expect(await place.messagesOf(`broadcast:${fresh}`)).toEqual([])
  })

  it('tells the result only of a session that was held, with its numbers, and is judged genuine afterwards', async () => {
    const [chat = 0] = await place.residents(2)
    await announce()
    await asks(chat)
    await expect(write(['told'], { kind: 'result' })).rejects.toMatchObject({ code: 'PRECONDITION' })
    await hold()
    const vi = 'Phường lắp thêm đèn ở ngõ 5 trước ngày 31/12/2026.'
    const id = await write(['told'], { kind: 'result', vi })
    expect(await gets(id)).toHaveLength(2)
    const text = await wordsFor(id, chat)
    expect(text).toContain('Số câu hỏi, ý kiến đã nhận: 1.')
    expect(text).not.toContain('Số người dự')
    const now = place.house.clock.now()
    expect(await judgeNotice(place.house.database, text, now)).toMatchObject({ verdict: 'genuine' })
    expect(await judgeNotice(place.house.database, text.replace('31/12/2026', '30/06/2027'), now)).toMatchObject({
      verdict: 'altered',
      differs: ['date'],
    })
  })

  it('held for somebody goes when they write, beside the notice that is held for them', async () => {
    const [silent = 0] = await place.residents(1, { silentHours: 500 })
    await announce()
    const id = await write(['area'])
    expect(await gets(id)).toEqual([])
    await place.sql`update chats set window_opened_at = ${place.house.clock.now().toISOString()} where id = ${silent}`
    const released = await place.as(systemActor('test'), (scope) =>
      releaseHeld(scope, { chatId: silent, accountId: 'zalo:oa' }),
    )
    expect(released).toBe(2)
    expect(await wordsFor(id, silent)).toContain('cổng số 2')
  })

  it('is none of the business of another unit', async () => {
    await announce()
    const stranger = await place.officer(['front_officer'], otherWard)
    const circle = { of: ['area'], organisations: [] }
    await expect(
      place.as(stranger, (scope) =>
        draftLetter(scope, { dialogueId: session.id, kind: 'message', bodies: { vi: 'Xin chào.' }, circle }),
      ),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const id = await write(['area'])
    await expect(
      place.as(stranger, (scope) => aimLetter(scope, { id, of: ['area'], organisations: [] })),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('goes no faster than an officer says, from one moment to the next, and says how long it will take', async () => {
    await place.residents(30)
    await announce()
    const id = await write(['area'])
    await planDrafts({ house: place.house, audience: audiencePage })
    await expect(place.as(front, (scope) => paceBroadcast(scope, { id, perMinute: 0 }))).rejects.toMatchObject({
      code: 'INVALID',
      field: 'perMinute',
    })
    await place.as(front, (scope) => paceBroadcast(scope, { id, perMinute: 6 }))
    const inLine = async (): Promise<number> => (await place.messagesOf(`broadcast:${id}`)).length
    expect(await gets(id)).toHaveLength(1)
    await run()
    expect(await inLine()).toBe(1)
    place.house.clock.advance(10_000)
    await run()
    expect(await inLine()).toBe(2)
    expect(await broadcastProgress(place.house.database, id, place.house.clock.now())).toMatchObject({
      secondsLeft: 300,
    })
    // Ten minutes in which nothing ran are not made up for.
    place.house.clock.advance(600_000)
    await run()
    expect(await inLine()).toBe(3)
    await place.as(front, (scope) => paceBroadcast(scope, { id, perMinute: null }))
    await run()
    expect(await inLine()).toBe(30)
    await place.as(front, (scope) => paceBroadcast(scope, { id, perMinute: 60 }))
    const due = await place.sql`select due_at from outbox where ref = ${`broadcast:${id}`} order by due_at`
    const moments = due.map((row) => Number(new Date(String(row['due_at']))))
    expect(moments[29]).toBe((moments[0] ?? 0) + 29_000)
  })
})
