import { AppError } from '../kernel/errors.ts'
import type { CollectionBalance } from './balance-views.ts'

/** No report leaves from a balance that does not add up: somebody has to look first. */
export const requireBalance = (balance: CollectionBalance): void => {
  const [fault] = balance.faults
  if (fault === undefined) return
  throw new AppError('PRECONDITION', `a balance that does not add up: ${balance.faults.join(', ')}`, {
    phrase: `reports:fault.${fault}`,
  })
}
