import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import type { Diversion } from './guard.ts'
import { countDiversion } from './opinion-store.ts'

/** Something was shown its right door. By law and by promise nothing of it is kept but a number for unit and day. */
export const recordDiversion = async (
  scope: Pick<Scope, 'tx' | 'clock'>,
  input: { readonly unitId: string; readonly kind: Diversion },
): Promise<void> => {
  await countDiversion(scope.tx, { ...input, day: vietnamDate(scope.clock.now()) })
}
