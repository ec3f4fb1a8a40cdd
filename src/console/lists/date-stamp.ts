import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate, vietnamTime } from '../../kernel/calendar/plain-date.ts'

/** "23/11/2026 14:05", the moment as a column of a file shows it; Vietnam's time. */
export const dateStamp = (at: Date): string => `${formatShortDateVi(vietnamDate(at))} ${vietnamTime(at)}`
