import type { Platform } from '../channels/port.ts'
import type { Scope } from '../database/index.ts'
import type { AccountMeans, Way } from '../delivery/index.ts'
import { asTold, findDialogue, type Dialogue } from '../dialogues/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { isOutdated, momentOf, type DueTelling } from './due-tellings.ts'
import { heldRemindersOf, type HeldReminder } from './held-views.ts'
import { settleHeld } from './reminder-store.ts'
import type { Reminder } from './reminder.ts'

const openWay: Readonly<Record<Platform, Way>> = { zalo: 'zalo-free', telegram: 'telegram', web: 'web', phone: 'sms' }
const noMeans: AccountMeans = {
  templates: new Map(),
  zns: null,
  hasSms: false,
  rates: new Map(),
  paidClosed: new Set(),
  templatesClosed: new Set(),
}

// Of several that were held for one session, the one that says most goes.
const urgency = ['cancellation', 'change', 'seat', 'hours', 'evening'] as const satisfies DueTelling['kind'][]

const kindOf = (fact: string): DueTelling['kind'] | undefined => urgency.find((kind) => fact.startsWith(`${kind}/`))

const isOfUse = ({ fact, person, isNeedless }: HeldReminder, session: Dialogue): boolean => {
  if (isNeedless) return false
  if (session.state === 'cancelled') return fact.startsWith('cancellation/')
  switch (kindOf(fact)) {
    case 'evening':
    case 'hours':
      return fact.endsWith(`/${session.startsAt.toISOString()}`)
    case 'seat':
      return person.place === 'seat'
    case 'change':
      return true
    case 'cancellation':
    case undefined:
      return false
  }
}

/** Nothing where what people were told of the session is no more true: it waits until they are told. */
const standing = async (scope: Scope, dialogueId: string): Promise<Dialogue | null | 'wait'> => {
  const record = await findDialogue(scope.tx, dialogueId)
  const session = record ? asTold(record) : null
  if (!record || !session || session.startsAt <= scope.clock.now()) return null
  if (session.state === 'cancelled') return session
  return session.state === 'announced' && !isOutdated(record) ? session : 'wait'
}

const ofSession = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
  dialogueId: string,
  held: readonly HeldReminder[],
): Promise<Reminder[]> => {
  const session = await standing(scope, dialogueId)
  if (session === 'wait') return []
  const goes = urgency.flatMap((kind) =>
    held.filter((one) => session && kindOf(one.fact) === kind && isOfUse(one, session)),
  )[0]
  const way = openWay[chat.accountId.slice(0, chat.accountId.indexOf(':')) as Platform]
  const at = scope.clock.now()
  for (const { fact, person } of held) {
    const settled = { dialogueId, residentId: person.residentId, fact, at }
    await settleHeld(scope.tx, { ...settled, way: fact === goes?.fact ? way : null })
  }
  const kind = goes && kindOf(goes.fact)
  if (!session || !goes || !kind) return []
  const { person, language } = goes
  const moment = await momentOf(scope, session)
  const choice = { way, chatId: chat.chatId, accountId: chat.accountId, cost: 0 }
  return [
    { kind, fact: goes.fact, session, moment, expiresAt: session.startsAt, person, language, choice, means: noMeans },
  ]
}

/**
 * Somebody has written, so what could not be sent to them lawfully may go to this chat: of each session one, as it stands
 * by now, before it begins, and not where an answer, a notice or a later reminder made it needless. Taken for good.
 */
export const takeHeldReminders = async (
  scope: Scope,
  chat: { readonly chatId: number; readonly accountId: string },
): Promise<Reminder[]> => {
  requireSystem(scope.actor)
  const held = await heldRemindersOf(scope.tx, chat.chatId, scope.clock.now())
  const taken: Reminder[] = []
  for (const [dialogueId, own] of Map.groupBy(held, (one) => one.dialogueId)) {
    taken.push(...(await ofSession(scope, chat, dialogueId, own)))
  }
  return taken
}
