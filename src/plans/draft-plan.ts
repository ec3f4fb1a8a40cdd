import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { findUnit, unitInSentence } from '../units/index.ts'
import { lengths } from './plan.ts'
import { insertPlan } from './plan-store.ts'
import { lessonsOf } from './plan-views.ts'
import { wrongField } from './wrong-field.ts'

const earliest = 2000

/**
 * Begins the plan of a unit for a year: headed as the People's Committee's, with what the reviews of the sessions of the
 * year before have taught. A unit has one plan a year.
 */
export const draftPlan = async (
  scope: Scope,
  { unitId, year }: { readonly unitId: string; readonly year: number },
): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  const now = scope.clock.now()
  const thisYear = Number(vietnamDate(now).slice(0, 4))
  if (!Number.isInteger(year) || year < earliest || year > thisYear + 2) {
    throw wrongField('year', 'year', { from: earliest, until: thisYear + 2 })
  }
  const above = unit.path.at(-2)
  const parent = above === undefined ? undefined : await findUnit(scope.tx, above)
  const taught = await lessonsOf(scope.tx, { unitId: unit.id, year: year - 1 })
  const lessons = taught
    .map((one) => `${one.title} (${formatShortDateVi(vietnamDate(one.startsAt))}): ${one.lessons}`)
    .join('\n')
  const id = newId()
  const isNew = await insertPlan(scope.tx, {
    id,
    unitId: unit.id,
    year,
    family: 'state',
    superior: parent && parent.level !== 'country' ? `Ủy ban nhân dân ${unitInSentence(parent.fullName)}` : '',
    issuer: `Ủy ban nhân dân ${unitInSentence(unit.fullName)}`,
    number: '',
    dated: null,
    draftedWith: `Ủy ban Mặt trận Tổ quốc Việt Nam ${unitInSentence(unit.fullName)}`,
    purpose: '',
    lessons: lessons.slice(0, lengths.words),
    recipients: `Ủy ban Mặt trận Tổ quốc Việt Nam ${unitInSentence(unit.fullName)};\nLưu: VT.`,
    authority: 'TM. ỦY BAN NHÂN DÂN',
    post: 'CHỦ TỊCH',
    signer: '',
    writtenBy: officerId,
    createdAt: now,
    updatedAt: now,
  })
  if (!isNew) throw wrongField('year', 'yearTaken', { year })
  await recordAudit(scope, {
    action: 'plan.drafted',
    subject: { kind: 'plan', id },
    unitId: unit.id,
    details: { year, lessons: taught.length },
  })
  return id
}
