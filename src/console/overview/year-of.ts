import type { FastifyRequest } from 'fastify'
import { atVietnamTime, dateOf, vietnamDate, yearOf } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Year } from '../../overview/index.ts'
import { queryOf } from '../actor-of.ts'

// Sessions of a year before this stand in no database of ours.
const firstYear = 2025

const beginOf = (year: number): Date => {
  const day = dateOf(year, 1, 1)
  if (!day) throw new AppError('INVALID', 'no such year')
  return atVietnamTime(day, '00:00')
}

/** A year of Vietnam's calendar. */
export const yearFrom = (year: number): Year => ({ from: beginOf(year), until: beginOf(year + 1) })

/** The year of the address, or this one; and those that can be chosen, the newest first. */
export const askedYear = (
  request: FastifyRequest,
  now: Date,
): { readonly year: number; readonly years: readonly number[] } => {
  const latest = yearOf(vietnamDate(now)) + 1
  const years = Array.from({ length: latest - firstYear + 1 }, (_, at) => latest - at)
  const asked = Number(queryOf(request, 'year'))
  return { year: years.includes(asked) ? asked : latest - 1, years }
}
