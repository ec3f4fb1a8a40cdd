import type { ApiCall } from './api-call.ts'
import { refuse } from './answer.ts'
import { durations, isNight } from './emulator-clock.ts'
import type { Person, World } from './world.ts'

const { hour, day } = durations

export const findPerson = ({ world, account }: ApiCall, userId: unknown, name = 'user_id'): Person => {
  const person = typeof userId === 'string' ? world.people.get(userId) : undefined
  // An id of another account, or the one scoped to the app, is as wrong as an invented one.
  if (person === undefined || person.oaId !== account.oaId || person.anonymous)
    return refuse(-201, `${name} is invalid`)
  return person
}

/** Where a person stands in the reply window. */
export const windowOf = (world: World, person: Person): 'none' | 'free' | 'paid' | 'over' => {
  if (person.lastInteraction === undefined) return 'none'
  const age = world.now() - person.lastInteraction
  if (age < 48 * hour) return 'free'
  return age < 7 * day ? 'paid' : 'over'
}

export type QuotaInfo = { quota_type: string; remain?: number; total?: number }

/** May the account write to this person now? Counts the message against the quota that pays for it. */
export const spendConsultation = ({ world, account }: ApiCall, person: Person): QuotaInfo | undefined => {
  const { switches } = world
  if (person.refusal !== undefined) refuse(person.refusal, 'User cannot receive messages from this OA')
  if (switches.consultationNeedsFollow && !person.following) refuse(-213, 'User has not followed OA')
  if (switches.nightRefusesConsultation && isNight(world.now())) refuse(-234, 'Not allowed at night')
  const window = windowOf(world, person)
  if (window === 'none') refuse(switches.noInteractionCode, 'User has not interacted with OA')
  if (window === 'over') refuse(switches.expiredWindowCode, 'User has not interacted with OA in the past 7 days')
  if (window === 'paid') {
    if (account.paidMessages < 1) refuse(-211, 'Out of quota for this feature')
    account.paidMessages -= 1
    return quotaAnswer(world, 'sub_quota', account.paidMessages)
  }
  if (person.freeSent >= switches.freeWindowMessages) refuse(-218, 'Out of quota to send messages to this user')
  person.freeSent += 1
  return quotaAnswer(world, 'reply', switches.freeWindowMessages - person.freeSent)
}

const quotaAnswer = ({ switches }: World, type: string, remain: number): QuotaInfo | undefined => {
  const mode = switches.quotaInAnswer
  if (mode === 'none') return undefined
  if (mode === 'without-remain') return { quota_type: type }
  return { quota_type: type, remain: mode === 'full' && Number.isFinite(remain) ? remain : 8, total: 8 }
}
