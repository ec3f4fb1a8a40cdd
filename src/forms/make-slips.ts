import { randomInt, randomUUID } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { checkDigit } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { insertSlips, readKey } from './form-store.ts'
import { liesIn } from './respondent-views.ts'
import { openFormKey, spentKey } from './sealed-columns.ts'
import { requireState, takeForm } from './take-form.ts'

/** Slips that are printed at once at most: what one village needs. */
export const slipsMax = 1_000

/** Ten digits, the last one for checking: short enough to type, and of a thousand million one is not guessed. */
const newCode = (): string => {
  const digits = `${randomInt(1, 10)}${String(randomInt(100_000_000)).padStart(8, '0')}`
  return `${digits}${checkDigit(digits)}`
}

export const formatSlip = (code: string): string => `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`

/**
 * Makes codes for printing, each for one answer. Only their keyed hashes are kept, so that they are shown this once: a
 * slip that is lost is replaced by a new one.
 */
export const makeSlips = async (
  scope: Scope,
  input: { readonly id: string; readonly placeId: string | null; readonly count: number },
): Promise<readonly string[]> => {
  const { form, unit } = await takeForm(scope, input.id, ['front_officer'])
  requireState(form, ['open'])
  if (form.audience !== 'codes') {
    throw new AppError('PRECONDITION', `form ${form.id} asks for no codes`, { phrase: 'form-paper:wrong.noSlips' })
  }
  const { count, placeId } = input
  if (!Number.isInteger(count) || count < 1 || count > slipsMax) {
    throw new AppError('INVALID', `${count} slips`, {
      phrase: 'form-paper:wrong.slipCount',
      values: { max: slipsMax },
      field: 'count',
    })
  }
  if (placeId !== null && !(await liesIn(scope.tx, placeId, form.unitId))) {
    throw new AppError('INVALID', 'a place of another unit', { phrase: 'form-paper:wrong.place', field: 'place' })
  }
  const sealed = await readKey(scope.tx, form.id)
  if (!sealed) throw new AppError('INTERNAL', `form ${form.id} is open without its key`)
  const formKey = openFormKey(scope.keyring, form.id, sealed)
  const batch = randomUUID()
  const made = new Map<string, string>()
  while (made.size < count) {
    const codes = Array.from({ length: count - made.size }, newCode)
    const byKey = new Map(codes.map((code) => [spentKey(formKey, 'printed', code), code]))
    const slips = [...byKey.keys()].map((key) => ({ formId: form.id, key, placeId, batch }))
    for (const key of await insertSlips(scope.tx, slips)) made.set(key, byKey.get(key) ?? '')
  }
  await recordAudit(scope, {
    action: 'form.slips_made',
    subject: { kind: 'form', id: form.id },
    unitId: unit.id,
    details: { count, placeId },
  })
  return [...made.values()]
}
