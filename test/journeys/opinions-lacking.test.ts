import { afterAll, beforeAll, expect, test } from 'vitest'
import { callDialogue, markTold } from '../../src/dialogues/index.ts'
import { officer, ward } from '../integration/questions/question-house.ts'
import { codeIn, openStage, type Stage } from './opinions-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(async () => await stage.close())

const day = 86_400_000
const front = officer('front_officer', ward)

/** A session of which half is meant for ideas, and that nine grievances have reached. */
const lopsided = async (): Promise<void> => {
  const now = stage.house.clock.now().getTime()
  const startsAt = new Date(now + 14 * day)
  const collectionClosesAt = new Date(now + 12 * day)
  const { id, title, noticeCode } = await stage.as(
    front,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00001',
        title: 'Đối thoại quý IV',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'consult',
        plannedShares: { livelihood: 50, idea: 50 },
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt,
        collectionOpensAt: new Date(now - day),
        collectionClosesAt,
        hotline: '024 3825 1234',
      }),
  )
  const approver = officer('approver', ward)
  await stage.as(approver, async (scope) => await markTold(scope, { id, version: 1, kind: 'announcement' }))
  stage.sessions.push({ id, title, unitId: '00001', noticeCode, startsAt })
  for (let index = 0; index < 9; index += 1) {
    await stage.handIn(await stage.meet(9_000 + index), {
      dialogueId: id,
      text: `Ngõ ${index} ngập mỗi khi trời mưa to`,
    })
  }
}

const invitation = 'Buổi này còn ít hiến kế; ông/bà có ý tưởng gì không? Xin nhắn HIENKE kèm ý tưởng.'

test('the receipt invites what the session lacks, once a person, and never somebody who stays anonymous', async () => {
  await lopsided()
  const anonymous = await stage.resident({ naming: 'anonymous' })
  expect(await anonymous.say('Vỉa hè phố tôi bị chiếm hết chỗ đi bộ', '1')).not.toContain('HIENKE kèm')
  const author = await stage.resident()
  const receipt = await author.say('Đèn đường trước cổng chợ hỏng đã một tháng', '1')
  expect(codeIn(receipt)).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(receipt).toContain(invitation)
  expect(await author.say('Cống trước nhà văn hóa bị tắc, nước tràn ra đường', '1')).not.toContain('HIENKE kèm')
})
