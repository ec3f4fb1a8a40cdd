import type { Queryable } from '../database/index.ts'
import { yearOf } from '../kernel/calendar/plain-date.ts'
import { approvedFigures, type SourcedFigure } from './past-views.ts'
import { sessionFigures, type Period, type SessionFigure } from './session-figures-views.ts'

/** What a report of a year or of five years says beside its balance. */
export type PeriodStatistics = {
  readonly sessions: readonly SessionFigure[]
  /** Of years that lie wholly within the period. */
  readonly past: readonly SourcedFigure[]
  /** Of years that reach beyond it: told as they are, counted with nothing. */
  readonly beyond: readonly SourcedFigure[]
}

export const periodStatistics = async (database: Queryable, period: Period): Promise<PeriodStatistics> => {
  const fromYear = yearOf(period.fromOn)
  const toYear = yearOf(period.untilOn)
  const figures = await approvedFigures(database, { unitId: period.unitId, fromYear, toYear })
  const isWithin = (figure: SourcedFigure): boolean => figure.fromYear >= fromYear && figure.toYear <= toYear
  return {
    sessions: await sessionFigures(database, period),
    past: figures.filter(isWithin),
    beyond: figures.filter((figure) => !isWithin(figure)),
  }
}
