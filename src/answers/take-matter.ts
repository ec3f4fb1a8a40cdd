import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { itemsByIds, type Item } from '../questions/index.ts'
import type { Answer, AnswerState } from './answer.ts'
import { answerRow, lastAnswerRow, lockMatter } from './answer-store.ts'
import { asAnswer } from './answer-views.ts'
import { changedMeanwhile, notNow } from './wrong-field.ts'

/** Who writes answers: the Front, the leaders who answer, and agencies that owe one. */
export const writerRoles: readonly Role[] = ['front_officer', 'leader', 'responder']
export const approverRoles: readonly Role[] = ['approver']

type TakenMatter = { readonly item: Item; readonly last: Answer | undefined; readonly officerId: string }

const gone = (): AppError => new AppError('NOT_FOUND', 'no such matter', { phrase: 'answers:gone' })

/** The matter that an officer answers, locked, with its newest answer. */
export const takeMatter = async (scope: Scope, itemId: string, roles: readonly Role[]): Promise<TakenMatter> => {
  const { officerId } = requireOfficer(scope.actor)
  const [item] = isId(itemId) ? await itemsByIds(scope.tx, [itemId]) : []
  if (!item) throw gone()
  requireRole(scope.actor, roles, item.unitPath)
  await lockMatter(scope.tx, item.id)
  const row = await lastAnswerRow(scope.tx, item.id)
  return { item, last: row && asAnswer(scope.keyring, row), officerId }
}

type TakenAnswer = { readonly answer: Answer; readonly item: Item; readonly officerId: string }

/** An answer that an officer of its unit acts upon, its matter locked; refused in another state or version. */
export const takeAnswer = async (
  scope: Scope,
  input: { readonly answerId: string; readonly version: number },
  options: { readonly roles: readonly Role[]; readonly states: readonly AnswerState[] },
): Promise<TakenAnswer> => {
  const row = isId(input.answerId) ? await answerRow(scope.tx, input.answerId) : undefined
  if (!row) throw gone()
  const { item, last, officerId } = await takeMatter(scope, row.itemId, options.roles)
  if (!last || last.id !== row.id || last.version !== input.version) throw changedMeanwhile()
  if (!options.states.includes(last.state)) throw notNow(last.state)
  return { answer: last, item, officerId }
}
