import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { requireSecondPerson } from '../officers/index.ts'
import type { PhraseValues } from '../phrases/index.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { changeSheet, insertFigures, insertSheet, lockSheet, removeFigureRow, removeSheetRow } from './past-store.ts'
import { figuresOf } from './past-views.ts'
import { figuresMax, keyOf, pastMax, type PastFigure, type PastSheet, type SheetState } from './past.ts'

export type Seen = { readonly id: string; readonly version: number }
type Taken = { readonly sheet: PastSheet; readonly unit: Unit; readonly officerId: string }

export const wrongField = (field: string, what: string, values: PhraseValues = {}): AppError =>
  new AppError('INVALID', `past figures, field ${field}: ${what}`, {
    phrase: `statistics:wrong.${what}`,
    field,
    values,
  })

export const note = async (
  scope: Scope,
  action: string,
  { id, unitId }: Pick<PastSheet, 'id' | 'unitId'>,
  details = {},
) => await recordAudit(scope, { action, subject: { kind: 'past_sheet', id }, unitId, details })

export const take = async (
  scope: Scope,
  { id, version }: Seen,
  states: readonly SheetState[],
  roles: readonly Role[] = ['front_officer'],
): Promise<Taken> => {
  const { officerId } = requireOfficer(scope.actor)
  const sheet = await lockSheet(scope.tx, id)
  const unit = sheet && (await findUnit(scope.tx, sheet.unitId))
  if (!sheet || !unit) throw new AppError('NOT_FOUND', 'no such sheet of past figures', { phrase: 'errors:notFound' })
  requireRole(scope.actor, roles, unit.path)
  if (sheet.version !== version) {
    throw new AppError('CONFLICT', 'a sheet was changed meanwhile', { phrase: 'statistics:past.changedMeanwhile' })
  }
  if (!states.includes(sheet.state)) {
    throw new AppError('PRECONDITION', `a sheet: ${sheet.state}`, { phrase: 'statistics:past.notNow' })
  }
  return { sheet, unit, officerId }
}

/** Begins a sheet for what one document says. */
export const openSheet = async (
  scope: Scope,
  input: { readonly unitId: string; readonly source: string; readonly sourceOn: PlainDate },
): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  const source = normaliseText(input.source).trim()
  if (source === '') throw wrongField('source', 'missing')
  if (source.length > pastMax.source) throw wrongField('source', 'tooLong', { max: pastMax.source })
  const now = scope.clock.now()
  if (input.sourceOn > vietnamDate(now)) throw wrongField('sourceOn', 'future')
  const id = newId()
  await insertSheet(scope.tx, { ...input, id, source, writtenBy: officerId, createdAt: now, updatedAt: now })
  await note(scope, 'past_sheet.opened', { id, unitId: unit.id })
  return id
}

/** Puts figures into a sheet: all of them or none. */
export const addFigures = async (
  scope: Scope,
  input: Seen & { readonly figures: readonly PastFigure[] },
): Promise<void> => {
  const { sheet, officerId } = await take(scope, input, ['draft', 'asked'])
  const kept = await figuresOf(scope.tx, sheet.id)
  if (kept.length + input.figures.length > figuresMax) throw wrongField('', 'tooMany', { max: figuresMax })
  const keys = new Set(kept.map(keyOf))
  for (const figure of input.figures) {
    const key = keyOf(figure)
    if (keys.has(key))
      throw wrongField('', 'twice', { what: `${figure.oldUnit} ${figure.fromYear}–${figure.toYear}`.trim() })
    keys.add(key)
  }
  const from = (kept.at(-1)?.seq ?? 0) + 1
  await insertFigures(scope.tx, { sheetId: sheet.id, from, figures: input.figures })
  // Whoever writes last may not approve; what was laid before somebody is a draft again.
  await changeSheet(scope.tx, sheet.id, { state: 'draft', writtenBy: officerId }, scope.clock.now())
  await note(scope, 'past_sheet.figures_added', sheet, { figures: input.figures.length })
}

export const removeFigure = async (scope: Scope, input: Seen & { readonly figureId: string }): Promise<void> => {
  const { sheet, officerId } = await take(scope, input, ['draft', 'asked'])
  if (!(await removeFigureRow(scope.tx, sheet.id, input.figureId))) {
    throw new AppError('NOT_FOUND', 'no such figure', { phrase: 'errors:notFound' })
  }
  await changeSheet(scope.tx, sheet.id, { state: 'draft', writtenBy: officerId }, scope.clock.now())
  await note(scope, 'past_sheet.figure_removed', sheet)
}

/** A sheet that nobody has approved may go as a whole. */
export const removeSheet = async (scope: Scope, input: Seen): Promise<void> => {
  const { sheet } = await take(scope, input, ['draft', 'asked'])
  await removeSheetRow(scope.tx, sheet.id)
  await note(scope, 'past_sheet.removed', sheet)
}

export const askSheetApproval = async (scope: Scope, input: Seen): Promise<void> => {
  const { sheet } = await take(scope, input, ['draft'])
  if ((await figuresOf(scope.tx, sheet.id)).length === 0) throw wrongField('', 'empty')
  await changeSheet(scope.tx, sheet.id, { state: 'asked', sentBackWhy: null }, scope.clock.now())
  await note(scope, 'past_sheet.approval_asked', sheet)
}

/** From here on the figures stand in statistics and reports, and change no more. */
export const approveSheet = async (scope: Scope, input: Seen & { readonly aloneBecause?: string }): Promise<void> => {
  const { sheet, unit, officerId } = await take(scope, input, ['asked'], ['approver'])
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy: sheet.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const now = scope.clock.now()
  const change = { state: 'approved', approvedBy: officerId, approvedAt: now, approvalNote } as const
  await changeSheet(scope.tx, sheet.id, change, now)
  await note(scope, approvalNote === null ? 'past_sheet.approved' : 'past_sheet.approved_alone', sheet)
}

export const sendBackSheet = async (scope: Scope, input: Seen & { readonly why: string }): Promise<void> => {
  const { sheet } = await take(scope, input, ['asked'], ['approver'])
  const sentBackWhy = normaliseText(input.why).trim()
  if (sentBackWhy === '') throw wrongField('why', 'missingWhy')
  if (sentBackWhy.length > pastMax.why) throw wrongField('why', 'tooLong', { max: pastMax.why })
  await changeSheet(scope.tx, sheet.id, { state: 'draft', sentBackWhy }, scope.clock.now())
  await note(scope, 'past_sheet.sent_back', sheet)
}
