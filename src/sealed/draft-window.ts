import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { noticeCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import type { PhraseKey } from '../phrases/index.ts'
import { findUnit } from '../units/index.ts'
import { insertWindow, putReaders, updateWindow } from './sealed-store.ts'
import { findWindow, possibleReaders } from './sealed-views.ts'
import { requireState, requireVersion, takeWindow } from './take-window.ts'
import { fewestReaders, longestDays, mostReaders, type Occasion, type SealedWindow } from './window.ts'

export type WindowInput = {
  readonly occasion: Occasion
  /** The ordering document: without it no window. */
  readonly orderNumber: string
  readonly orderDate: PlainDate
  readonly orderIssuer: string
  readonly use: string
  readonly opensAt: Date
  readonly closesAt: Date
  /** Officers of the Front who read together. */
  readonly readers: readonly string[]
}

const longest = { orderNumber: 60, orderIssuer: 200, use: 500 } as const

const wrong = (field: string, phrase: PhraseKey, values?: Readonly<Record<string, number>>): AppError =>
  new AppError('INVALID', `window: ${field}`, { phrase, field, ...(values ? { values } : {}) })

const checked = async (scope: Scope, input: WindowInput, unitPath: readonly string[]): Promise<WindowInput> => {
  const text = (field: keyof typeof longest): string => {
    const said = normaliseText(input[field]).replace(/\s+/gu, ' ').trim()
    if (said === '') throw wrong(field, `sealed:wrong.${field}`)
    if (said.length > longest[field]) throw wrong(field, 'sealed:wrong.tooLong', { max: longest[field] })
    return said
  }
  const texts = { orderNumber: text('orderNumber'), orderIssuer: text('orderIssuer'), use: text('use') }
  const now = scope.clock.now()
  if (input.orderDate > vietnamDate(now)) throw wrong('orderDate', 'sealed:wrong.orderDate')
  if (input.closesAt <= now) throw wrong('closesAt', 'sealed:wrong.closesInPast')
  if (input.closesAt <= input.opensAt) throw wrong('closesAt', 'sealed:wrong.closesBeforeOpening')
  if (input.closesAt.getTime() - input.opensAt.getTime() > longestDays * 86_400_000) {
    throw wrong('closesAt', 'sealed:wrong.tooLongOpen', { days: longestDays })
  }
  const readers = [...new Set(input.readers)]
  if (readers.length < fewestReaders || readers.length > mostReaders) {
    throw wrong('readers', 'sealed:wrong.readers', { least: fewestReaders, most: mostReaders })
  }
  const possible = new Set((await possibleReaders(scope.tx, unitPath)).map(({ id }) => id))
  if (readers.some((id) => !possible.has(id))) throw wrong('readers', 'sealed:wrong.notOfFront')
  return { ...input, ...texts, readers }
}

const codeTries = 50

const reread = async (scope: Scope, id: string): Promise<SealedWindow> => {
  const found = await findWindow(scope.tx, id)
  if (found) return found
  throw new AppError('INTERNAL', `window ${id} is gone`)
}

/** Draws up a window by its ordering document. No name of any official stands in it. */
export const draftWindow = async (scope: Scope, unitId: string, input: WindowInput): Promise<SealedWindow> => {
  const { officerId, grants } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole({ kind: 'officer', officerId, grants }, ['front_officer'], unit.path)
  const { readers, ...fields } = await checked(scope, input, unit.path)
  const id = newId()
  const createdAt = scope.clock.now()
  const made = { ...fields, id, unitId, state: 'draft', createdBy: officerId, writtenBy: officerId, createdAt }
  let isIn = false
  for (let tries = 0; !isIn && tries < codeTries; tries += 1) {
    isIn = await insertWindow(scope.tx, { ...made, code: noticeCode() })
  }
  if (!isIn) throw new AppError('UNAVAILABLE', 'no free code for a window was found')
  await putReaders(scope.tx, id, readers)
  await recordAudit(scope, {
    action: 'sealed.drafted',
    subject: { kind: 'sealed_window', id },
    unitId,
    details: { occasion: input.occasion, readers },
  })
  return await reread(scope, id)
}

/** Changes what nobody has approved yet. Readers are decided before the window opens, and never after. */
export const changeWindow = async (
  scope: Scope,
  target: { readonly id: string; readonly version: number },
  input: WindowInput,
): Promise<SealedWindow> => {
  const { one, officer, unit } = await takeWindow(scope, target.id, ['front_officer'])
  requireVersion(one, target.version)
  requireState(one, ['draft', 'asked'])
  const { readers, ...fields } = await checked(scope, input, unit.path)
  await updateWindow(scope.tx, one.id, { ...fields, state: 'draft', writtenBy: officer.officerId })
  await putReaders(scope.tx, one.id, readers)
  await recordAudit(scope, {
    action: 'sealed.changed',
    subject: { kind: 'sealed_window', id: one.id },
    unitId: unit.id,
    details: { occasion: input.occasion, readers },
  })
  return await reread(scope, one.id)
}
