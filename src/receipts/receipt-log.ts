import { vietnamDate } from '../kernel/calendar/plain-date.ts'

/** Which log something belongs to: that of its session or its form; else its unit's of the calendar year. */
export type LogPlace =
  | { readonly kind: 'dialogue'; readonly unitId: string; readonly dialogueId: string }
  | { readonly kind: 'form'; readonly unitId: string; readonly formId: string }
  | { readonly kind: 'unit' | 'requests'; readonly unitId: string; readonly year: number }

export const yearOf = (at: Date): number => Number(vietnamDate(at).slice(0, 4))

/** The log of an opinion: its session's, or its unit's of that year. */
export const placeOfOpinion = (unitId: string, dialogueId: string | null, at: Date): LogPlace =>
  dialogueId === null ? { kind: 'unit', unitId, year: yearOf(at) } : { kind: 'dialogue', unitId, dialogueId }
