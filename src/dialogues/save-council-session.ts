import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { daysBetween, readPlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { longest, most } from './check-fields.ts'
import { hostUnit } from './check-places.ts'
import { councilBodies, type CouncilSession } from './council.ts'
import { insertCouncilSession, updateCouncilSession } from './council-store.ts'
import { findCouncilSession } from './council-views.ts'
import { wrongField } from './wrong-field.ts'

type Input = Pick<CouncilSession, 'unitId' | 'body' | 'name' | 'opensOn' | 'closesOn' | 'deputies'> & {
  /** The entry that is changed, and the version that the officer saw; neither for a new one. */
  readonly id?: string
  readonly version?: number
}

const line = (text: string): string => normaliseText(text).replace(/\s+/gu, ' ').trim()
const longestDays = 120

const checked = (input: Input) => {
  const name = line(input.name)
  const deputies = [...new Set(input.deputies.map(line))].filter((one) => one !== '')
  if (name === '') throw wrongField('name', 'empty')
  if (name.length > longest.councilSession) {
    throw wrongField('name', 'tooLong', { max: longest.councilSession, length: name.length })
  }
  if (!councilBodies.includes(input.body)) throw wrongField('body', 'notOffered')
  const [opensOn, closesOn] = [readPlainDate(input.opensOn), readPlainDate(input.closesOn)]
  if (!opensOn) throw wrongField('opensOn', 'noDay')
  if (!closesOn || closesOn < opensOn || daysBetween(opensOn, closesOn) > longestDays) {
    throw wrongField('closesOn', 'closesOn')
  }
  if (deputies.length > most.deputies) {
    throw wrongField('deputies', 'tooMany', { max: most.deputies, length: deputies.length })
  }
  const tooLong = deputies.find((one) => one.length > longest.deputy)
  if (tooLong !== undefined) throw wrongField('deputies', 'tooLong', { max: longest.deputy, length: tooLong.length })
  return { name, deputies, body: input.body, opensOn, closesOn }
}

/** Enters a council session into a unit's calendar, or changes it. Sessions with voters keep the names they were called with. */
export const saveCouncilSession = async (scope: Scope, input: Input): Promise<CouncilSession> => {
  const officer = requireOfficer(scope.actor)
  const before = input.id === undefined ? undefined : await findCouncilSession(scope.tx, input.id)
  if (input.id !== undefined && !before) {
    throw new AppError('NOT_FOUND', 'no such council session', { phrase: 'errors:notFound' })
  }
  const unit = await hostUnit(scope.tx, before?.unitId ?? input.unitId)
  requireRole(officer, ['front_officer'], unit.path)
  const fields = checked(input)
  const id = before?.id ?? newId()
  const now = scope.clock.now()
  if (!before)
    await insertCouncilSession(scope.tx, { ...fields, id, unitId: unit.id, createdBy: officer.officerId }, now)
  else if (!(await updateCouncilSession(scope.tx, id, input.version ?? 0, fields, now))) {
    throw new AppError('CONFLICT', `council session ${id} is at another version`, { phrase: 'errors:conflict' })
  }
  await recordAudit(scope, {
    action: before ? 'council-session.changed' : 'council-session.entered',
    subject: { kind: 'council-session', id },
    unitId: unit.id,
    details: { deputies: fields.deputies.length },
  })
  const saved = await findCouncilSession(scope.tx, id)
  if (!saved) throw new AppError('INTERNAL', 'a council session that was just written is not there')
  return saved
}
