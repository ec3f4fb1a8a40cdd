import { act, type House } from '../../../src/database/index.ts'
import { approveHandover, askHandoverApproval, draftHandover, findHandover } from '../../../src/handover/index.ts'
import { enterOpinionFor, keepOpinion } from '../../../src/questions/index.ts'
import { plainHead } from '../questions/items/item-stage.ts'
import { maker, pathA, unitA } from './access-form-records.ts'

/** A matter of unit A that waits to be handed to a body, with its frozen dossier. */
export const askedHandover = async (house: House): Promise<{ id: string }> => {
  const id = await act(house, maker, async (scope) => {
    const entered = await enterOpinionFor(scope, {
      unitPath: pathA,
      opinionClass: 'livelihood',
      naming: 'sealed',
      text: 'Rác ở ngõ 12 ba ngày không ai thu',
      channel: 'desk',
      language: 'vi',
    })
    const { itemId } = await keepOpinion(scope, { ...plainHead, opinionId: entered.opinionId })
    const to = [{ body: 'Công ty Môi trường đô thị' }]
    return await draftHandover(scope, { unitId: unitA, itemIds: [itemId], to, number: '12/PC-MTTQ', note: '' })
  })
  const version = (await findHandover(house.database, id))?.version ?? 0
  await act(house, maker, async (scope) => await askHandoverApproval(scope, { id, version }))
  return { id }
}

const judge = { ...maker, officerId: '019abcde-0000-7000-8000-00000000c0df' }

/** The same, sent by a second person. */
export const sentHandover = async (house: House): Promise<{ id: string }> => {
  const { id } = await askedHandover(house)
  const version = (await findHandover(house.database, id))?.version ?? 0
  await act(house, judge, async (scope) => await approveHandover(scope, { id, version }))
  return { id }
}
