import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { tellTriage } from '../../src/conversation/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import {
  contestedRefusals,
  decideContest,
  refuseOpinion,
  removeIdentityPhoto,
  refusalUntoldMinutes,
  undoTriage,
  type RefusalReason,
} from '../../src/questions/index.ts'
import { city, officer, ward } from '../integration/questions/question-house.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => await stage.clear())
afterAll(async () => await stage.close())

const lan = officer('front_officer', ward)
const minh = officer('front_officer', ward)
const above = officer('front_officer', city)
const url = 'https://mattran.example'

const onlyId = async (): Promise<string> => {
  const [row] = await stage.house.database.$client`select id from opinions`
  return String(row?.['id'])
}
const refuse = async (why: RefusalReason, words: string): Promise<string> => {
  const opinionId = await onlyId()
  await stage.as(lan, async (scope) => await refuseOpinion(scope, { opinionId, why, words }))
  return opinionId
}
const runJob = async (minutes = refusalUntoldMinutes + 1): Promise<number> => {
  stage.house.clock.advance(minutes * 60_000)
  return await stage.as(systemActor('tell-triage'), async (scope) => await tellTriage(scope, url))
}
const contests = async () => await contestedRefusals(stage.house.database, stage.house.keyring, ['00001'])
const triageOf = async (id: string) =>
  (await stage.house.database.$client`select triage, item_id from opinions where id = ${id}`)[0]

test('a refusal is told with its reason, the words and the rule; contested by a number and words, another officer reopens it', async () => {
  const person = await stage.resident()
  const code = codeIn(await person.say('đèn hỏng', '1'))
  const opinionId = await refuse('unclear', 'Xin cho biết đèn ở ngõ nào')
  expect(await runJob(1)).toBe(0)
  expect(await runJob()).toBe(1)
  const told = await person.send()
  expect(told).toContain(code)
  expect(told).toContain('Chưa rõ nội dung')
  expect(told).toContain('Xin cho biết đèn ở ngõ nào')
  expect(told).toContain(`${url}/quy-tac`)
  expect(told).toMatch(/1\. Tôi không đồng ý\n2\. Tôi đã rõ/)
  expect(await runJob()).toBe(0)

  expect(await person.say('1')).toContain('vì sao không đồng ý')
  expect(await person.say('Tôi đã ghi là ngõ 3 phố Cửa Nam rồi')).toContain('Một cán bộ khác sẽ xem lại')
  const [contest] = await contests()
  expect(contest).toMatchObject({
    opinionId,
    why: 'unclear',
    contestWords: 'Tôi đã ghi là ngõ 3 phố Cửa Nam rồi',
    refusedBy: lan.officerId,
  })
  const decide = { opinionId, seq: contest?.seq ?? 0, outcome: 'reopened' } as const
  await expect(stage.as(lan, async (scope) => await decideContest(scope, decide))).rejects.toMatchObject({
    phrase: 'triage:contest.ownRefusal',
  })
  await stage.as(minh, async (scope) => await decideContest(scope, decide))
  await expect(stage.as(minh, async (scope) => await decideContest(scope, decide))).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  expect(await triageOf(opinionId)).toMatchObject({ triage: 'waiting' })
  expect(await contests()).toEqual([])
  expect(await runJob()).toBe(1)
  expect(await person.send()).toContain('đồng ý với ông/bà')
})

test('upheld by the level above where the ward has one officer; then it is final, also after TRACUU', async () => {
  const person = await stage.resident()
  const code = codeIn(await person.say('mua bán nhà đất giá tốt', '1'))
  const opinionId = await refuse('off_topic', '')
  await runJob()
  await person.send()
  await person.say('1', 'Đây là việc của phường')
  const seq = (await contests())[0]?.seq ?? 0
  await stage.as(above, async (scope) => await decideContest(scope, { opinionId, seq, outcome: 'upheld' }))
  await runJob()
  expect(await person.send()).toContain('giữ nguyên việc không tiếp nhận (Ngoài phạm vi tiếp nhận)')
  const shown = await person.say(`TRACUU ${code}`)
  expect(shown).toContain('đã xem lại và giữ nguyên')
  expect(shown).not.toContain('Tôi không đồng ý')
})

test('what is undone before it is told is told to nobody; what was told cannot be undone', async () => {
  const person = await stage.resident()
  await person.say('đèn hỏng', '1')
  const opinionId = await refuse('spam', '')
  await stage.as(minh, async (scope) => await undoTriage(scope, { opinionId }))
  expect(await triageOf(opinionId)).toMatchObject({ triage: 'waiting' })
  expect(await runJob()).toBe(0)
  await refuse('repeat', '')
  expect(await runJob()).toBe(1)
  await expect(stage.as(minh, async (scope) => await undoTriage(scope, { opinionId }))).rejects.toMatchObject({
    phrase: 'triage:undo.told',
  })
})

test('an anonymous author reads the reason by the code and contests with it, and no link is kept', async () => {
  const person = await stage.resident({ naming: 'anonymous' })
  const code = codeIn(await person.say('cán bộ tiếp dân chậm', '1'))
  await refuse('unclear', 'Xin cho biết ở bộ phận nào')
  expect(await runJob()).toBe(0)
  const shown = await person.say(`TRACUU ${code}`)
  expect(shown).toContain('Xin cho biết ở bộ phận nào')
  expect(shown).toContain('3. Tôi không đồng ý')
  expect(await person.say('3')).toContain('mã biên nhận')
  expect(await person.say(`${code} bộ phận một cửa tôi đã nói rõ`)).toContain('Đã ghi nhận')
  expect((await contests())[0]).toMatchObject({ contestWords: 'bộ phận một cửa tôi đã nói rõ' })
  expect(stage.scrubbed).toContain(person.chatId)
  expect(await person.say(`TRACUU ${code}`)).toContain('một cán bộ khác đang xem lại')
})

test("somebody else's refusal cannot be contested", async () => {
  const person = await stage.resident()
  const code = codeIn(await person.say('đèn hỏng', '1'))
  await refuse('spam', '')
  const other = await stage.resident()
  const shown = await other.say(`TRACUU ${code}`)
  expect(shown).not.toContain('không đồng ý')
  expect(shown).not.toContain('Quảng cáo')
})

test('a picture of an identity paper is deleted for good, its sender is told once, and the words stay', async () => {
  const person = await stage.resident()
  await person.photo('Giấy tờ của tôi bị làm sai, xin xem giúp')
  await person.say('1')
  const opinionId = await onlyId()
  const [file] = await stage.house.database.$client`select id from attachments`
  const input = { opinionId, attachmentId: String(file?.['id']) }
  const remove = async () =>
    await stage.as(lan, async (scope) => await removeIdentityPhoto(scope, stage.storage, input))
  const stranger = officer('front_officer', ['vn', '01', '00002'])
  await expect(
    stage.as(stranger, async (scope) => await removeIdentityPhoto(scope, stage.storage, input)),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await remove()
  await remove()
  const [gone] = await stage.house.database.$client`select state, source, name from attachments`
  expect(gone).toMatchObject({ state: 'erased', source: null, name: null })
  expect(await runJob(1)).toBe(1)
  expect(await person.send()).toContain('có giấy tờ tùy thân, nên cán bộ đã xóa')
  expect(await runJob(1)).toBe(0)
  expect(await triageOf(opinionId)).toMatchObject({ triage: 'waiting' })
  expect((await stage.list())[0]?.wordings?.[0]?.text).toContain('xin xem giúp')
})
