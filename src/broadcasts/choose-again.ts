import type { Scope } from '../database/index.ts'
import { chooseWay, isHeldByClosed, type Reach, type Situation } from '../delivery/index.ts'
import { addDays, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { personsOfChats } from '../residents/index.ts'
import type { Recipient } from './audience.ts'

/** Quotas are renewed with the day, and templates may leave from six in the morning: then it is worth asking again. */
export const nextTry = (now: Date): Date => new Date(`${addDays(vietnamDate(now), 1)}T06:00:00+07:00`)

/** When somebody is tried again who is held; undefined where only their own word opens a way. */
export const againAtOf = (reaches: readonly Reach[], situation: Situation): Date | undefined =>
  isHeldByClosed(reaches, situation) ? nextTry(situation.now) : undefined

/**
 * By now a window or a way may have closed, and somebody may have stopped all notices or written on another channel:
 * their way is chosen again. Who wants nothing any more, or whom nothing reaches, is left out.
 */
export const chooseAgain = async (
  scope: Scope,
  people: readonly Recipient[],
  situation: Situation,
): Promise<Recipient[]> => {
  const chatIds = people.map((one) => one.chatId)
  const byChat = new Map((await personsOfChats(scope.tx, chatIds, situation.now)).map((one) => [one.anchor, one]))
  return people.flatMap(({ position, chatId, language }): Recipient[] => {
    const reaches = byChat.get(chatId)?.reaches ?? []
    const choice = chooseWay(reaches, situation)
    if (!choice) return []
    const againAt = choice.way === 'held' ? againAtOf(reaches, situation) : undefined
    const { way, accountId } = choice
    return [{ position, chatId: choice.chatId, accountId, language, way, ...(againAt ? { againAt } : {}) }]
  })
}
