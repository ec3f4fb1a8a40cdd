import { recordAudit } from '../audit/index.ts'
import { phoneLookup } from '../channels/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { readPlainDate, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import type { PhraseKey } from '../phrases/index.ts'
import { findUnit, unitsBelow, type Unit } from '../units/index.ts'
import { consentWays, numberLinesMax, type TakenConsent } from './entered-number.ts'
import { greetNumbers } from './greet-numbers.ts'
import { knownInRegister } from './number-views.ts'
import { readNumberLines, type NumberLine } from './read-number-lines.ts'
import { takeInNumber } from './take-in-number.ts'

export type NumbersToEnter = {
  /** A commune, or a village or ward group. */
  readonly unitId: string
  /** One a line: number; village or ward group. */
  readonly list: string
  readonly language: 'vi' | 'en'
  readonly consent: TakenConsent
}

/** What would become of a line. Of the number only its ending leaves this room. */
export type JudgedLine = {
  readonly line: number
  readonly ending: string
  readonly group: string | null
  /** `known`: stands in this unit's register and is left as it is. `ended`: its owner stopped, and this consent is older. */
  readonly verdict: 'new' | 'known' | 'ended' | 'number' | 'twice' | 'group'
  /** For `ended`: the day on which they stopped. */
  readonly endedOn: string | null
}

const refuse = (field: string, phrase: PhraseKey, values = {}): never => {
  throw new AppError('INVALID', `the numbers cannot be entered: ${field}`, { field, phrase, values })
}

const placeOf = async (scope: Scope, unitId: string): Promise<Unit> => {
  const unit = await findUnit(scope.tx, unitId)
  requireRole(scope.actor, ['front_officer', 'group_head'], unit?.path ?? [])
  if (unit && unit.validUntil === null && (unit.level === 'commune' || unit.level === 'group')) return unit
  return refuse('unitId', 'residents:register.noUnit')
}

const checkConsent = (scope: Scope, { how, consentedOn, takenBy }: TakenConsent): void => {
  if (!consentWays.includes(how)) refuse('how', 'residents:register.noHow')
  const day = readPlainDate(consentedOn)
  if (day === null || day > vietnamDate(scope.clock.now()) || day < '2020-01-01') {
    refuse('consentedOn', 'residents:register.noDay')
  }
  const { length } = takenBy.trim()
  if (length < 2 || length > 80 || /\d{6}/.test(takenBy)) refuse('takenBy', 'residents:register.noTaker')
}

type Judged = { readonly line: NumberLine; readonly judged: JudgedLine }

const judge = async (scope: Scope, unit: Unit, input: NumbersToEnter): Promise<Judged[]> => {
  checkConsent(scope, input.consent)
  const groups =
    unit.level === 'group'
      ? [unit]
      : await unitsBelow(scope.tx, unit.id, { on: vietnamDate(scope.clock.now()), level: 'group' })
  const lines = readNumberLines(input.list, groups)
  if (lines.length === 0) refuse('list', 'residents:register.noLine')
  if (lines.length > numberLinesMax) refuse('list', 'residents:register.tooMany', { max: numberLinesMax })
  const lookupOf = (phone: string): string => phoneLookup(scope.keyring, phone)
  const lookups = lines.flatMap(({ phone }) => (phone === null ? [] : [lookupOf(phone)]))
  const known = await knownInRegister(scope.tx, unit.id, lookups)
  return lines.map((line) => {
    const { phone, group, fault } = line
    const before = phone === null || fault ? undefined : known.get(lookupOf(phone))
    const endedOn = before?.endedAt ? vietnamDate(before.endedAt) : null
    const isOlder = endedOn !== null && input.consent.consentedOn <= endedOn
    const verdict = fault ?? (before && endedOn === null ? 'known' : isOlder ? 'ended' : 'new')
    return {
      line,
      judged: {
        line: line.line,
        ending: phone?.slice(-3) ?? '',
        group: group?.fullName ?? (unit.level === 'group' ? unit.fullName : null),
        verdict,
        endedOn: verdict === 'ended' && endedOn !== null ? formatShortDateVi(endedOn) : null,
      },
    }
  })
}

/** What would become of each line; changes nothing. Tells nothing of what other units or people themselves entered. */
export const previewNumbers = async (scope: Scope, input: NumbersToEnter): Promise<JudgedLine[]> => {
  const unit = await placeOf(scope, input.unitId)
  return (await judge(scope, unit, input)).map(({ judged }) => judged)
}

/**
 * Enters numbers whose owners agreed before an officer: all, or none while a line is faulty. Lines that this unit's
 * register has already are left as they are. A number that is known elsewhere is answered exactly like a new one: its
 * person keeps the place and the language they have, and this unit is added where there is room for one.
 */
export const enterNumbers = async (
  scope: Scope,
  input: NumbersToEnter,
): Promise<{ readonly entered: number; readonly known: number; readonly told: boolean }> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await placeOf(scope, input.unitId)
  const judged = await judge(scope, unit, input)
  if (judged.some((one) => one.judged.verdict !== 'new' && one.judged.verdict !== 'known')) {
    return refuse('list', 'residents:register.faultyLines')
  }
  const parent = unit.path.at(-2) ?? unit.id
  const fresh = judged.flatMap(({ line, judged: { verdict } }) =>
    verdict === 'new' && line.phone !== null ? [{ phone: line.phone, group: line.group }] : [],
  )
  // One order for all: two lists with the same numbers wait for each other instead of locking each other out.
  const inOrder = fresh.toSorted((one, other) => (one.phone < other.phone ? -1 : 1))
  const silent: string[] = []
  for (const { phone, group } of inOrder) {
    const place =
      unit.level === 'group'
        ? { unitId: parent, groupUnitId: unit.id }
        : { unitId: unit.id, groupUnitId: group?.id ?? null }
    const consent = { ...input.consent, takenBy: input.consent.takenBy.trim() }
    const { id, greets } = await takeInNumber(scope, { phone, ...place, language: input.language, consent, officerId })
    if (!greets) silent.push(id)
    await recordAudit(scope, {
      action: 'number.entered',
      subject: { kind: 'number-entry', id },
      unitId: place.groupUnitId ?? place.unitId,
      details: { how: consent.how, relay: consent.withRelay },
    })
  }
  const told = await greetNumbers(scope, { unitId: unit.id, silent })
  return { entered: inOrder.length, known: judged.length - inOrder.length, told: told !== null }
}
