import {
  approveConclusion,
  askConclusionApproval,
  conclusionOf,
  draftConclusion,
  remark,
  remarksOf,
  saveTask,
  tasksOf,
} from '../../../src/conclusions/index.ts'
import { act, type House } from '../../../src/database/index.ts'
import { maker } from './access-form-records.ts'

const judge = { ...maker, officerId: '019abcde-0000-7000-8000-00000000c0de' }

/** A held session of unit A with an approved conclusion, its task and a remark that waits for its answer. */
export const concludedTask = async (
  house: House,
  dialogueId: string,
): Promise<{ readonly task: string; readonly remark: string }> => {
  const { database } = house
  const id = await act(house, maker, async (scope) => await draftConclusion(scope, { dialogueId }))
  const seen = async () => ({ id, version: (await conclusionOf(database, dialogueId))?.version ?? 0 })
  const fields = {
    words: 'Sửa cống ngõ 12',
    ownerPost: 'Phó Chủ tịch Ủy ban nhân dân phường',
    ownerName: '',
    areaMember: '',
    dueOn: '2099-12-31',
  } as const
  const first = await seen()
  await act(house, maker, async (scope) => await saveTask(scope, { ...first, fields }))
  const second = await seen()
  await act(house, maker, async (scope) => await askConclusionApproval(scope, second))
  const third = await seen()
  await act(house, judge, async (scope) => await approveConclusion(scope, third))
  const fourth = await seen()
  const said = { taskId: null, words: 'Niêm yết còn chậm.', answerBy: '2099-12-31' } as const
  await act(house, maker, async (scope) => await remark(scope, { ...fourth, ...said }))
  const [task] = await tasksOf(database, id)
  const [made] = await remarksOf(database, id)
  return { task: task?.id ?? '', remark: made?.id ?? '' }
}
