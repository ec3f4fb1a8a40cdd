import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  countOpening,
  digestOfProof,
  drawUpProof,
  keepProof,
  keptProofs,
  listGroupLinks,
  openGroupLinks,
  publicLinks,
} from '../../../src/artefacts/index.ts'
import { approveBroadcast, draftAnnouncement, refOf, runFanOut } from '../../../src/broadcasts/index.ts'
import type { Dialogue } from '../../../src/dialogues/index.ts'
import { systemActor, type OfficerActor } from '../../../src/kernel/actor.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { agreeNetwork } from '../../../src/units/index.ts'
import { group, openWard, otherWard, type Ward } from '../broadcasts/ward.ts'

let ward: Ward
let front: OfficerActor
let approver: OfficerActor
beforeAll(async () => {
  ward = await openWard()
  front = await ward.officer(['front_officer'])
  approver = await ward.officer(['approver'])
}, 60_000)
afterAll(async () => await ward.close())

const announce = async (): Promise<{ session: Dialogue; broadcastId: string }> => {
  const session = await ward.call(front)
  const { broadcast } = await ward.as(
    front,
    async (scope) => await draftAnnouncement(scope, { dialogueId: session.id }),
  )
  await ward.as(approver, async (scope) => await approveBroadcast(scope, { id: broadcast.id, version: 1 }))
  await runFanOut({ house: ward.house, audience: audiencePage })
  return { session, broadcastId: broadcast.id }
}

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'
const open = async (token: string, userAgent = phone, method = 'GET') =>
  await ward.as(
    systemActor('group-link'),
    async (scope) => await countOpening(scope, { token, opening: { method, userAgent, purpose: undefined } }),
  )

test('a session that was not announced has no links and no proof', async () => {
  const session = await ward.call(front)
  const links = ward.as(front, async (scope) => await openGroupLinks(scope, { dialogueId: session.id }))
  await expect(links).rejects.toMatchObject({ code: 'PRECONDITION', phrase: 'artefacts:cannot.untold' })
  await expect(drawUpProof(ward.house.database, session.id, ward.house.clock.now())).rejects.toMatchObject({
    code: 'PRECONDITION',
  })
})

test('each group keeps one link, openings are counted by day, and programs are not', async () => {
  const { session } = await announce()
  const make = async () =>
    await ward.as(front, async (scope) => await openGroupLinks(scope, { dialogueId: session.id }))
  expect(await make()).toBe(1)
  const [link] = await listGroupLinks(ward.house.database, session.id)
  expect(link).toMatchObject({ unitId: 'group-5', name: 'Tổ dân phố số 5', openings: 0, days: [] })
  expect(await make()).toBe(0)
  const token = link?.token ?? ''
  expect(await open(token)).toBe(session.noticeCode)
  expect(await open(token, 'TelegramBot (like TwitterBot)')).toBe(session.noticeCode)
  expect(await open(token, phone, 'HEAD')).toBe(session.noticeCode)
  ward.house.clock.advance(86_400_000)
  await open(token)
  await open(token)
  expect(await listGroupLinks(ward.house.database, session.id)).toEqual([
    {
      unitId: 'group-5',
      name: 'Tổ dân phố số 5',
      token,
      openings: 3,
      days: [
        { day: '2026-11-22', openings: 2 },
        { day: '2026-11-21', openings: 1 },
      ],
    },
  ])
  expect(await open('aaaaaaaaaaaa')).toBeUndefined()
  expect(await open("';--")).toBeUndefined()
})

test('links are made by the Front of the unit only', async () => {
  const { session } = await announce()
  const stranger = await ward.officer(['front_officer'], otherWard)
  for (const actor of [stranger, await ward.officer(['leader']), systemActor('x')]) {
    const made = ward.as(actor, async (scope) => await openGroupLinks(scope, { dialogueId: session.id }))
    await expect(made).rejects.toMatchObject({ code: 'FORBIDDEN' })
  }
})

/** The community of the ward group agreed to this, by minutes of the first of November. */
const agree = async (kind: 'zalo_group' | 'telegram_group' | 'notice_board'): Promise<string> => {
  const head = await ward.officer(['group_head'], group)
  return await ward.as(
    head,
    async (scope) =>
      await agreeNetwork(scope, {
        unitId: group,
        kind,
        name: kind === 'zalo_group' ? 'Tổ 5 thông báo' : '',
        since: '2026-11-01',
        minutesNumber: '04/BB',
        minutesDate: '2026-11-01',
      }),
  )
}

test('the proof counts by way what was sent, arrived, was seen and refused, and names who wrote and who approved', async () => {
  await ward.sql`update officers set title = 'Phó Chủ tịch' where id = ${approver.officerId}`
  const onZalo = await ward.residents(6)
  const onWeb = await ward.residents(2, { account: 'web:chat' })
  const { session, broadcastId } = await announce()
  const ref = refOf(broadcastId)
  await ward.deliver(ref, 'sent', [...onZalo.slice(0, 4), ...onWeb])
  await ward.deliver(ref, 'refused', onZalo.slice(4, 5))
  const [seen = 0] = onZalo
  await ward.sql`update outbox_history set seen_at = finished_at where ref = ${ref} and chat_id = ${seen}`
  await ward.sql`update outbox_history set delivered_at = finished_at where ref = ${ref} and chat_id = any(${onZalo.slice(0, 2)}::bigint[])`
  const now = ward.house.clock.now()
  const proof = await drawUpProof(ward.house.database, session.id, now)
  expect(proof).toMatchObject({
    noticeCode: session.noticeCode,
    audience: ['Phường Cửa Nam'],
    law: { days: 7, lastDay: '2026-11-28', firstSentOn: '2026-11-22', isKept: true, lateWhy: null },
  })
  const [notice] = proof.notices
  expect(notice).toMatchObject({
    kind: 'announcement',
    draftedBy: { id: front.officerId, name: 'Cán bộ', title: null },
    approvedBy: { id: approver.officerId, name: 'Cán bộ', title: 'Phó Chủ tịch' },
    approvedAt: now.toISOString(),
    firstSentAt: now.toISOString(),
  })
  expect(notice?.texts).toMatchObject([
    { language: 'en', writtenBy: { id: front.officerId } },
    { language: 'vi', writtenBy: { id: front.officerId }, writtenAt: notice?.draftedAt },
  ])
  const zalo = notice?.ways.find((one) => one.way === 'zalo-free')
  expect(zalo).toMatchObject({ footing: 'zalo_group', sent: 4, counted: 0, delivered: 2, seen: 1, refused: 1 })
  expect(zalo?.unsent).toBe((zalo?.persons ?? 0) - 5)
  expect(notice?.ways.find((one) => one.way === 'web')).toMatchObject({ sent: 2, counted: 2, refused: 0 })
})

test('a Zalo message counts for people whose group agreed to Zalo by that day, and for nobody else', async () => {
  const inGroup = await ward.residents(3, { unitId: group })
  const elsewhere = await ward.residents(1)
  const { session, broadcastId } = await announce()
  await ward.sql`delete from broadcast_recipients where broadcast_id = ${broadcastId}
    and not (chat_id = any(${[...inGroup, ...elsewhere]}::bigint[]))`
  await ward.deliver(refOf(broadcastId), 'sent', [...inGroup.slice(0, 2), ...elsewhere])
  const draw = async () => await drawUpProof(ward.house.database, session.id, ward.house.clock.now())
  const before = await draw()
  expect(before.law).toMatchObject({ firstSentOn: null, isKept: false })
  expect(before.notices[0]?.firstSentAt).not.toBeNull()
  expect(before.notices[0]?.groups).toEqual([
    { unitId: group, unit: 'Tổ dân phố số 5', networks: [], persons: 3, counted: 0, onlyExtra: 2, unreached: 1 },
    { unitId: null, unit: null, networks: [], persons: 1, counted: 0, onlyExtra: 1, unreached: 0 },
  ])
  await agree('notice_board')
  expect((await draw()).law).toMatchObject({ isKept: false })
  const id = await agree('zalo_group')
  const after = await draw()
  expect(after.law).toMatchObject({ firstSentOn: '2026-11-22', isKept: true })
  expect(after.notices[0]?.ways).toMatchObject([{ way: 'zalo-free', sent: 3, counted: 2 }])
  expect(after.notices[0]?.groups[0]).toMatchObject({ persons: 3, counted: 2, onlyExtra: 0, unreached: 1 })
  expect(after.notices[0]?.groups[0]?.networks).toContainEqual({
    kind: 'zalo_group',
    name: 'Tổ 5 thông báo',
    since: '2026-11-01',
    minutesNumber: '04/BB',
    minutesDate: '2026-11-01',
    isLawful: true,
  })
  await ward.sql`update unit_networks set ended_on = '2026-11-22' where id = ${id}`
  expect((await draw()).notices[0]?.groups[0]).toMatchObject({ counted: 0, onlyExtra: 2 })
})

test('nobody reached in time means that the law was not kept, and Telegram alone does not count', async () => {
  const [chat = 0] = await ward.residents(1, { unitId: group })
  await agree('telegram_group')
  const { session, broadcastId } = await announce()
  const unsent = await drawUpProof(ward.house.database, session.id, ward.house.clock.now())
  expect(unsent.law).toMatchObject({ firstSentOn: null, isKept: false })
  await ward.sql`delete from broadcast_recipients where broadcast_id = ${broadcastId} and chat_id <> ${chat}`
  await ward.sql`update broadcast_recipients set way = 'telegram' where broadcast_id = ${broadcastId}`
  await ward.deliver(refOf(broadcastId), 'sent', [chat])
  const proof = await drawUpProof(ward.house.database, session.id, ward.house.clock.now())
  expect(proof.notices[0]?.ways).toMatchObject([{ way: 'telegram', footing: 'never', sent: 1, counted: 0 }])
  expect(proof.law).toMatchObject({ firstSentOn: null, isKept: false })
})

test('a rule in working days is held against the holidays that are known', async () => {
  await ward.sql`update rules set counting = 'working' where key = 'dialogue.notice'`
  await ward.sql`insert into holidays (date, kind, name, source, source_date, state, changed_at)
    values ('2026-11-26', 'off', 'Nghỉ theo thông báo', 'Thông báo của Thủ tướng', '2026-11-01', 'verified', now())`
  const { session } = await announce()
  const { law } = await drawUpProof(ward.house.database, session.id, ward.house.clock.now())
  // Saturday, 5 December: seven working days before it is 26 November, which is off.
  expect(law?.lastDay).toBe('2026-11-25')
  await ward.sql`update rules set counting = 'calendar' where key = 'dialogue.notice'`
  await ward.sql`delete from holidays where date = '2026-11-26'`
})

test('the reason for a late notice stands in the proof, and the law was not kept', async () => {
  const session = await ward.call(front, {
    rhythm: 'ad_hoc',
    startsAt: new Date(ward.house.clock.now().getTime() + 3 * 86_400_000),
    endsAt: null,
    collectionOpensAt: ward.house.clock.now(),
    collectionClosesAt: new Date(ward.house.clock.now().getTime() + 2 * 86_400_000),
  })
  const { broadcast } = await ward.as(front, async (scope) => draftAnnouncement(scope, { dialogueId: session.id }))
  const lateBecause = 'Nước sông lên nhanh'
  await ward.as(approver, async (scope) => approveBroadcast(scope, { id: broadcast.id, version: 1, lateBecause }))
  await runFanOut({ house: ward.house, audience: audiencePage })
  await ward.deliver(refOf(broadcast.id))
  const { law, notices } = await drawUpProof(ward.house.database, session.id, ward.house.clock.now())
  expect(law).toMatchObject({ isKept: false, lateWhy: lateBecause })
  expect(law?.firstSentOn).not.toBeNull()
  expect(notices[0]?.lateWhy).toBe(lateBecause)
})

test('a message or a result to the people of a session is no part of the proof', async () => {
  const { session } = await announce()
  await ward.sql`insert into broadcasts (id, kind, dialogue_id, unit_id, state, audience_units, circle, facts, dialogue_version, created_by, created_at, approved_by, approved_at, updated_at)
    select gen_random_uuid(), 'message', dialogue_id, unit_id, 'done', audience_units, '{"of":["told"],"organisations":[]}', facts, dialogue_version, created_by, created_at, approved_by, approved_at, updated_at
    from broadcasts where dialogue_id = ${session.id}`
  const { notices } = await drawUpProof(ward.house.database, session.id, ward.house.clock.now())
  expect(notices.map(({ kind }) => kind)).toEqual(['announcement'])
})

test('the digest of a proof that was kept stands in the audit, and belongs to that proof alone', async () => {
  const { session } = await announce()
  const { proof, digest } = await ward.as(approver, async (scope) => await keepProof(scope, { dialogueId: session.id }))
  expect(digestOfProof(JSON.parse(JSON.stringify(proof)))).toBe(digest)
  expect(await keptProofs(ward.house.database, session.id)).toMatchObject([{ digest }])
  const leader = await ward.officer(['leader'])
  const other = ward.as(leader, async (scope) => await keepProof(scope, { dialogueId: session.id }))
  await expect(other).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('chat links name the accounts that are at work and carry the notice', async () => {
  const { chats, verify } = await publicLinks(ward.house.database, 'https://x.vn', '204812')
  expect(verify).toBe('https://x.vn/verify/204812')
  expect(chats).toEqual([
    { name: 'zalo', url: 'https://zalo.me/zalo:oa' },
    { name: 'web', url: 'https://x.vn/chat?start=d_204812' },
  ])
})
