import { setTimeout as pause } from 'node:timers/promises'
import { approveBroadcast, broadcastProgress, draftAnnouncement } from '../src/broadcasts/index.ts'
import { act, type House } from '../src/database/index.ts'
import { callDialogue, callUrgently, type Dialogue } from '../src/dialogues/index.ts'
import { addDays, atVietnamTime, vietnamDate, weekday, type PlainDate } from '../src/kernel/calendar/plain-date.ts'
import type { DemoWard } from './prepare-ward.ts'
import { readData } from './read-data.ts'

/** The first Friday that leaves more than the seven days of notice that the law asks for. */
export const dayOfSession = (today: PlainDate): PlainDate => {
  let day = addDays(today, 9)
  while (weekday(day) !== 5) day = addDays(day, 1)
  return day
}

/** The session that collects from now on, as a draft of the Front officer. */
export const callSession = async (house: House, ward: DemoWard): Promise<Dialogue> => {
  const { session } = await readData('session')
  const { hotline } = await readData('ward')
  const day = dayOfSession(vietnamDate(house.clock.now()))
  return await act(
    house,
    ward.officers.front.actor,
    async (scope) =>
      await callDialogue(scope, {
        ...session,
        unitId: ward.id,
        hotline,
        startsAt: atVietnamTime(day, '14:00'),
        endsAt: atVietnamTime(day, '17:00'),
        collectionClosesAt: atVietnamTime(addDays(day, -2), '17:00'),
      }),
  )
}

/** A second one, called at short notice, that still waits as a draft: for the visitor to announce. */
export const callUrgentDraft = async (house: House, ward: DemoWard): Promise<Dialogue> => {
  const { urgent } = await readData('session')
  const { hotline } = await readData('ward')
  const startsAt = atVietnamTime(addDays(vietnamDate(house.clock.now()), 3), '19:30')
  return await act(
    house,
    ward.officers.front.actor,
    async (scope) => await callUrgently(scope, { ...urgent, unitId: ward.id, hotline, startsAt }),
  )
}

/** Drafted by one officer, approved by another, and then on its way to everybody. */
export const announce = async (house: House, ward: DemoWard, dialogueId: string): Promise<string> => {
  const { front, approver } = ward.officers
  const { id, contentVersion: version } = (
    await act(house, front.actor, async (scope) => await draftAnnouncement(scope, { dialogueId }))
  ).broadcast
  await act(house, approver.actor, async (scope) => await approveBroadcast(scope, { id, version }))
  return id
}

export type Told = { readonly sent: number; readonly recipients: number }

/** Waits until the notice has left for everybody, and tells how far it is. */
export const awaitDelivery = async (
  house: House,
  broadcastId: string,
  tell: (told: Told) => void,
  signal: AbortSignal,
): Promise<Told> => {
  for (;;) {
    const progress = await broadcastProgress(house.database, broadcastId, house.clock.now())
    if (!progress) throw new Error('the announcement is not there')
    const { sent, recipients, waiting, sending } = progress.counts
    tell({ sent, recipients })
    if (progress.state === 'done' && waiting + sending === 0) return { sent, recipients }
    await pause(250, undefined, { signal })
  }
}
