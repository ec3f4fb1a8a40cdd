import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '../../../src/database/index.ts'
import {
  addRoute,
  approveHandover,
  askHandoverApproval,
  draftHandover,
  eraseHandoverTellings,
  findHandover,
  handedOnOfItem,
  handoverNews,
  makeHandoverLink,
  markHandoverOutcome,
  noteHandoversTold,
  openHandoverLink,
  readDossier,
  receiveByLink,
  receiveHandover,
  redactDossiersOf,
  removeRoute,
  returnByLink,
  returnHandover,
  routesFor,
  suggestRoute,
  zipDossier,
  type Receiver,
} from '../../../src/handover/index.ts'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { isAppError } from '../../../src/kernel/errors.ts'
import { eraseOpinionsOf, supportItem } from '../../../src/questions/index.ts'
import { collectionBalance } from '../../../src/reports/index.ts'
import { callDialogue, markTold } from '../../../src/dialogues/index.ts'
import { city, officer, otherWard, ward } from '../questions/question-house.ts'
import { openItemStage } from '../questions/items/item-stage.ts'

type Stage = Awaited<ReturnType<typeof openItemStage>>
let all: Stage
beforeAll(async () => {
  all = await openItemStage()
})
afterAll(async () => await all.close())

const job = systemActor('test')
const front = officer('front_officer', ward)
const approver = officer('approver', ward)
const cityFront = officer('front_officer', city)
const neighbour = officer('front_officer', otherWard)
const company = 'Công ty Môi trường đô thị'

const refusal = async (actor: Actor, work: (scope: Scope) => Promise<unknown>): Promise<string> =>
  await all.as(actor, work).then(
    () => 'done',
    (error: unknown) => {
      if (!isAppError(error)) throw error
      return error.phrase ?? error.code
    },
  )
const seen = async (id: string) => ({ id, version: (await findHandover(all.house.database, id))?.version ?? 0 })
const send = async (itemIds: readonly string[], to: Receiver = { unitId: '01' }): Promise<string> => {
  const input = { unitId: '00001', itemIds, to: [to], number: '12/PC-MTTQ', note: '' }
  const id = await all.as(front, async (scope) => await draftHandover(scope, input))
  const drafted = await seen(id)
  await all.as(front, async (scope) => await askHandoverApproval(scope, drafted))
  const asked = await seen(id)
  await all.as(approver, async (scope) => await approveHandover(scope, asked))
  return id
}
const told = async () =>
  await all.as(job, async (scope) => {
    const news = await handoverNews(scope, { after: null, limit: 100 })
    await noteHandoversTold(scope, news)
    return news
  })

test('whoever asked hears that it went, arrived and what became of it, once a step, each of their own matters only', async () => {
  const one = await all.keep({ text: 'Rác ở ngõ 12 ba ngày không ai thu' }, { title: 'Rác ở ngõ 12' })
  const other = await all.keep({ text: 'Đèn đường ngõ 7 hỏng' }, { title: 'Đèn ngõ 7' })
  const neighbourOf = await all.meet()
  await all.as(neighbourOf.actor, async (scope) => await supportItem(scope, { itemId: one.itemId }))
  const id = await send([one.itemId, other.itemId])
  const heard = new Map((await told()).map((news) => [news.residentId, news.matters.map(({ title }) => title)]))
  expect(heard).toEqual(
    new Map([
      [one.person.residentId, ['Rác ở ngõ 12']],
      [other.person.residentId, ['Đèn ngõ 7']],
      [neighbourOf.residentId, ['Rác ở ngõ 12']],
    ]),
  )
  expect(await told()).toEqual([])
  const sent = { ...(await seen(id)), seq: 0, name: 'Nguyễn Văn Nhận', post: 'Chuyên viên' }
  await all.as(cityFront, async (scope) => await receiveHandover(scope, sent))
  expect((await told()).map(({ matters }) => matters[0]?.state)).toEqual(['received', 'received', 'received'])
  const due = { ...(await seen(id)), seq: 0, itemId: one.itemId, outcome: 'resolved', words: 'Xe vào ngõ mỗi ngày' }
  await all.as(cityFront, async (scope) => await markHandoverOutcome(scope, due))
  const news = await told()
  const mine = news.find(({ residentId }) => residentId === one.person.residentId)
  expect(mine?.matters).toMatchObject([
    { outcome: 'resolved', outcomeWords: 'Xe vào ngõ mỗi ngày', to: 'Thành phố Hà Nội' },
  ])
  expect(await handedOnOfItem(all.house.database, one.itemId)).toMatchObject([
    { state: 'received', outcome: 'resolved' },
  ])
  await all.as(one.person.actor, async (scope) => await eraseHandoverTellings(scope, one.person.residentId))
  const left = await all.house.database.$client`
    select 1 from handover_tellings where resident_id = ${one.person.residentId}`
  expect(left).toHaveLength(0)
})

test('what was handed over counts as transferred until it comes back, and the balance adds up at every step', async () => {
  const starts = new Date(all.house.clock.now().getTime() + 14 * 86_400_000)
  const { id: dialogueId } = await all.as(front, async (scope) => {
    const made = await callDialogue(scope, {
      unitId: '00001',
      title: 'Đối thoại về vỉa hè',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'in_person',
      legalBasis: 'communal_dialogue',
      purpose: 'consult',
      hosts: [{ name: 'Ủy ban nhân dân phường' }],
      place: 'Hội trường',
      startsAt: starts,
      collectionClosesAt: new Date(starts.getTime() - 86_400_000),
      hotline: '024 3825 1234',
    })
    return made
  })
  await all.as(approver, async (scope) => await markTold(scope, { id: dialogueId, version: 1, kind: 'announcement' }))
  const balance = async () => await collectionBalance(all.house.database, dialogueId)
  const one = await all.keep({ text: 'Vỉa hè phố Huế bị lấn chiếm', dialogueId })
  const twin = await all.keep({ text: 'Phố Huế không còn vỉa hè', dialogueId })
  await all.keep({ text: 'Chợ cóc ngõ 3', dialogueId })
  await all.merge(one.itemId, [one.itemId, twin.itemId])
  expect(await balance()).toMatchObject({ received: 3, pending: 3, transferred: 0, faults: [] })
  const id = await send([one.itemId])
  expect(await balance()).toMatchObject({ received: 3, pending: 1, transferred: 2, faults: [] })
  const back = { ...(await seen(id)), seq: 0, reason: 'incomplete', competentBody: '', words: '' }
  await all.as(cityFront, async (scope) => await returnHandover(scope, back))
  expect(await balance()).toMatchObject({ received: 3, pending: 3, transferred: 0, faults: [] })
})

test('a body without an account reads, confirms and gives back by a link that is spent, replaced and too old in time', async () => {
  const { itemId } = await all.keep({ text: 'Cống ngõ 9 tắc' }, { title: 'Cống ngõ 9' })
  const id = await send([itemId], { body: company })
  const link = async (actor: Actor = front) => {
    const input = { ...(await seen(id)), seq: 0 }
    return await all.as(actor, async (scope) => await makeHandoverLink(scope, input))
  }
  await expect(link(neighbour)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const first = await link()
  const second = await link()
  expect(await openHandoverLink(all.house, first.token)).toBeUndefined()
  expect(await openHandoverLink(all.house, 'không phải')).toBeUndefined()
  expect((await openHandoverLink(all.house, second.token))?.party.name).toBe(company)
  const kept = await all.house.database.$client`select link_hash from handover_parties where handover_id = ${id}`
  expect(String(kept[0]?.['link_hash'])).not.toContain(second.token)
  await expect(receiveByLink(all.house, second.token, { name: '', post: 'Trưởng phòng' })).rejects.toMatchObject({
    field: 'name',
  })
  // Two who press at once: one receipt.
  const receipt = { name: 'Lê Thị Nhận', post: 'Trưởng phòng' }
  const both = await Promise.allSettled([1, 2].map(async () => await receiveByLink(all.house, second.token, receipt)))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await findHandover(all.house.database, id)).toMatchObject({
    state: 'received',
    parties: [{ receivedName: 'Lê Thị Nhận', receivedPost: 'Trưởng phòng' }],
  })
  expect(await openHandoverLink(all.house, second.token)).toBeUndefined()
  await expect(link()).rejects.toMatchObject({ phrase: 'handover:notNow' })
  const other = await send([(await all.keep({ text: 'Xe rác đi đêm' })).itemId], { body: company })
  const input = { ...(await seen(other)), seq: 0 }
  const { token } = await all.as(front, async (scope) => await makeHandoverLink(scope, input))
  const given = { reason: 'not_competent', competentBody: 'Sở Xây dựng', words: '' }
  await expect(returnByLink(all.house, token, { ...given, competentBody: '' })).rejects.toMatchObject({
    field: 'competentBody',
  })
  all.house.clock.advance(15 * 86_400_000)
  expect(await openHandoverLink(all.house, token)).toBeUndefined()
  await expect(returnByLink(all.house, token, given)).rejects.toMatchObject({ code: 'PRECONDITION' })
})

test('the dossier as one file holds note, list and dossier with their hashes, and is the same bytes when made twice', async () => {
  const { itemId } = await all.keep({ text: '=1+1 là câu bắt đầu như công thức', naming: 'sealed' })
  const id = await send([itemId], { body: company })
  const frozen = await readDossier(all.house.database, all.house.keyring, id)
  if (!frozen) throw new Error('no dossier')
  const made = zipDossier({ ...frozen, note: new Uint8Array([1, 2, 3]) })
  expect(
    Buffer.compare(Buffer.from(made), Buffer.from(zipDossier({ ...frozen, note: new Uint8Array([1, 2, 3]) }))),
  ).toBe(0)
  const { unzipSync, strFromU8 } = await import('fflate')
  const files = unzipSync(made)
  expect(Object.keys(files).toSorted()).toEqual([
    'danh-sach-y-kien.csv',
    'ho-so.json',
    'ke-khai.json',
    'phieu-chuyen.docx',
  ])
  expect(strFromU8(files['danh-sach-y-kien.csv'] ?? new Uint8Array())).toContain("'=1+1 là câu")
  expect(JSON.parse(strFromU8(files['ke-khai.json'] ?? new Uint8Array()))).toMatchObject({ dossier: frozen.digest })
})

test('an erasure at the very moment of freezing leaves no words in the dossier, whichever comes first', async () => {
  for (let round = 0; round < 8; round += 1) {
    const words = `Lời này biến mất vòng ${round}`
    const { itemId, person } = await all.keep({ text: words })
    await all.keep({ text: 'Lời khác' })
    const input = { unitId: '00001', itemIds: [itemId], to: [{ unitId: '01' }], number: '', note: '' }
    const id = await all.as(front, async (scope) => await draftHandover(scope, input))
    const drafted = await seen(id)
    await Promise.allSettled([
      all.as(front, async (scope) => await askHandoverApproval(scope, drafted)),
      all.as(person.actor, async (scope) => {
        await redactDossiersOf(scope, person.residentId)
        await eraseOpinionsOf(scope, all.storage, person.residentId)
      }),
    ])
    const frozen = await readDossier(all.house.database, all.house.keyring, id)
    expect(JSON.stringify(frozen ?? '')).not.toContain(words)
  }
})

test('the closest rule is suggested with its reason; rules belong to a unit and reach those below it', async () => {
  const topics = await all.house.database.$client`select id from topics order by position limit 2`
  const [topicId, otherTopic] = topics.map((row) => String(row['id']))
  const route = { topicId: null, competence: null, toUnitId: '', body: company }
  const add = async (actor: Actor, changes: object) =>
    await all.as(actor, async (scope) => await addRoute(scope, { ...route, unitId: '00001', ...changes }))
  await add(cityFront, { unitId: '01', topicId: topicId ?? null, competence: 'province', body: 'Sở Xây dựng' })
  const general = await add(front, {})
  const byTopic = await add(front, { topicId: topicId ?? null, body: 'Đội Thanh niên xung kích' })
  await add(front, { competence: 'province', toUnitId: '01', body: '' })
  const suggest = async (topic: string | undefined, competence: 'commune' | 'province') => {
    const found = suggestRoute(await routesFor(all.house.database, ward), {
      id: 'x',
      topicId: topic ?? null,
      competence,
    })
    return found && [found.route.to, found.by]
  }
  expect(await suggest(topicId, 'commune')).toEqual(['Đội Thanh niên xung kích', 'topic'])
  expect(await suggest(otherTopic, 'province')).toEqual(['Thành phố Hà Nội', 'competence'])
  expect(await suggest(otherTopic, 'commune')).toEqual([company, 'unit'])
  expect(
    suggestRoute(await routesFor(all.house.database, city), {
      id: 'x',
      topicId: topicId ?? null,
      competence: 'province',
    })?.by,
  ).toBe('both')
  expect(await refusal(neighbour, async (scope) => await removeRoute(scope, { id: byTopic }))).toBe('errors:forbidden')
  await all.as(front, async (scope) => await removeRoute(scope, { id: general }))
  expect(await suggest(otherTopic, 'commune')).toBeNull()
  const bad = async (changes: object) =>
    await refusal(front, async (scope) => await addRoute(scope, { ...route, unitId: '00001', ...changes }))
  expect(await bad({ body: ' ' })).toBe('handover:wrong.missing')
  expect(await bad({ toUnitId: '00001' })).toBe('handover:wrong.toOneself')
  expect(await bad({ toUnitId: '99' })).toBe('handover:wrong.unknownUnit')
  expect(await bad({ topicId: '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11' })).toBe('handover:wrong.topic')
  expect(await bad({ competence: 'sao hỏa' })).toBe('handover:wrong.missing')
  expect(await bad({ unitId: '00002' })).toBe('errors:forbidden')
})
