import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  aloneApprovals,
  approveBroadcast,
  draftAnnouncement,
  draftCancellation,
  draftChange,
  editBroadcast,
  findBroadcast,
  readContent,
  rejectBroadcast,
  stopBroadcast,
  waitingForApproval,
} from '../../../src/broadcasts/index.ts'
import { cancelDialogue, changeDialogue, findDialogue, type Dialogue } from '../../../src/dialogues/index.ts'
import type { Actor, OfficerActor } from '../../../src/kernel/actor.ts'
import { openWard, otherWard, ward, type Ward } from './ward.ts'

describe('the approval of notices', () => {
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

  const draft = async (actor: Actor = front) =>
    await place.as(actor, (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
  const approve = async (actor: Actor, id: string, version = 1, aloneBecause?: string) =>
    await place.as(actor, (scope) =>
      approveBroadcast(scope, { id, version, ...(aloneBecause === undefined ? {} : { aloneBecause }) }),
    )

  it('by a second person announces the session and starts the sending', async () => {
    const { broadcast, texts } = await draft()
    expect(texts.vi).toContain('Phường Cửa Nam kính mời')
    expect(texts.en).toContain('Saturday, 5 December 2026')
    expect(await waitingForApproval(place.house.database, ['01'])).toMatchObject([{ id: broadcast.id }])
    const approved = await approve(approver, broadcast.id)
    expect(approved).toMatchObject({
      state: 'running',
      approvedBy: approver.officerId,
      approvalNote: null,
      audienceBound: place.house.clock.now(),
    })
    const after = await findDialogue(place.house.database, session.id)
    expect(after).toMatchObject({
      state: 'announced',
      told: { version: 1, cancelled: false, facts: { place: session.place } },
    })
    expect(await waitingForApproval(place.house.database, ['01'])).toEqual([])
  })

  it('is refused to officers of other units and to who has no part in it', async () => {
    const { broadcast } = await draft()
    const elsewhere = await place.officer(['approver', 'front_officer'], otherWard)
    const leader = await place.officer(['leader'])
    for (const actor of [elsewhere, leader, front]) {
      await expect(approve(actor, broadcast.id)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(draft(elsewhere)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(draft(approver)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await findBroadcast(place.house.database, broadcast.id)).toMatchObject({ state: 'draft' })
  })

  it('is refused to the author, and to who edited the words last', async () => {
    const both = await place.officer(['front_officer', 'approver'])
    const { broadcast, texts } = await draft(both)
    await expect(approve(both, broadcast.id, 1, 'vội')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      phrase: 'broadcasts:secondPerson',
    })
    const vi = `${texts.vi}\nKính mời đông đủ.`
    await place.as(approver, (scope) => editBroadcast(scope, { id: broadcast.id, version: 1, texts: { vi } }))
    await expect(approve(approver, broadcast.id, 2)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await approve(both, broadcast.id, 2)).toMatchObject({ state: 'running' })
  })

  it('happens once when two approve at the same time', async () => {
    const other = await place.officer(['approver'])
    const { broadcast } = await draft()
    const results = await Promise.allSettled([approve(approver, broadcast.id), approve(other, broadcast.id)])
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('fits the words that were read: another version is a conflict', async () => {
    const { broadcast, texts } = await draft()
    await place.as(front, (scope) =>
      editBroadcast(scope, { id: broadcast.id, version: 1, texts: { vi: `${texts.vi} Trân trọng.` } }),
    )
    await expect(approve(approver, broadcast.id, 1)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(
      place.as(front, (scope) => editBroadcast(scope, { id: broadcast.id, version: 1, texts: { vi: texts.vi } })),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('fits the record that it was drafted from: a later change is a conflict until it is drafted anew', async () => {
    const { broadcast } = await draft()
    const changes = { place: 'Trụ sở UBND phường' }
    await place.as(front, (scope) => changeDialogue(scope, { id: session.id, version: 1, changes }))
    await expect(approve(approver, broadcast.id)).rejects.toMatchObject({
      code: 'CONFLICT',
      phrase: 'dialogues:changedMeanwhile',
    })
    const anew = await draft()
    expect(anew.broadcast).toMatchObject({ id: broadcast.id, contentVersion: 2, dialogueVersion: 2 })
    expect(anew.texts.vi).toContain('Trụ sở UBND phường')
    expect(await approve(approver, broadcast.id, 2)).toMatchObject({ state: 'running' })
  })

  it('needs every fact in the words and one message of room', async () => {
    const { broadcast, texts } = await draft()
    const edit = (vi: string) =>
      place.as(front, (scope) => editBroadcast(scope, { id: broadcast.id, version: 1, texts: { vi } }))
    await expect(edit(texts.vi.replace('thứ Bảy, ', '').replace('024 3825 1234', ''))).rejects.toMatchObject({
      code: 'INVALID',
      field: 'text.vi',
      phrase: 'broadcasts:missing.vi',
      values: { what: 'thứ trong tuần, đường dây nóng' },
    })
    await expect(edit(texts.vi + 'ạ'.repeat(2001 - texts.vi.length))).rejects.toMatchObject({
      code: 'INVALID',
      values: { length: 2001, max: 2000 },
    })
    await expect(edit(`${texts.vi}\n${'😀'.repeat(900)}`)).rejects.toMatchObject({ code: 'INVALID' })
    expect(await edit(`${texts.vi}\nKính mời đông đủ.`.normalize('NFD'))).toBe(2)
    const content = await readContent(place.house.database, broadcast.id)
    expect(content?.texts.vi).toBe(`${texts.vi}\nKính mời đông đủ.`)
    expect(content?.texts.en).toBe(texts.en)
    expect(await readContent(place.house.database, broadcast.id, 1)).toMatchObject({ texts })
  })

  it('may send a draft back with a reason, which an edit takes up', async () => {
    const { broadcast, texts } = await draft()
    const reject = (reason: string) =>
      place.as(approver, (scope) => rejectBroadcast(scope, { id: broadcast.id, reason }))
    await expect(reject(' ')).rejects.toMatchObject({ code: 'INVALID', field: 'reason' })
    await reject('Ghi rõ lối vào')
    expect(await findBroadcast(place.house.database, broadcast.id)).toMatchObject({
      state: 'rejected',
      rejectedWhy: 'Ghi rõ lối vào',
    })
    await expect(approve(approver, broadcast.id)).rejects.toMatchObject({ code: 'PRECONDITION' })
    const vi = `${texts.vi}\nVào bằng cổng sau.`
    await place.as(front, (scope) => editBroadcast(scope, { id: broadcast.id, version: 1, texts: { vi } }))
    expect(await approve(approver, broadcast.id, 2)).toMatchObject({ state: 'running', rejectedWhy: null })
  })

  it('cannot be had for an announcement that is out, a change that is none, a session that goes on', async () => {
    await approve(approver, (await draft()).broadcast.id)
    await expect(draft()).rejects.toMatchObject({ code: 'PRECONDITION' })
    await expect(place.as(front, (scope) => draftChange(scope, { dialogueId: session.id }))).rejects.toMatchObject({
      phrase: 'broadcasts:cannot.draft.change',
    })
    await expect(
      place.as(front, (scope) => draftCancellation(scope, { dialogueId: session.id })),
    ).rejects.toMatchObject({
      phrase: 'broadcasts:cannot.draft.cancellation',
    })
  })

  it('of a cancellation waits until the announcement is out or stopped', async () => {
    const { broadcast } = await draft()
    await approve(approver, broadcast.id)
    await place.as(front, (scope) => cancelDialogue(scope, { id: session.id, reason: 'Bão số 12' }))
    const cancellation = await place.as(front, (scope) => draftCancellation(scope, { dialogueId: session.id }))
    expect(cancellation.broadcast).toMatchObject({ followsId: broadcast.id, kind: 'cancellation' })
    await expect(approve(approver, cancellation.broadcast.id)).rejects.toMatchObject({
      phrase: 'broadcasts:cannot.formerUnderWay',
    })
    await place.as(front, (scope) => stopBroadcast(scope, { id: broadcast.id }))
    expect(await approve(approver, cancellation.broadcast.id)).toMatchObject({ state: 'running' })
    expect(await findDialogue(place.house.database, session.id)).toMatchObject({ told: { cancelled: true } })
  })

  describe('by one person alone', () => {
    const revokeAll = async (daysAgo: number): Promise<void> => {
      const at = new Date(place.house.clock.now().getTime() - daysAgo * 86_400_000).toISOString()
      await place.sql`update officer_roles set revoked_at = ${at}::timestamptz`
    }

    it('is possible after 14 days without anybody else, with a reason, audited and shown above', async () => {
      await revokeAll(14)
      const sole = await place.officer(['front_officer', 'approver'], ward, 14)
      const { broadcast } = await draft(sole)
      await expect(approve(sole, broadcast.id)).rejects.toMatchObject({ code: 'INVALID', field: 'aloneBecause' })
      expect(await approve(sole, broadcast.id, 1, 'Phường chỉ có một cán bộ')).toMatchObject({
        state: 'running',
        approvalNote: 'Phường chỉ có một cán bộ',
      })
      const audit =
        await place.sql`select action, unit_id from audit_entries where subject_id = ${broadcast.id} and action like '%approved%'`
      expect([...audit]).toEqual([{ action: 'broadcast.approved_alone', unit_id: ward }])
      const since = new Date('2026-11-01T00:00:00Z')
      expect(await aloneApprovals(place.house.database, { unitIds: ['01'], since })).toMatchObject([
        { id: broadcast.id },
      ])
      expect(await aloneApprovals(place.house.database, { unitIds: [otherWard], since })).toEqual([])
    })

    it.each([
      ['another left 13 days ago', 13, 14],
      ['the person came 13 days ago', 14, 13],
    ])('is refused when %s', async (_, left, came) => {
      await revokeAll(left)
      const sole = await place.officer(['front_officer', 'approver'], ward, came)
      const { broadcast } = await draft(sole)
      await expect(approve(sole, broadcast.id, 1, 'Một mình')).rejects.toMatchObject({
        code: 'FORBIDDEN',
        phrase: 'broadcasts:secondPerson',
      })
    })

    it('is refused when somebody of the level above may approve', async () => {
      await revokeAll(20)
      await place.officer(['approver'], '01')
      const sole = await place.officer(['front_officer', 'approver'])
      const { broadcast } = await draft(sole)
      await expect(approve(sole, broadcast.id, 1, 'Một mình')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    })
  })
})
