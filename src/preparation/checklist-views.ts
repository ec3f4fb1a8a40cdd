import { eq } from 'drizzle-orm'
import { listBroadcasts } from '../broadcasts/index.ts'
import type { Queryable } from '../database/index.ts'
import { checklistTicks, runningScripts } from '../database/tables/preparation.ts'
import { noticeAdvice, type Dialogue } from '../dialogues/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { deadline } from '../kernel/calendar/working-days.ts'
import { countQuestions, listItems } from '../questions/index.ts'
import { findRule, workingCalendars } from '../rules/index.ts'
import { listAgenda } from './agenda-views.ts'
import { checklistOf, type ChecklistEntry, type ChecklistFacts } from './checklist.ts'
import { listParticipants } from './participant-views.ts'
import { readPreparation } from './preparation-views.ts'
import { requestsOfSession } from './request-views.ts'

const lawfulDays = async (
  database: Queryable,
  dialogue: Dialogue,
): Promise<Pick<ChecklistFacts, 'noticeDay' | 'resultDay'>> => {
  const day = vietnamDate(dialogue.startsAt)
  const calendars = await workingCalendars(database)
  const notice = noticeAdvice(dialogue, day, await findRule(database, 'dialogue.notice', day), calendars)
  const result = await findRule(database, 'dialogue.result', day)
  const ends = vietnamDate(dialogue.endsAt ?? dialogue.startsAt)
  return {
    noticeDay: notice.kind === 'no_rule' ? null : notice.lastDay,
    resultDay:
      result?.measure.kind === 'days' && result.appliesTo === dialogue.legalBasis
        ? deadline(ends, result.measure.days, result.measure.counting, calendars).date
        : null,
  }
}

const doneOf = async (database: Queryable, dialogue: Dialogue, now: Date): Promise<ChecklistFacts['done']> => {
  const { id } = dialogue
  const items = await listItems(database, { dialogueId: id }, { limit: 1_000 })
  const requests = await requestsOfSession(database, id)
  const people = (await listParticipants(database, id)).map(({ role }) => role)
  const sent = await listBroadcasts(database, id)
  const [script] = await database
    .select({ id: runningScripts.dialogueId })
    .from(runningScripts)
    .where(eq(runningScripts.dialogueId, id))
  const isClosed = dialogue.collectionClosesAt <= now
  const { waiting } = await countQuestions(database, { dialogueId: id })
  const isAsked = requests.some(({ state }) => state !== 'withdrawn')
  return {
    shares: Object.keys(dialogue.plannedShares).length > 0,
    pack: (dialogue.pack.summary ?? '') !== '' || (dialogue.pack.documents?.length ?? 0) > 0,
    rule: (await readPreparation(database, id)).version > 0,
    notice: dialogue.told !== null,
    chair: people.includes('chair') && people.includes('secretary'),
    triage: isClosed && waiting === 0 && items.every(({ title }) => title !== null),
    requests: isAsked || (isClosed && items.length === 0),
    agenda: (await listAgenda(database, id)).length > 0,
    answers: isAsked && requests.every(({ state }) => state !== 'asked'),
    script: script !== undefined,
    result: dialogue.state === 'concluded' || sent.some((one) => one.kind === 'result' && one.approvedAt !== null),
  }
}

/** The checklist of a session as it stands. */
export const readChecklist = async (database: Queryable, dialogue: Dialogue, now: Date): Promise<ChecklistEntry[]> => {
  const ticks = await database.select().from(checklistTicks).where(eq(checklistTicks.dialogueId, dialogue.id))
  const { startsAt, collectionClosesAt } = dialogue
  const facts = {
    startsAt,
    collectionClosesAt,
    ...(await lawfulDays(database, dialogue)),
    done: await doneOf(database, dialogue, now),
  }
  return checklistOf(facts, ticks, vietnamDate(now))
}
