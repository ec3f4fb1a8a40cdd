import { recordAudit } from '../audit/index.ts'
import { findAccount, phoneAccountId } from '../channels/index.ts'
import type { Queryable, Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { addDays, atVietnamTime, readPlainDate, vietnamDate, vietnamTime } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { enqueueMessage } from '../outbox/index.ts'
import { phrase } from '../phrases/index.ts'
import { channelRules } from '../rules/index.ts'
import { findUnit } from '../units/index.ts'
import { entriesToGreet } from './greeting-views.ts'
import { changeEntry } from './number-store.ts'

/** Whether somebody carries SMS for us. */
export const hasSmsGateway = async (db: Queryable): Promise<boolean> => {
  const account = await findAccount(db, phoneAccountId)
  return account?.state === 'active' && account.capabilities['sms'] === true
}

/** Now, or when the quiet hours of the night are over. The same hour twice means that there are none. */
export const afterTheNight = (now: Date, from: number, until: number): Date => {
  const hour = Number(vietnamTime(now).slice(0, 2))
  const isNight = from <= until ? hour >= from && hour < until : hour >= from || hour < until
  if (!isNight) return now
  const morning = `${String(until).padStart(2, '0')}:00`
  return atVietnamTime(hour < until ? vietnamDate(now) : addDays(vietnamDate(now), 1), morning)
}

const dayOf = (day: string): string => {
  const read = readPlainDate(day)
  return read === null ? day : formatShortDateVi(read)
}

/**
 * Tells people whose number was entered who did it, why, and how to stop; each once, not at night. Null when nobody
 * carries SMS: then nothing is sent, and they stay to be told. `silent` are entries whose people had stopped before.
 */
export const greetNumbers = async (
  scope: Scope,
  input: { readonly unitId: string; readonly silent?: readonly string[] },
): Promise<number | null> => {
  const { tx, clock } = scope
  const unit = await findUnit(tx, input.unitId)
  requireRole(scope.actor, ['front_officer', 'group_head'], unit?.path ?? [])
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  const now = clock.now()
  for (const id of input.silent ?? []) await changeEntry(tx, id, { greetedAt: now })
  if (!(await hasSmsGateway(tx))) return null
  const rules = await channelRules(tx)
  const dueAt = afterTheNight(now, rules.valueOf('notice.quiet-from-hour'), rules.valueOf('notice.quiet-until-hour'))
  const entries = await entriesToGreet(tx, unit.id)
  for (const { id, chatId, language, place, consentedOn } of entries) {
    const text = phrase(language, 'residents:register.greeting', { place, date: dayOf(consentedOn) })
    await enqueueMessage(scope, {
      accountId: phoneAccountId,
      chatId,
      message: { text, locale: language },
      priority: 'personal',
      dueAt,
      dedupeKey: `number:${id}`,
      ref: `number:${id}`,
    })
    await changeEntry(tx, id, { greetedAt: now })
  }
  if (entries.length > 0) {
    await recordAudit(scope, {
      action: 'number.told',
      subject: { kind: 'unit', id: unit.id },
      unitId: unit.id,
      details: { count: entries.length },
    })
  }
  return entries.length
}
