import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '../../../src/database/index.ts'
import {
  approveHandover,
  askHandoverApproval,
  digestOf,
  dossierBytes,
  draftHandover,
  dropHandover,
  findHandover,
  incomingHandovers,
  markHandoverOutcome,
  readDossier,
  receiveHandover,
  redactDossiersOf,
  returnHandover,
  sendBackHandover,
  sentHandovers,
  type Handover,
  type HandoverDraft,
} from '../../../src/handover/index.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { isAppError } from '../../../src/kernel/errors.ts'
import { eraseOpinionsOf } from '../../../src/questions/index.ts'
import { city, officer, otherWard, ward } from '../questions/question-house.ts'
import { openItemStage } from '../questions/items/item-stage.ts'

type Stage = Awaited<ReturnType<typeof openItemStage>>
let all: Stage
beforeAll(async () => {
  all = await openItemStage()
})
afterAll(async () => await all.close())

const front = officer('front_officer', ward)
const approver = officer('approver', ward)
const cityFront = officer('front_officer', city)
const cityApprover = officer('approver', city)
const neighbour = officer('front_officer', otherWard)
const company = 'Công ty Môi trường đô thị'

/** The phrase of the refusal, or "done". */
const refusal = async (actor: Actor, work: (scope: Scope) => Promise<unknown>): Promise<string> =>
  await all.as(actor, work).then(
    () => 'done',
    (error: unknown) => {
      if (!isAppError(error)) throw error
      return error.phrase ?? error.code
    },
  )

const current = async (id: string): Promise<Handover> => {
  const found = await findHandover(all.house.database, id)
  if (!found) throw new Error('the handover is gone')
  return found
}
const seen = async (id: string) => ({ id, version: (await current(id)).version })
const draft = async (itemIds: readonly string[], changes: Partial<HandoverDraft> = {}, actor: Actor = front) => {
  const input = { unitId: '00001', itemIds, to: [{ unitId: '01' }], number: '12/PC-MTTQ', note: '', ...changes }
  return await all.as(actor, async (scope) => await draftHandover(scope, input))
}
const ask = async (id: string, actor: Actor = front): Promise<void> => {
  const input = await seen(id)
  await all.as(actor, async (scope) => await askHandoverApproval(scope, input))
}
const send = async (id: string): Promise<void> => {
  await ask(id)
  const input = await seen(id)
  await all.as(approver, async (scope) => await approveHandover(scope, input))
}
const receive = async (id: string, actor: Actor = cityFront, seq = 0): Promise<void> => {
  const input = { ...(await seen(id)), seq, name: 'Nguyễn Văn Nhận', post: 'Chuyên viên' }
  await all.as(actor, async (scope) => await receiveHandover(scope, input))
}
const giveBack = async (id: string, actor: Actor, changes: Record<string, string> = {}) => {
  const input = { ...(await seen(id)), seq: 0, reason: 'not_competent', competentBody: company, words: '', ...changes }
  return await refusal(actor, async (scope) => await returnHandover(scope, input))
}
const dossierOf = async (id: string) => {
  const found = await readDossier(all.house.database, all.house.keyring, id)
  if (!found) throw new Error('no dossier')
  return found
}

test('merged matters go to the city with all their wordings, are sent by a second person, received and answered', async () => {
  const one = await all.keep({ text: 'Rác ở ngõ 12 ba ngày không ai thu' }, { title: 'Thu gom rác ở ngõ 12' })
  const other = await all.keep({ text: 'Ngõ 12 hôi quá, gọi cô Lan 0912345678' })
  await all.merge(one.itemId, [one.itemId, other.itemId])
  const id = await draft([one.itemId])
  expect(await incomingHandovers(all.house.database, { unitIds: ['01'], limit: 9 })).toEqual([])
  await ask(id)
  const asked = await seen(id)
  expect(await refusal(front, async (scope) => await approveHandover(scope, asked))).toBe('errors:forbidden')
  await all.as(approver, async (scope) => await approveHandover(scope, asked))
  const { dossier, digest } = await dossierOf(id)
  expect(dossier.counts).toMatchObject({ items: 1, opinions: 2, persons: 2, unknown: 0 })
  expect(dossier.items[0]?.opinions.flatMap(({ wordings }) => wordings.map(({ text }) => text))).toEqual([
    'Rác ở ngõ 12 ba ngày không ai thu',
    'Ngõ 12 hôi quá, gọi cô Lan 0912345678',
  ])
  expect(digestOf(dossierBytes(dossier))).toBe(digest)
  expect(JSON.stringify(dossier)).not.toContain(one.person.residentId)
  expect(await incomingHandovers(all.house.database, { unitIds: ['01'], limit: 9 })).toMatchObject([
    { id, state: 'sent' },
  ])
  const due = { ...(await seen(id)), seq: 0, name: 'Ai đó', post: 'Cán bộ' }
  expect(await refusal(neighbour, async (scope) => await receiveHandover(scope, due))).toBe('errors:forbidden')
  expect(await refusal(front, async (scope) => await receiveHandover(scope, due))).toBe('errors:forbidden')
  await receive(id)
  expect(await current(id)).toMatchObject({ state: 'received', parties: [{ receivedName: 'Nguyễn Văn Nhận' }] })
  const item = { ...(await seen(id)), seq: 0, itemId: one.itemId, outcome: 'declined', words: '' }
  expect(await refusal(cityFront, async (scope) => await markHandoverOutcome(scope, item))).toBe(
    'handover:wrong.missing',
  )
  await all.as(cityFront, async (scope) => await markHandoverOutcome(scope, { ...item, outcome: 'resolved' }))
  expect(await current(id)).toMatchObject({ state: 'done', items: [{ outcome: 'resolved' }] })
})

test('a dossier that is made twice of the same matters has the same bytes', async () => {
  const { itemId } = await all.keep({ text: 'Đèn đường hỏng ở ngõ 7' })
  const id = await draft([itemId])
  await ask(id)
  const first = (await current(id)).dossiers[0]
  const again = await seen(id)
  await all.as(approver, async (scope) => await sendBackHandover(scope, { ...again, why: 'Ghi rõ số, ký hiệu' }))
  expect(await current(id)).toMatchObject({ state: 'draft', sentBackWhy: 'Ghi rõ số, ký hiệu' })
  await ask(id)
  const { dossiers } = await current(id)
  expect(dossiers.map(({ revision }) => revision)).toEqual([2, 1])
  expect(dossiers[0]?.digest).toBe(first?.digest)
})

test('returned as not competent it names who is, stands first in the list, and goes on to them, never back', async () => {
  const { itemId } = await all.keep({ text: 'Xe rác đi qua lúc nửa đêm' })
  const id = await draft([itemId])
  expect(await refusal(front, async (scope) => await draftHandover(scope, { ...twice, itemIds: [itemId] }))).toBe(
    'handover:wrong.underWay',
  )
  await send(id)
  expect(await giveBack(id, cityFront, { competentBody: ' ' })).toBe('handover:wrong.missing')
  expect(await giveBack(id, cityFront, { reason: 'chỉ thế' })).toBe('handover:wrong.missing')
  expect(await giveBack(id, cityFront)).toBe('done')
  const [first] = await sentHandovers(all.house.database, { unitIds: ['00001'], limit: 50 })
  expect(first).toMatchObject({ id, state: 'returned', parties: [{ competentBody: company }] })
  const back = { ...twice, itemIds: [itemId] }
  expect(await refusal(front, async (scope) => await draftHandover(scope, back))).toBe('handover:wrong.circle')
  const onward = await draft([itemId], { to: [{ body: company }] })
  await send(onward)
  expect((await dossierOf(onward)).dossier.isMasked).toBe(true)
  await receive(onward, front)
  expect(await giveBack(onward, front, { competentBody: 'Sở Xây dựng' })).toBe('done')
  const named = { ...twice, itemIds: [itemId], to: [{ body: 'CÔNG TY MÔI TRƯỜNG ĐÔ THỊ' }] }
  expect(await refusal(front, async (scope) => await draftHandover(scope, named))).toBe('handover:wrong.circle')
})
const twice: HandoverDraft = { unitId: '00001', itemIds: [], to: [{ unitId: '01' }], number: '', note: '' }

test('who received a matter may hand it on, but not to the one who sent it', async () => {
  const { itemId } = await all.keep({ text: 'Cống ở ngõ 9 tắc' })
  const id = await draft([itemId], { to: [{ unitId: '00002' }] })
  await send(id)
  const onward = { ...twice, unitId: '00002', itemIds: [itemId] }
  expect(await refusal(neighbour, async (scope) => await draftHandover(scope, onward))).toBe('handover:wrong.goneItem')
  await receive(id, neighbour)
  const home = { ...onward, to: [{ unitId: '00001' }] }
  expect(await refusal(neighbour, async (scope) => await draftHandover(scope, home))).toBe('handover:wrong.circle')
  expect(await refusal(neighbour, async (scope) => await draftHandover(scope, onward))).toBe('done')
})

test('what a body without an account reads is masked and names nobody', async () => {
  const { itemId } = await all.keep({
    text: 'Gọi ông Nguyễn Văn Tám, số 0912345678, về vỉa hè',
    naming: 'named',
    name: 'Trần Thị Bưởi',
  })
  const id = await draft([itemId], { to: [{ body: company }] })
  await ask(id)
  const text = JSON.stringify((await dossierOf(id)).dossier)
  expect(text).toContain('vỉa hè')
  expect(text).not.toMatch(/0912345678|Bưởi/u)
})

test('an erasure makes a revision without the words; the digest of the earlier one stays, its bytes go', async () => {
  const one = await all.keep({ text: 'Lời này rồi sẽ được xóa' })
  const other = await all.keep({ text: 'Lời này ở lại' })
  await all.merge(one.itemId, [one.itemId, other.itemId])
  const id = await draft([one.itemId])
  await send(id)
  const before = await dossierOf(id)
  const { residentId, actor } = one.person
  expect(await refusal(front, async (scope) => await redactDossiersOf(scope, residentId))).toBe('errors:forbidden')
  await all.as(actor, async (scope) => {
    await redactDossiersOf(scope, residentId)
    await eraseOpinionsOf(scope, all.storage, residentId)
  })
  const after = await dossierOf(id)
  const { dossiers } = await current(id)
  expect(dossiers).toMatchObject([
    { revision: 2, why: 'erased', digest: after.digest },
    { revision: 1, why: 'frozen', digest: before.digest },
  ])
  expect(after.digest).not.toBe(before.digest)
  expect(JSON.stringify(after.dossier)).not.toContain('rồi sẽ được xóa')
  expect(JSON.stringify(after.dossier)).toContain('Lời này ở lại')
  expect(after.dossier.counts.opinions).toBe(2)
  const kept = await all.house.database.$client<{ revision: number }[]>`
    select revision from handover_dossiers where handover_id = ${id} and content is not null`
  expect(kept.map(({ revision }) => revision)).toEqual([2])
})

test('bad input is refused in words and leaves nothing; what was changed meanwhile is not overwritten', async () => {
  const { itemId } = await all.keep({ text: 'Chợ cóc lấn vỉa hè' })
  const tried = async (changes: Partial<HandoverDraft>, actor: Actor = front): Promise<string> =>
    await refusal(actor, async (scope) => await draftHandover(scope, { ...twice, itemIds: [itemId], ...changes }))
  expect(await tried({ itemIds: [] })).toBe('handover:wrong.noItems')
  expect(await tried({ itemIds: ['khong-co'] })).toBe('handover:wrong.goneItem')
  expect(await tried({ to: [] })).toBe('handover:wrong.missing')
  expect(await tried({ to: [{ unitId: '00001' }] })).toBe('handover:wrong.toOneself')
  expect(await tried({ to: [{ unitId: '99' }] })).toBe('handover:wrong.unknownUnit')
  expect(await tried({ to: [{ body: company }, { body: 'công ty môi trường Đô Thị' }] })).toBe('handover:wrong.twice')
  expect(await tried({}, cityApprover)).toBe('errors:forbidden')
  expect(await tried({ unitId: '00002' }, neighbour)).toBe('handover:wrong.goneItem')
  const id = await draft([itemId])
  const old = { ...(await seen(id)), version: 0 }
  expect(await refusal(front, async (scope) => await askHandoverApproval(scope, old))).toBe('handover:changedMeanwhile')
  const now = await seen(id)
  await all.as(front, async (scope) => await dropHandover(scope, now))
  expect((await current(id)).state).toBe('dropped')
  const gone = await seen(id)
  expect(await refusal(front, async (scope) => await askHandoverApproval(scope, gone))).toBe('handover:notNow')
})
