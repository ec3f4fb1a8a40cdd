import type { FastifyRequest } from 'fastify'
import { listDialogues } from '../../dialogues/index.ts'
import { questionOfOpinion } from '../../forms/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import {
  countWaiting,
  nextWaitingId,
  opinionClasses,
  readWaiting,
  readyTopics,
  similarTo,
  suggest,
  topicsFor,
  transcriptsOf,
  type QueueFilter,
} from '../../questions/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { noFaults } from '../forms.ts'
import { readableUnits } from '../own-units.ts'
import { shortDay } from '../wording.ts'
import { suggestedForm, type QueueQuery, type TriageForm } from './form-values.ts'
import type { OpenOpinion, TriageState } from './state.ts'

const front = ['front_officer'] as const

const filterOf = (query: QueueQuery): QueueFilter => {
  const opinionClass = opinionClasses.find((name) => name === query.opinionClass)
  return {
    ...(isId(query.dialogue) ? { dialogueId: query.dialogue } : {}),
    ...(query.unit === '' ? {} : { unitId: query.unit }),
    ...(opinionClass ? { opinionClass } : {}),
    ...(query.marked ? { marked: true } : {}),
  }
}

const openOpinion = async (
  { house }: Door,
  request: FastifyRequest,
  id: string,
  typed: Partial<TriageForm> | undefined,
): Promise<OpenOpinion | null> => {
  const { database, keyring, clock } = house
  const now = clock.now()
  const reader = actorOf(request)
  const opinion = await readWaiting(database, keyring, { id, reader, now })
  if (!opinion) throw new AppError('NOT_FOUND', 'no such opinion')
  if (!holdsRole(reader, front, opinion.unitPath)) throw new AppError('FORBIDDEN', 'an opinion of another unit')
  const isDecided = opinion.triage !== 'waiting' || opinion.state !== 'received'
  // An address of yesterday, or a step back in the browser: the queue goes on.
  if (isDecided && typed === undefined) return null
  const words = (opinion.wordings ?? []).map((one) => one.text).join('\n')
  const topics = await topicsFor(database, opinion.unitPath)
  const hints = suggest(words, readyTopics(topics))
  const { unitId, dialogueId } = opinion
  const similar = await similarTo(database, keyring, { opinionId: id, unitId, dialogueId, text: words, now })
  const form = { ...suggestedForm(opinion, hints, similar, topics), ...typed }
  // As they were written, for who may hear the voice; the others have them masked among the wordings.
  const transcripts = opinion.isMasked ? [] : await transcriptsOf(database, keyring, id)
  const asked = opinion.channel === 'form' ? await questionOfOpinion(database, opinion.id) : undefined
  return { opinion, words, transcripts, hints, similar, topics, form, isDecided, asked }
}

/** The queue of an officer's units, and the opinion that is open: the one asked for, or the next. */
export const loadTriage = async (
  door: Door,
  request: FastifyRequest,
  query: QueueQuery,
  asked: { readonly id?: string; readonly form?: Partial<TriageForm> },
): Promise<TriageState> => {
  const { database, clock } = door.house
  const unitIds = readableUnits(signedInOf(request), front)
  const filter = filterOf(query)
  const { officerId } = actorOf(request)
  const next = { unitIds, filter, skipped: query.skipped, officerId, now: clock.now() }
  const openOne = async (): Promise<OpenOpinion | null> => {
    const first = asked.id === undefined ? null : await openOpinion(door, request, asked.id, asked.form)
    const id = first ? undefined : await nextWaitingId(database, next)
    return first ?? (id === undefined ? null : await openOpinion(door, request, id, undefined))
  }
  const [open, { items }, units, left] = await Promise.all([
    openOne(),
    listDialogues(database, { unitIds, states: ['announced', 'held', 'concluded'], limit: 30 }),
    Promise.all(unitIds.map(async (id) => await findUnit(database, id))),
    countWaiting(database, unitIds, filter),
  ])
  return {
    query,
    left,
    dialogues: items.map((one) => ({ id: one.id, label: `${one.title} (${shortDay(vietnamDate(one.startsAt))})` })),
    units: units.flatMap((unit) => (unit ? [{ id: unit.id, label: unit.fullName }] : [])),
    last: null,
    said: null,
    open,
    faults: noFaults,
    voice: null,
  }
}
