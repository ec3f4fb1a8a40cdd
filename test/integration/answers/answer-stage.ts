import {
  answerNews,
  answersOfItem,
  approveAnswer,
  askAnswerApproval,
  draftAnswer,
  noteAnswersTold,
  type Answer,
  type AnswerDraft,
  type AnswerNews,
} from '../../../src/answers/index.ts'
import { systemActor, type OfficerActor, type Role } from '../../../src/kernel/actor.ts'
import { vietnamDate } from '../../../src/kernel/calendar/plain-date.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { ward } from '../questions/question-house.ts'
import { openItemStage } from '../questions/items/item-stage.ts'

export const officerOf = (...roles: readonly Role[]): OfficerActor => ({
  kind: 'officer',
  officerId: newId(),
  grants: roles.map((role) => ({ role, unitId: ward.at(-1) ?? '', unitPath: ward })),
})

/** Matters of a ward with who writes and who approves answers to them. */
export const openAnswerStage = async () => {
  const stage = await openItemStage()
  const { database, keyring, clock } = stage.house
  const writer = officerOf('front_officer')
  const approver = officerOf('approver')
  const today = () => vietnamDate(clock.now())

  const words = (changes: Partial<AnswerDraft> = {}): AnswerDraft => ({
    decision: 'resolved',
    words: 'Công ty Môi trường đô thị đã thu hết rác tồn ở ngõ 12 và từ hôm nay xe vào ngõ lúc 18 giờ mỗi ngày.',
    basis: 'Biên bản kiểm tra số 27/BB-UBND',
    responsible: '',
    dueOn: null,
    doneOn: today(),
    whatIsNew: '',
    answeringBody: 'Ủy ban nhân dân phường Cửa Nam',
    post: 'Chủ tịch',
    personName: null,
    answeredOn: today(),
    ...changes,
  })
  const latest = async (itemId: string): Promise<Answer> => {
    const [answer] = await answersOfItem(database, keyring, itemId)
    if (!answer) throw new Error('no answer')
    return answer
  }
  const draft = async (itemId: string, changes: Partial<AnswerDraft> = {}, version = 0): Promise<Answer> => {
    await stage.as(writer, async (scope) => await draftAnswer(scope, { ...words(changes), itemId, version }))
    return await latest(itemId)
  }
  const ask = async (answer: Answer): Promise<Answer> => {
    const known = { answerId: answer.id, version: answer.version }
    await stage.as(writer, async (scope) => await askAnswerApproval(scope, known))
    return await latest(answer.itemId)
  }
  const approve = async (answer: Answer): Promise<Answer> => {
    const known = { answerId: answer.id, version: answer.version }
    await stage.as(approver, async (scope) => await approveAnswer(scope, known))
    return await latest(answer.itemId)
  }
  const answered = async (itemId: string, changes: Partial<AnswerDraft> = {}): Promise<Answer> =>
    await approve(await ask(await draft(itemId, changes)))
  /** What is due to be told now; told when it is asked for. */
  const told = async (residentId?: string): Promise<readonly AnswerNews[]> =>
    await stage.as(systemActor('test'), async (scope) => {
      const page = { after: null, limit: 100, ...(residentId === undefined ? {} : { residentId }) }
      const news = await answerNews(scope, page)
      await noteAnswersTold(scope, news)
      return news
    })
  return { ...stage, writer, approver, words, draft, ask, approve, answered, told, latest, today }
}

export type AnswerStage = Awaited<ReturnType<typeof openAnswerStage>>
