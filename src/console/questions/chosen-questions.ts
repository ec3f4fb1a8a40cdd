import type { FastifyRequest } from 'fastify'
import { listDialogues, type Dialogue } from '../../dialogues/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { opinionClasses, triageStates, type QuestionFilter, type QuestionsOf } from '../../questions/index.ts'
import { findUnit } from '../../units/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { readableDialogue } from '../readable-dialogue.ts'

/** Whose opinions a page shows: of the session or the unit in its address, else of the latest session, else of the own unit. */
export const chosenQuestions = async (
  door: Door,
  request: FastifyRequest,
  latest?: Dialogue,
): Promise<{ readonly of: QuestionsOf; readonly dialogue?: Dialogue } | undefined> => {
  const { database } = door.house
  const asked = queryOf(request, 'dialogue')
  if (isId(asked)) {
    const { dialogue } = await readableDialogue(door, request, asked)
    return { of: { dialogueId: dialogue.id }, dialogue }
  }
  const unitIds = readableUnits(signedInOf(request), readers)
  const states = ['announced', 'held', 'concluded'] as const
  const newest =
    asked === '' ? (latest ?? (await listDialogues(database, { unitIds, states, limit: 1 })).items[0]) : undefined
  if (newest) return { of: { dialogueId: newest.id }, dialogue: newest }
  const unitId = asked.startsWith('unit:') ? asked.slice(5) : unitIds[0]
  const unit = unitId === undefined ? undefined : await findUnit(database, unitId)
  if (unit && !holdsRole(actorOf(request), readers, unit.path)) {
    throw new AppError('FORBIDDEN', 'questions of another unit')
  }
  return unit && { of: { unitPath: unit.path } }
}

/** What of them, as the address says. */
export const readQuestionFilter = (request: FastifyRequest): QuestionFilter => {
  const opinionClass = opinionClasses.find((name) => name === queryOf(request, 'class'))
  const triage = triageStates.find((name) => name === queryOf(request, 'triage'))
  return {
    ...(opinionClass ? { opinionClass } : {}),
    ...(triage ? { triage } : {}),
    ...(queryOf(request, 'held') === 'yes' ? { held: true } : {}),
  }
}
