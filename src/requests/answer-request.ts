import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { callDialogue, usualHosts } from '../dialogues/index.ts'
import { endStep } from './check-request.ts'
import { requireText } from './read-line.ts'
import { reasonMax } from './request.ts'
import { changeRequest } from './request-store.ts'
import { takeRequest } from './take-request.ts'

type Known = { readonly id: string; readonly version: number }

const minute = 60_000
const sessionMinutes = 180
const collectionEndsDays = 2
const day = 24 * 60 * minute

/**
 * Calls the session that was asked for: a draft with the request's topic and the legal basis of a dialogue that voters ask
 * for. Nobody is invited before its announcement is approved; those who joined hear that it is being prepared.
 */
export const callRequestedSession = async (
  scope: Scope,
  input: Known & { readonly startsAt: Date; readonly place: string; readonly hotline: string },
): Promise<{ readonly dialogueId: string }> => {
  const { row, unit, officerId } = await takeRequest(scope, input, { states: ['handed_over'] })
  const title = row.title ?? ''
  const now = scope.clock.now()
  const { startsAt, place, hotline } = input
  // Time to read what came in, where there is any.
  const closes = new Date(startsAt.getTime() - collectionEndsDays * day)
  const dialogue = await callDialogue(scope, {
    unitId: unit.id,
    title: `Đối thoại theo đề nghị của cử tri: ${title}`.slice(0, 160),
    topic: title,
    type: 'dialogue',
    rhythm: 'ad_hoc',
    isThematic: true,
    mode: 'in_person',
    legalBasis: 'communal_dialogue',
    purpose: 'resolve',
    hosts: usualHosts(unit.fullName),
    startsAt,
    endsAt: new Date(startsAt.getTime() + sessionMinutes * minute),
    collectionClosesAt: closes > now ? closes : startsAt,
    place,
    hotline,
  })
  await changeRequest(scope.tx, row.id, {
    state: 'called',
    dialogueId: dialogue.id,
    endedBy: officerId,
    endedAt: now,
    step: endStep,
    steppedAt: now,
  })
  await recordAudit(scope, {
    action: 'dialogue_request.called',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
    details: { dialogueId: dialogue.id },
  })
  return { dialogueId: dialogue.id }
}

/** The body that it was handed to does not hold the session, with its reason, which is told to everybody who joined. */
export const declineRequest = async (scope: Scope, input: Known & { readonly reason: string }): Promise<void> => {
  const { row, officerId } = await takeRequest(scope, input, { states: ['handed_over'] })
  const reason = requireText(input.reason, { field: 'reason', max: reasonMax })
  const now = scope.clock.now()
  await changeRequest(scope.tx, row.id, {
    state: 'declined',
    reason,
    endedBy: officerId,
    endedAt: now,
    step: endStep,
    steppedAt: now,
  })
  await recordAudit(scope, {
    action: 'dialogue_request.declined',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
  })
}
