import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { addWorkingDays } from '../kernel/calendar/working-days.ts'
import { readPlainDate, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { newId } from '../kernel/ids.ts'
import { grantsOf } from '../officers/index.ts'
import { listItems } from '../questions/index.ts'
import { workingCalendars } from '../rules/index.ts'
import { lineTitleMax } from './agenda.ts'
import { requireLine, requireText } from './read-line.ts'
import { insertRequest } from './request-store.ts'
import { questionMax, requestBodyMax, usualDays } from './request.ts'
import { takeSession } from './take-session.ts'
import { wrongField } from './wrong-field.ts'

type Input = {
  readonly dialogueId: string
  readonly body: string
  readonly about: string
  readonly question: string
  /** `YYYY-MM-DD`; so many working days from today where left out. */
  readonly dueOn?: string
  readonly itemId?: string
  readonly topicId?: string
  /** A responder who alone may answer; any of the unit where left out. */
  readonly officerId?: string
}

const dayOf = async (scope: Scope, given: string | undefined, today: PlainDate): Promise<PlainDate> => {
  if (given === undefined || given === '') {
    return addWorkingDays(today, usualDays, await workingCalendars(scope.tx))
  }
  const day = readPlainDate(given)
  if (!day) throw wrongField('dueOn', 'noDay')
  if (day < today) throw wrongField('dueOn', 'past')
  return day
}

/** Asks an agency for the draft of an answer, until a day. */
export const requestAnswer = async (scope: Scope, input: Input): Promise<string> => {
  requireOfficer(scope.actor)
  const { dialogue, unit, officerId } = await takeSession(scope, input.dialogueId)
  const body = requireLine(input.body, { field: 'body', max: requestBodyMax })
  const about = requireLine(input.about, { field: 'about', max: lineTitleMax })
  const question = requireText(input.question, { field: 'question', max: questionMax })
  const now = scope.clock.now()
  const askedOn = vietnamDate(now)
  const dueOn = await dayOf(scope, input.dueOn, askedOn)
  const items = await listItems(scope.tx, { dialogueId: dialogue.id }, { limit: 1_000 })
  const item = items.find(({ id }) => id === input.itemId)
  if (input.itemId !== undefined && !item) throw wrongField('itemId', 'item')
  if (input.topicId !== undefined && !items.some(({ topicId }) => topicId === input.topicId)) {
    throw wrongField('itemId', 'item')
  }
  if (input.officerId !== undefined) {
    const grants = (await grantsOf(scope.tx, [input.officerId])).get(input.officerId) ?? []
    const mayAnswer = grants.some(({ role, unitId }) => role === 'responder' && unit.path.includes(unitId))
    if (!mayAnswer) throw wrongField('officerId', 'noResponder')
  }
  const id = newId()
  await insertRequest(scope.tx, {
    id,
    dialogueId: dialogue.id,
    unitId: unit.id,
    officerId: input.officerId ?? null,
    body,
    itemId: input.itemId ?? null,
    topicId: input.topicId ?? item?.topicId ?? null,
    about,
    question,
    askedOn,
    dueOn,
    createdBy: officerId,
    createdAt: now,
    updatedAt: now,
  })
  await recordAudit(scope, {
    action: 'answer_request.asked',
    subject: { kind: 'answer_request', id },
    unitId: unit.id,
    details: { dialogueId: dialogue.id, body, dueOn, itemId: input.itemId ?? null },
  })
  return id
}
