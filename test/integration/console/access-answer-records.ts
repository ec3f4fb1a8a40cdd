import { draftAnswer } from '../../../src/answers/index.ts'
import { createDatabaseStorage, storeUploaded } from '../../../src/attachments/index.ts'
import { act, type House } from '../../../src/database/index.ts'
import { vietnamDate } from '../../../src/kernel/calendar/plain-date.ts'
import { enterOpinionFor, keepOpinion } from '../../../src/questions/index.ts'
import { plainHead } from '../questions/items/item-stage.ts'
import { maker, pathA } from './access-form-records.ts'

const aPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n')

/** A matter of unit A with an answer that is being written, and a document to it. */
export const draftedAnswer = async (house: House): Promise<{ readonly item: string; readonly file: string }> => {
  const stored = await storeUploaded(house, createDatabaseStorage(house.keyring), maker, { bytes: aPdf, name: 'tep' })
  if (!stored.ok) throw new Error(stored.why)
  const today = vietnamDate(house.clock.now())
  const item = await act(house, maker, async (scope) => {
    const entered = await enterOpinionFor(scope, {
      unitPath: pathA,
      opinionClass: 'livelihood',
      naming: 'sealed',
      text: 'Rác ở ngõ 12 ba ngày không ai thu',
      channel: 'desk',
      language: 'vi',
    })
    const { itemId } = await keepOpinion(scope, { ...plainHead, opinionId: entered.opinionId })
    await draftAnswer(scope, {
      itemId,
      version: 0,
      decision: 'resolved',
      words: 'Công ty Môi trường đô thị đã thu hết rác tồn ở ngõ 12 và từ hôm nay xe vào ngõ lúc 18 giờ mỗi ngày.',
      basis: 'Biên bản kiểm tra số 27/BB-UBND',
      responsible: '',
      dueOn: null,
      doneOn: today,
      whatIsNew: '',
      answeringBody: 'Ủy ban nhân dân phường Cửa Nam',
      post: 'Chủ tịch',
      personName: null,
      answeredOn: today,
      attachmentIds: [stored.attachmentId],
    })
    return itemId
  })
  return { item, file: stored.attachmentId }
}

/** A matter of unit A whose answer was approved. */
export const approvedAnswer = async (house: House): Promise<{ readonly item: string }> => {
  const { item } = await draftedAnswer(house)
  await house.database.$client`
    update item_answers set state = 'approved', approved_at = now(), approved_by = written_by where item_id = ${item}`
  return { item }
}
