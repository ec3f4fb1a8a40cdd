import { AppError } from '../kernel/errors.ts'
import type { PhraseValues } from '../phrases/index.ts'

/** A refusal that stands beside its form field. `what` is the end of a phrase key in `requests:wrong.…`. */
export const wrongField = (field: string, what: string, values: PhraseValues = {}): AppError =>
  new AppError('INVALID', `request field ${field}: ${what}`, { phrase: `requests:wrong.${what}`, field, values })

/** Somebody else has changed it since the page was opened. */
export const changedMeanwhile = (): AppError =>
  new AppError('CONFLICT', 'a request was changed meanwhile', { phrase: 'requests:changedMeanwhile' })

/** What stands now does not allow it. */
export const notNow = (state: string): AppError =>
  new AppError('PRECONDITION', `a request that is ${state}`, { phrase: 'requests:notNow' })
