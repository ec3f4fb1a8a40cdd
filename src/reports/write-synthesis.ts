import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { daysBetween, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { receiptCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { requireSecondPerson } from '../officers/index.ts'
import type { PhraseValues } from '../phrases/index.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { changeSynthesis, insertSynthesis, lockSynthesis } from './synthesis-store.ts'
import { countPeriod } from './synthesis-views.ts'
import {
  fiveYearsLeast,
  longestDays,
  synthesisMax,
  yearDays,
  type Synthesis,
  type SynthesisKind,
  type SynthesisState,
  type SynthesisWords,
} from './synthesis.ts'

type Seen = { readonly id: string; readonly version: number }
type Taken = { readonly synthesis: Synthesis; readonly unit: Unit; readonly officerId: string }

const wrongField = (field: string, what: string, values: PhraseValues = {}): AppError =>
  new AppError('INVALID', `synthesis field ${field}: ${what}`, { phrase: `reports:wrong.${what}`, field, values })

const readText = (field: 'councilSession' | 'mood' | 'proposals' | 'why', raw: string): string => {
  const text = normaliseText(raw).replaceAll('\r\n', '\n').trim()
  if (text.length > synthesisMax[field]) throw wrongField(field, 'tooLong', { max: synthesisMax[field] })
  return text
}

type Days = { readonly kind: SynthesisKind; readonly fromOn: PlainDate; readonly untilOn: PlainDate }

const checkPeriod = ({ kind, fromOn, untilOn }: Days, today: PlainDate): void => {
  if (untilOn < fromOn) throw wrongField('untilOn', 'order')
  if (fromOn > today) throw wrongField('fromOn', 'future')
  if (daysBetween(fromOn, untilOn) > longestDays) throw wrongField('untilOn', 'tooFar')
  const days = daysBetween(fromOn, untilOn)
  if (kind === 'year' && days > yearDays) throw wrongField('untilOn', 'notAYear')
  if (kind === 'five_years' && days < fiveYearsLeast) throw wrongField('untilOn', 'notFiveYears')
}

const note = async (scope: Scope, action: string, { id, unitId }: Pick<Synthesis, 'id' | 'unitId'>, details = {}) =>
  await recordAudit(scope, { action, subject: { kind: 'synthesis', id }, unitId, details })

const take = async (
  scope: Scope,
  { id, version }: Seen,
  states: readonly SynthesisState[],
  roles: readonly Role[] = ['front_officer'],
): Promise<Taken> => {
  const { officerId } = requireOfficer(scope.actor)
  const synthesis = await lockSynthesis(scope.tx, id)
  const unit = synthesis && (await findUnit(scope.tx, synthesis.unitId))
  if (!synthesis || !unit) throw new AppError('NOT_FOUND', 'no such synthesis', { phrase: 'errors:notFound' })
  requireRole(scope.actor, roles, unit.path)
  if (synthesis.version !== version) {
    throw new AppError('CONFLICT', 'a synthesis was changed meanwhile', { phrase: 'reports:changedMeanwhile' })
  }
  if (!states.includes(synthesis.state)) {
    throw new AppError('PRECONDITION', `a synthesis: ${synthesis.state}`, { phrase: 'reports:notNow' })
  }
  return { synthesis, unit, officerId }
}

/** Begins the report of a period; its figures are counted whenever it is opened, until it is approved. */
export const draftSynthesis = async (
  scope: Scope,
  input: {
    readonly unitId: string
    readonly kind?: SynthesisKind
    readonly fromOn: PlainDate
    readonly untilOn: PlainDate
  },
): Promise<string> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, input.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  const now = scope.clock.now()
  const kind = input.kind ?? 'period'
  checkPeriod({ ...input, kind }, vietnamDate(now))
  const id = newId()
  const words = { councilSession: '', mood: '', proposals: '' }
  await insertSynthesis(scope.tx, {
    id,
    ...input,
    kind,
    ...words,
    writtenBy: officerId,
    createdAt: now,
    updatedAt: now,
  })
  await note(scope, 'synthesis.drafted', { id, unitId: unit.id })
  return id
}

export const saveSynthesis = async (scope: Scope, input: Seen & { readonly words: SynthesisWords }): Promise<void> => {
  const { synthesis, officerId } = await take(scope, input, ['draft', 'asked'])
  const { words } = input
  const now = scope.clock.now()
  checkPeriod({ ...words, kind: synthesis.kind }, vietnamDate(now))
  const change = {
    fromOn: words.fromOn,
    untilOn: words.untilOn,
    councilSession: readText('councilSession', words.councilSession),
    mood: readText('mood', words.mood),
    proposals: readText('proposals', words.proposals),
    state: 'draft' as const,
    writtenBy: officerId,
  }
  await changeSynthesis(scope.tx, synthesis.id, change, now)
  await note(scope, 'synthesis.changed', synthesis)
}

export const askSynthesisApproval = async (scope: Scope, input: Seen): Promise<void> => {
  const { synthesis } = await take(scope, input, ['draft'])
  const now = scope.clock.now()
  if (vietnamDate(now) <= synthesis.untilOn) throw wrongField('untilOn', 'notOver')
  await changeSynthesis(scope.tx, synthesis.id, { state: 'asked', sentBackWhy: null }, now)
  await note(scope, 'synthesis.approval_asked', synthesis)
}

/** Fixes the figures as they stand now; refused while a balance does not add up. */
export const approveSynthesis = async (
  scope: Scope,
  input: Seen & { readonly aloneBecause?: string },
): Promise<void> => {
  const { synthesis, unit, officerId } = await take(scope, input, ['asked'], ['approver'])
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy: synthesis.writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const figures = await countPeriod(scope.tx, synthesis)
  const now = scope.clock.now()
  const change = {
    state: 'approved',
    figures,
    code: receiptCode(),
    approvedBy: officerId,
    approvedAt: now,
    approvalNote,
  } as const
  await changeSynthesis(scope.tx, synthesis.id, change, now)
  await note(scope, approvalNote === null ? 'synthesis.approved' : 'synthesis.approved_alone', synthesis, {
    received: figures.balance.received,
    sources: figures.sources.length,
  })
}

/** The second person wants it otherwise, and says what. */
export const sendBackSynthesis = async (scope: Scope, input: Seen & { readonly why: string }): Promise<void> => {
  const { synthesis } = await take(scope, input, ['asked'], ['approver'])
  const sentBackWhy = readText('why', input.why)
  if (sentBackWhy === '') throw wrongField('why', 'missing')
  await changeSynthesis(scope.tx, synthesis.id, { state: 'draft', sentBackWhy }, scope.clock.now())
  await note(scope, 'synthesis.sent_back', synthesis)
}
