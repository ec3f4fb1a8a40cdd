import type { Scope } from '../database/index.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { requireSecondPerson } from '../officers/index.ts'
import { changeSheet, insertFigures } from './past-store.ts'
import { figuresOf } from './past-views.ts'
import { pastMax } from './past.ts'
import { note, openSheet, take, wrongField, type Seen } from './write-past.ts'

/** Figures that turned out to be wrong leave statistics and reports; the sheet stays in the list, with why. */
export const withdrawSheet = async (
  scope: Scope,
  input: Seen & { readonly why: string; readonly aloneBecause?: string },
): Promise<void> => {
  const { sheet, unit, officerId } = await take(scope, input, ['approved'], ['approver'])
  const withdrawnWhy = normaliseText(input.why).trim()
  if (withdrawnWhy === '') throw wrongField('why', 'missingWhyWithdrawn')
  if (withdrawnWhy.length > pastMax.why) throw wrongField('why', 'tooLong', { max: pastMax.why })
  const aloneWhy = await requireSecondPerson(scope, {
    officerId,
    writtenBy: sheet.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const now = scope.clock.now()
  const change = { state: 'withdrawn', withdrawnWhy, withdrawnBy: officerId, withdrawnAt: now } as const
  await changeSheet(scope.tx, sheet.id, change, now)
  await note(scope, aloneWhy === null ? 'past_sheet.withdrawn' : 'past_sheet.withdrawn_alone', sheet)
}

/** A new draft with the figures of a withdrawn sheet, to be put right and judged again. */
export const renewSheet = async (scope: Scope, input: Seen): Promise<string> => {
  const { sheet } = await take(scope, input, ['withdrawn'])
  const { unitId, source, sourceOn } = sheet
  const id = await openSheet(scope, { unitId, source, sourceOn })
  await insertFigures(scope.tx, { sheetId: id, from: 1, figures: await figuresOf(scope.tx, sheet.id) })
  await changeSheet(scope.tx, id, { renews: sheet.id }, scope.clock.now())
  await note(scope, 'past_sheet.renewed', sheet)
  return id
}
