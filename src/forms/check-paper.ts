import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { giveFormLeaves, newSalt, releaseFormLeaves } from '../receipts/index.ts'
import { addTallies, lockAnswer, noteChecked } from './answer-store.ts'
import { isOpenKind, questionsOf } from './content.ts'
import { onTheWay, walk, type Values } from './flow.ts'
import { readContent } from './form-views.ts'
import { firstFault } from './read-answer.ts'
import { faultError } from './submit-answer.ts'
import { requireState, takeForm } from './take-form.ts'
import { tally, type Counted } from './tally.ts'

/** Of paper forms one in ten is looked at by a second person, five at least. */
export const sampleOf = (papers: number): number => Math.min(papers, Math.max(5, Math.ceil(papers / 10)))

type Check = {
  readonly id: string
  readonly answerId: string
  /** What stands on the paper where it is not what was entered; left away when it is right. */
  readonly values?: Values
}

/**
 * A second person has compared a paper with what was entered: it is right, or is put right, and the figures with it.
 * Words of open questions are not compared, because nothing says whose they are.
 */
export const checkPaper = async (scope: Scope, input: Check): Promise<void> => {
  const { form, officer, unit } = await takeForm(scope, input.id, ['front_officer', 'approver'])
  requireState(form, ['open', 'closed'])
  const answer = isId(input.answerId) ? await lockAnswer(scope.tx, form.id, input.answerId) : undefined
  if (answer?.source !== 'paper') throw new AppError('NOT_FOUND', 'no such paper', { phrase: 'errors:notFound' })
  if (answer.enteredBy === officer.officerId) {
    throw new AppError('FORBIDDEN', 'whoever entered a paper does not check it', {
      phrase: 'form-paper:wrong.ownPaper',
    })
  }
  if (answer.checkedBy !== null) {
    throw new AppError('CONFLICT', 'this paper was checked already', { phrase: 'form-paper:wrong.checkedAlready' })
  }
  const { values } = input
  if (values) {
    const content = await readContent(scope.tx, form.id, answer.version)
    if (!content) throw new AppError('INTERNAL', `form ${form.id} has no version ${answer.version}`)
    const open = new Set(questionsOf(content).flatMap((item) => (isOpenKind(item.kind) ? [item.id] : [])))
    const before = answer.answers as Values
    const kept = Object.fromEntries(Object.entries(before).filter(([id]) => open.has(id)))
    const whole = { ...values, ...Object.fromEntries([...open].map((id) => [id, kept[id] ?? null])) }
    const { open: missing } = walk(content, whole)
    if (missing) throw faultError({ why: 'needed' }, missing.id)
    const after = onTheWay(content, whole)
    const wrong = firstFault(
      questionsOf(content).filter((item) => item.id in after && !open.has(item.id)),
      after,
    )
    if (wrong) throw faultError(wrong.fault, wrong.item.id)
    const counted = (answers: Values): Counted => ({ ...answer, answers, isPaper: true })
    const contents = new Map([[answer.version, content]])
    const gone = tally(contents, [counted(before)]).map((line) => ({
      ...line,
      persons: -line.persons,
      households: -line.households,
      aside: -line.aside,
    }))
    await addTallies(scope.tx, form.id, gone)
    await addTallies(scope.tx, form.id, tally(contents, [counted(after)]))
    const salt = newSalt()
    await noteChecked(scope.tx, answer.id, { by: officer.officerId, as: 'mended', mended: { answers: after, salt } })
    await releaseFormLeaves(scope, { answers: [answer], words: [] }, 'mended')
    await giveFormLeaves(scope, form, { answers: [{ ...answer, answers: after, salt }], words: [] })
  } else await noteChecked(scope.tx, answer.id, { by: officer.officerId, as: 'right' })
  await recordAudit(scope, {
    action: values ? 'form.paper_mended' : 'form.paper_checked',
    subject: { kind: 'form', id: form.id },
    unitId: unit.id,
  })
}
