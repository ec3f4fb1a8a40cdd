import { AppError } from '../kernel/errors.ts'

/** A refusal that stands beside its form field. `what` is the end of a phrase key in `preparation:wrong.…`. */
export const wrongField = (field: string, what: string, values: Record<string, string | number> = {}): AppError =>
  new AppError('INVALID', `preparation field ${field}: ${what}`, { phrase: `preparation:wrong.${what}`, field, values })

/** Somebody else has saved it since the page was opened. */
export const changedMeanwhile = (what: string): AppError =>
  new AppError('CONFLICT', `${what} was changed meanwhile`, { phrase: 'preparation:changedMeanwhile' })
