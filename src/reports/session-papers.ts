import { attendanceFigures } from '../attendance/index.ts'
import type { Queryable } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { fillTemplate, templateInForce, type FieldValues, type OfficialDocument } from '../documents/index.ts'
import { listFloor, listNotes, readHall } from '../hall/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { listAgenda, listParticipants } from '../preparation/index.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { collectionBalance } from './balance-views.ts'
import type { Office } from './office-values.ts'
import { reportFacts } from './report-facts-views.ts'
import { requireBalance } from './require-balance.ts'
import { reportValues } from './session-report.ts'
import { minutesValues, sessionValues, type SessionFacts } from './session-values.ts'

/** What an office issues about one session. */
export const sessionPapers = ['notice', 'invitation', 'minutes', 'session_report'] as const
export type SessionPaper = (typeof sessionPapers)[number]

/** Whether a session is so far that this paper has something to say. */
export const isDueFor = (paper: SessionPaper, { state }: Pick<Dialogue, 'state'>): boolean => {
  if (paper === 'notice' || paper === 'invitation') return state !== 'cancelled'
  if (paper === 'minutes') return state === 'held' || state === 'concluded'
  return state !== 'draft'
}

export const officeOf = async (database: Queryable, unit: Unit): Promise<Office> => {
  const above = unit.path.at(-2)
  return { unit, above: above === undefined ? undefined : await findUnit(database, above) }
}

type Asked = {
  readonly dialogue: Dialogue
  readonly unit: Unit
  readonly paper: SessionPaper
  readonly now: Date
}

const valuesOf = async (
  database: Queryable,
  keyring: Keyring,
  { dialogue, paper }: Asked,
  session: SessionFacts,
): Promise<FieldValues> => {
  if (paper === 'notice' || paper === 'invitation') return sessionValues(session)
  const { came } = await attendanceFigures(database, dialogue.id)
  if (paper === 'minutes') {
    const [hall, notes, floor] = await Promise.all([
      readHall(database, dialogue.id),
      listNotes(database, keyring, dialogue.id),
      listFloor(database, keyring, dialogue.id),
    ])
    const floorTitles = new Map(floor.flatMap(({ id, title }) => (title === null ? [] : [[id, title] as const])))
    return minutesValues({ ...session, hall, notes, floorTitles, came: came.persons })
  }
  const balance = await collectionBalance(database, dialogue.id)
  requireBalance(balance)
  return reportValues({ ...session, balance, facts: await reportFacts(database, dialogue.id), came: came.persons })
}

/** A paper about a session in the words of its office. The report is refused while the balance does not add up. */
export const sessionPaper = async (database: Queryable, keyring: Keyring, asked: Asked): Promise<OfficialDocument> => {
  const { dialogue, unit, paper, now } = asked
  const [office, agenda, participants, inForce] = await Promise.all([
    officeOf(database, unit),
    listAgenda(database, dialogue.id),
    listParticipants(database, dialogue.id),
    templateInForce(database, { unitPath: unit.path, kind: paper }),
  ])
  const values = await valuesOf(database, keyring, asked, { dialogue, agenda, participants, ...office })
  return fillTemplate(inForce.template, values, vietnamDate(now))
}
