import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseAbandoned, createDatabaseStorage, keepAttachments } from '../../../src/attachments/index.ts'
import { wavHeader } from '../../../src/attachments/wav.ts'
import { addDocument, changeDialogue, findDialogue, type Dialogue } from '../../../src/dialogues/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { openWard, otherWard, ward, type Ward } from '../broadcasts/ward.ts'

describe('the documents of a session', () => {
  let place: Ward
  let front: OfficerActor
  beforeAll(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
  })
  afterAll(async () => await place.close())

  const add = async (session: Dialogue, name: string, actor = front): Promise<string> => {
    const attachmentId = await place.upload(actor)
    await place.as(actor, async (scope) => await addDocument(scope, { id: session.id, attachmentId, name }))
    return attachmentId
  }
  const read = async ({ id }: Dialogue): Promise<Dialogue> => (await findDialogue(place.house.database, id)) as Dialogue
  const arrange = async (session: Dialogue, documents: readonly { attachmentId: string; name: string }[]) => {
    const { version, pack } = await read(session)
    const changes = { pack: { ...pack, documents } }
    return await place.as(front, async (scope) => await changeDialogue(scope, { id: session.id, version, changes }))
  }
  const stateOf = async (id: string) =>
    [...(await place.sql`select state, holder from attachments where id = ${id}`)][0]

  it('belong to it from then on, in the order they came, and outlive the night that clears up', async () => {
    const session = await place.call(front, { pack: { summary: 'Giờ thu gom thay đổi.' } })
    const plan = await add(session, '  Dự thảo   phương án ')
    const map = await add(session, 'Sơ đồ điểm tập kết')
    expect((await read(session)).pack).toEqual({
      summary: 'Giờ thu gom thay đổi.',
      documents: [
        { attachmentId: plan, name: 'Dự thảo phương án' },
        { attachmentId: map, name: 'Sơ đồ điểm tập kết' },
      ],
    })
    place.house.clock.advance(48 * 3_600_000)
    await eraseAbandoned(place.house, createDatabaseStorage(place.house.keyring))
    place.house.clock.advance(-48 * 3_600_000)
    expect(await stateOf(plan)).toEqual({ state: 'stored', holder: `dialogue:${session.id}` })
  })

  it('change order and title; one that is dropped is erased, and the audit names files by id alone', async () => {
    const session = await place.call(front)
    const [one, two] = [await add(session, 'Một'), await add(session, 'Hai')]
    await arrange(session, [
      { attachmentId: two, name: 'Hai, bản mới' },
      { attachmentId: one, name: 'Một' },
    ])
    expect((await read(session)).pack.documents?.map(({ name }) => name)).toEqual(['Hai, bản mới', 'Một'])
    await arrange(session, [{ attachmentId: two, name: 'Hai, bản mới' }])
    expect([await stateOf(one), await stateOf(two)]).toMatchObject([{ state: 'erased' }, { state: 'stored' }])
    const chunks = await place.sql`select 1 from attachment_chunks where attachment_id = ${one}`
    expect([...chunks]).toEqual([])
    const audit = await place.sql<{ details: Record<string, unknown> }[]>`
      select details from audit_entries where subject_id = ${session.id} and action = 'dialogue.changed' order by id`
    expect(audit.map(({ details }) => details)).toEqual([
      { version: 2, fields: ['pack'], documentsAdded: [one] },
      { version: 3, fields: ['pack'], documentsAdded: [two] },
      { version: 4, fields: ['pack'] },
      { version: 5, fields: ['pack'], documentsRemoved: [one] },
    ])
  })

  it('stay when the rest of the pack is written anew, and go with an empty list only', async () => {
    const session = await place.call(front)
    const id = await add(session, 'Kế hoạch')
    const { version } = await read(session)
    const change = { id: session.id, version, changes: { pack: { summary: 'Nói lại cho rõ.' } } }
    await place.as(front, async (scope) => await changeDialogue(scope, change))
    expect((await read(session)).pack).toEqual({
      summary: 'Nói lại cho rõ.',
      documents: [{ attachmentId: id, name: 'Kế hoạch' }],
    })
    await arrange(session, [])
    expect((await read(session)).pack).toEqual({ summary: 'Nói lại cho rõ.' })
    expect(await stateOf(id)).toMatchObject({ state: 'erased' })
  })

  it('are never somebody else’s file, an unknown one, one twice, a voice message, without a title, or an eleventh', async () => {
    const session = await place.call(front)
    const residents = await place.upload(front)
    await place.as(front, async (scope) => {
      await keepAttachments(scope, { attachmentIds: [residents], holder: `question:${newId()}` })
    })
    const own = await add(session, 'Kế hoạch')
    const voice = await place.upload(front, Buffer.concat([wavHeader(8000, 800), Buffer.alloc(1600)]))
    const refused = async (...documents: { attachmentId: string; name: string }[]) =>
      await arrange(session, [{ attachmentId: own, name: 'Kế hoạch' }, ...documents]).catch((error: unknown) => error)
    const name = 'Tài liệu'
    expect(await refused({ attachmentId: residents, name })).toMatchObject({
      code: 'CONFLICT',
      phrase: 'attachments:refused.gone',
    })
    for (const [documents, phrase] of [
      [[{ attachmentId: newId(), name }], 'document'],
      [[{ attachmentId: own, name }], 'document'],
      [[{ attachmentId: voice, name }], 'documentKind'],
      [[{ attachmentId: await place.upload(front), name: '  ' }], 'documentName'],
      [Array.from({ length: 10 }, () => ({ attachmentId: newId(), name })), 'tooManyDocuments'],
    ] as const) {
      expect(await refused(...documents)).toMatchObject({
        code: 'INVALID',
        field: 'pack',
        phrase: `dialogues:wrong.${phrase}`,
      })
    }
    expect((await read(session)).pack.documents).toEqual([{ attachmentId: own, name: 'Kế hoạch' }])
    const [row] = await place.sql`select holder from attachments where id = ${residents}`
    expect(row?.['holder']).toMatch(/^question:/)
  })

  it('are put up by Front officers of the unit alone, and not after the session', async () => {
    const session = await place.call(front)
    for (const other of [await place.officer(['front_officer'], otherWard), await place.officer(['approver'], ward)])
      await expect(add(session, 'Kế hoạch', other)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await place.sql`update dialogues set state = 'held' where id = ${session.id}`
    await expect(add(session, 'Kế hoạch')).rejects.toMatchObject({ phrase: 'dialogues:cannot.change' })
  })
})
