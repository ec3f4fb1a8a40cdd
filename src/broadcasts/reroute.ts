import type { Scope } from '../database/index.ts'
import { situationOf, type Situation } from '../delivery/index.ts'
import { settleTurnedAway, takeOutOfLine, turnedAwayOf } from '../outbox/index.ts'
import type { About } from './about.ts'
import type { Recipient } from './audience.ts'
import { refOf, type Broadcast } from './broadcast.ts'
import { chooseAgain, nextTry } from './choose-again.ts'
import { putInLine } from './put-in-line.ts'
import { dueAgain, recipientsAt, setWays } from './recipient-store.ts'
import { strandedChats } from './stranded-views.ts'

type Task = {
  readonly scope: Scope
  readonly broadcast: Broadcast
  readonly situation: Situation
  readonly limit: number
}

const byPosition = (people: readonly Recipient[]): ReadonlyMap<number, Recipient> =>
  new Map(people.map((one) => [one.position, one]))

/** Not by the way on which it was just turned away: it waits until they write, or for the next morning. */
const heldIfSame = (now: Recipient, before: Recipient | undefined, at: Date): Recipient => {
  const isSame = before?.way === now.way && before.chatId === now.chatId
  return isSame && now.accountId.startsWith('zalo:') ? { ...now, way: 'held', againAt: nextTry(at) } : now
}

/** Messages that came back because a way had closed: each person goes by another way or is held. */
const turnedAway = async ({ scope, broadcast, situation, limit }: Task): Promise<Recipient[]> => {
  const chats = await turnedAwayOf(scope.tx, refOf(broadcast.id), limit)
  if (chats.length === 0) return []
  const before = await recipientsAt(scope.tx, broadcast.id, chats)
  const former = byPosition(before)
  const chosen = (await chooseAgain(scope, before, situation))
    .map((one) => heldIfSame(one, former.get(one.position), situation.now))
    .filter((one) => one.way !== former.get(one.position)?.way || one.chatId !== former.get(one.position)?.chatId)
  const moved = chosen.flatMap((one) => former.get(one.position)?.chatId ?? [])
  const isMoved = new Set(moved)
  const rest = chats.filter((chat) => !isMoved.has(chat))
  await settleTurnedAway(scope.tx, refOf(broadcast.id), { moved, rest })
  return chosen
}

/** Messages that still wait for a way that has closed leave the line where there is another, or where they can be held. */
const stranded = async ({ scope, broadcast, situation, limit }: Task): Promise<Recipient[]> => {
  const chats = await strandedChats(scope.tx, broadcast.id, situation, limit)
  if (chats.length === 0) return []
  const before = await recipientsAt(scope.tx, broadcast.id, chats)
  const former = byPosition(before)
  const chosen = (await chooseAgain(scope, before, situation)).filter(
    (one) => one.way !== former.get(one.position)?.way || one.chatId !== former.get(one.position)?.chatId,
  )
  const taken = await takeOutOfLine(
    scope.tx,
    refOf(broadcast.id),
    chosen.flatMap((one) => former.get(one.position)?.chatId ?? []),
  )
  const isTaken = new Set(taken)
  return chosen.filter((one) => isTaken.has(former.get(one.position)?.chatId ?? -1))
}

/** Held ones whose closed way is open again; for the others the next morning is noted, or nothing but their word. */
const waiting = async ({ scope, broadcast, situation, limit }: Task): Promise<Recipient[]> => {
  const due = await dueAgain(scope.tx, broadcast.id, situation.now, limit)
  const chosen = await chooseAgain(scope, due, situation)
  const isChosen = new Set(chosen.map((one) => one.position))
  await setWays(
    scope.tx,
    broadcast.id,
    due.filter((one) => !isChosen.has(one.position)),
  )
  return chosen
}

/**
 * A quota was spent or a template taken back: whoever was to get the notice that way gets it by the next lawful way, or
 * is held until they write or the way opens again. Gives how many were looked at.
 */
export const reroute = async (scope: Scope, broadcast: Broadcast, about: About, limit: number): Promise<number> => {
  const situation = await situationOf(scope.tx, broadcast, { ...about, now: scope.clock.now() })
  const task = { scope, broadcast, situation, limit }
  let looked = 0
  for (const part of [turnedAway, stranded, waiting]) {
    if (looked >= limit) break
    const people = await part({ ...task, limit: limit - looked })
    await setWays(scope.tx, broadcast.id, people)
    const goes = people.filter((one) => one.way !== 'held')
    await putInLine(scope, broadcast, about, goes)
    looked += people.length
  }
  return looked
}
