import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  callUrgently,
  cancelDialogue,
  changeDialogue,
  collectingDialogues,
  comingDialogues,
  findByNoticeCode,
  findDialogue,
  listDialogues,
  markHeld,
  markTold,
  type Dialogue,
} from '../../../src/dialogues/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { passesCheck } from '../../../src/kernel/codes.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { group, openWard, otherWard, ward, wardPath, type Ward } from '../broadcasts/ward.ts'

describe('sessions', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  beforeAll(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'])
    approver = await place.officer(['approver'])
  })
  afterAll(async () => {
    await place.close()
  })
  const announce = async (session: Dialogue): Promise<Dialogue> => {
    await place.as(approver, (scope) =>
      markTold(scope, { id: session.id, version: session.version, kind: 'announcement' }),
    )
    return (await findDialogue(place.house.database, session.id)) as Dialogue
  }

  it('are called as a draft of which every field is kept, with a code of six digits', async () => {
    const attachmentId = await place.upload(front)
    const input = place.sessionInput({
      title: '  Đối thoại   về rác '.normalize('NFD'),
      plannedShares: { livelihood: 60, idea: 40 },
      agenda: [{ minutes: 15, what: 'Khai mạc', who: 'Chủ tịch' }],
      audienceGroups: ['Hội Phụ nữ', 'Hội Phụ nữ', ''],
      placeUnitId: group,
      pack: { summary: 'Giờ thu gom thay đổi.', documents: [{ attachmentId, name: 'Kế hoạch' }] },
    })
    const made = await place.call(front, input)
    const { unitId: _unit, ...fields } = input
    expect(made).toMatchObject({
      ...fields,
      title: 'Đối thoại về rác',
      audienceGroups: ['Hội Phụ nữ'],
      audienceUnits: [ward],
      unitId: ward,
      state: 'draft',
      version: 1,
      told: null,
      createdBy: front.officerId,
    })
    expect(made.noticeCode).toMatch(/^\d{6}$/)
    expect(passesCheck(made.noticeCode)).toBe(true)
    expect(await findByNoticeCode(place.house.database, made.noticeCode)).toEqual(made)
    const audit = await place.sql`select action, actor_id, unit_id from audit_entries where subject_id = ${made.id}`
    expect([...audit]).toEqual([{ action: 'dialogue.called', actor_id: front.officerId, unit_id: ward }])
  })

  it('are not called by who is no Front officer of the unit', async () => {
    const elsewhere = await place.officer(['front_officer'], otherWard)
    for (const actor of [elsewhere, approver]) {
      await expect(place.call(actor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(place.call(systemActor('test'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('are for units in or below the host only, and take place there', async () => {
    const refused = async (changes: object) => await place.call(front, changes).catch((error: unknown) => error)
    expect(await refused({ audienceUnits: [otherWard] })).toMatchObject({
      code: 'INVALID',
      field: 'audienceUnits',
      phrase: 'dialogues:wrong.notBelow',
    })
    expect(await refused({ audienceUnits: ['nowhere'] })).toMatchObject({
      field: 'audienceUnits',
      phrase: 'dialogues:wrong.noUnit',
    })
    expect(await refused({ placeUnitId: '01' })).toMatchObject({ code: 'INVALID', field: 'placeUnitId' })
    expect(await refused({ unitId: 'nowhere' })).toMatchObject({ code: 'INVALID', field: 'unitId' })
    const both = await place.call(front, { audienceUnits: [group, ward] })
    expect(both.audienceUnits).toEqual([ward])
  })

  it('are called urgently from five answers, with the hotline of the last one', async () => {
    const made = await place.as(front, (scope) =>
      callUrgently(scope, {
        unitId: ward,
        topic: 'Rác ùn ứ ở ngõ 12',
        startsAt: new Date('2026-11-22T12:00:00Z'),
        place: 'Nhà văn hóa tổ 5',
      }),
    )
    expect(made).toMatchObject({
      rhythm: 'ad_hoc',
      isThematic: true,
      title: 'Đối thoại đột xuất: Rác ùn ứ ở ngõ 12',
      hotline: '024 3825 1234',
      collectionOpensAt: place.house.clock.now(),
      state: 'draft',
    })
    expect(made.hosts.map((host) => host.name)).toEqual([
      'Ủy ban nhân dân phường Cửa Nam',
      'Ủy ban Mặt trận Tổ quốc Việt Nam phường Cửa Nam',
    ])
  })

  it('are changed by one of two officers who saw the same version, and say that people must be told', async () => {
    const session = await announce(await place.call(front))
    const change = (changes: object) =>
      place.as(front, (scope) => changeDialogue(scope, { id: session.id, version: session.version, changes }))
    const results = await Promise.allSettled([change({ place: 'Hội trường A' }), change({ place: 'Hội trường B' })])
    const [won] = results.filter((one) => one.status === 'fulfilled')
    const [lost] = results.filter((one) => one.status === 'rejected')
    expect(won?.value).toMatchObject({
      noticeDue: 'change',
      dialogue: { version: session.version + 1, state: 'announced' },
    })
    expect(lost?.reason).toMatchObject({ code: 'CONFLICT' })
  })

  it('stay as they are, at the same version, when nothing differs', async () => {
    const session = await place.call(front)
    const outcome = await place.as(front, (scope) =>
      changeDialogue(scope, { id: session.id, version: 1, changes: { title: `${session.title}  ` } }),
    )
    expect(outcome).toEqual({ dialogue: session, noticeDue: 'announcement' })
  })

  it('keep their audience once announced', async () => {
    const session = await announce(await place.call(front))
    const change = place.as(front, (scope) =>
      changeDialogue(scope, { id: session.id, version: 1, changes: { audienceUnits: [group] } }),
    )
    await expect(change).rejects.toMatchObject({ code: 'PRECONDITION', field: 'audienceUnits' })
  })

  it('are cancelled with a reason, once', async () => {
    const session = await announce(await place.call(front))
    const cancel = (reason: string) => place.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason }))
    await expect(cancel('  ')).rejects.toMatchObject({ code: 'INVALID', field: 'reason' })
    expect(await cancel('Bão số 12')).toMatchObject({ state: 'cancelled', cancelledWhy: 'Bão số 12', version: 2 })
    await expect(cancel('Bão số 12')).rejects.toMatchObject({ code: 'PRECONDITION' })
    await expect(
      place.as(front, (scope) => changeDialogue(scope, { id: session.id, version: 2, changes: { title: 'Khác' } })),
    ).rejects.toMatchObject({ code: 'PRECONDITION' })
  })

  it('are held only after they have begun', async () => {
    const startsAt = new Date('2026-11-23T01:30:00Z')
    const times = { startsAt, endsAt: null, collectionClosesAt: startsAt }
    const session = await announce(await place.call(front, times))
    const held = () => place.as(front, (scope) => markHeld(scope, { id: session.id }))
    await expect(held()).rejects.toMatchObject({ code: 'PRECONDITION', phrase: 'dialogues:cannot.heldEarly' })
    const before = place.house.clock.now()
    place.house.clock.set(new Date('2026-11-23T03:00:00Z'))
    expect(await held()).toMatchObject({ state: 'held' })
    place.house.clock.set(before)
  })

  it('answer NOT_FOUND for ids of other shapes and of nothing', async () => {
    for (const id of [newId(), "'; drop table dialogues", '']) {
      expect(await findDialogue(place.house.database, id)).toBeUndefined()
      await expect(place.as(front, (scope) => markHeld(scope, { id }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

describe('the lists of sessions', () => {
  let place: Ward
  let front: OfficerActor
  let approver: OfficerActor
  let announced: Dialogue
  beforeAll(async () => {
    place = await openWard()
    front = await place.officer(['front_officer'], '01')
    approver = await place.officer(['approver'], '01')
    announced = await place.call(front, { audienceUnits: [group] })
    await place.as(approver, (scope) => markTold(scope, { id: announced.id, version: 1, kind: 'announcement' }))
    await place.call(front, { title: 'Chưa thông báo' })
  })
  afterAll(async () => {
    await place.close()
  })
  const inGroup = [[...wardPath, group]]

  it('show what collects to whom it is for, within its time', async () => {
    const at = async (time: string, unitPaths: readonly (readonly string[])[] = inGroup) =>
      (await collectingDialogues(place.house.database, { unitPaths, now: new Date(time) })).map(({ id }) => id)
    expect(await at('2026-11-30T00:00:00Z')).toEqual([announced.id])
    expect(await at('2026-11-30T00:00:00Z', [wardPath])).toEqual([])
    expect(await at('2026-11-30T00:00:00Z', [])).toEqual([])
    expect(await at('2026-11-30T00:00:00Z', [wardPath, ...inGroup])).toEqual([announced.id])
    expect(await at('2026-11-20T23:59:59Z')).toEqual([])
    expect(await at('2026-12-03T10:00:00Z')).toEqual([])
  })

  it('show what comes as people were told of it, until it is over', async () => {
    const changes = { startsAt: new Date('2026-12-06T01:30:00Z'), endsAt: null }
    await place.as(front, (scope) => changeDialogue(scope, { id: announced.id, version: 1, changes }))
    const at = async (time: string) =>
      await comingDialogues(place.house.database, { unitPaths: inGroup, now: new Date(time) })
    expect(await at('2026-11-30T00:00:00Z')).toMatchObject([{ id: announced.id, startsAt: announced.startsAt }])
    expect(await at('2026-12-06T04:29:59Z')).toHaveLength(1)
    expect(await at('2026-12-06T04:30:00Z')).toEqual([])
  })

  it('page through all sessions hosted in a unit and below, each once', async () => {
    const cursors: (string | null)[] = []
    const seen: string[] = []
    let cursor: string | null | undefined
    while (cursor !== null) {
      const page = await listDialogues(place.house.database, {
        unitIds: ['01'],
        limit: 1,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
      cursors.push(cursor)
    }
    expect(new Set(seen).size).toBe(2)
    expect(seen).toHaveLength(2)
    expect(cursors).toHaveLength(2)
    expect((await listDialogues(place.house.database, { unitIds: [otherWard] })).items).toEqual([])
    expect((await listDialogues(place.house.database, { unitIds: ['01'], states: ['draft'] })).items).toHaveLength(1)
    expect((await listDialogues(place.house.database, { unitIds: ['01'], cursor: 'nonsense' })).items).toHaveLength(2)
  })
})
