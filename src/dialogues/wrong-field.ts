import { AppError } from '../kernel/errors.ts'

/** A refusal that stands beside its form field. `what` is the end of a phrase key in `dialogues:wrong.…`. */
export const wrongField = (field: string, what: string, values: Record<string, string | number> = {}): AppError =>
  new AppError('INVALID', `session field ${field}: ${what}`, { phrase: `dialogues:wrong.${what}`, field, values })
