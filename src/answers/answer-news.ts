import { listAttachmentsOf } from '../attachments/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { itemsByIds } from '../questions/index.ts'
import { holderOf, type Answer } from './answer.ts'
import { answerRow, enlist, lockUntold, markTold } from './answer-store.ts'
import { asAnswer } from './answer-views.ts'
import { lateAskers, whatTheyAsked, type Asker, type AskedWhat } from './asker-views.ts'

const day = 86_400_000
/** An answer is owed for longer than other news. */
const staleDays = 365
/** An officer may undo a merging so long before anybody is told. */
const settledMinutes = 10
const lateDays = 2

/** An answer for one of those who asked, with what they themselves asked. */
export type AnswerNews = Asker &
  AskedWhat & {
    readonly answer: Answer
    readonly title: string | null
    readonly number: number
    readonly files: number
    /** The opinion was withdrawn or moved away meanwhile: there is nobody to answer. */
    readonly isMoot: boolean
  }

type Page = { readonly after: Asker | null; readonly residentId?: string; readonly limit: number }

/**
 * What people who asked may hear now. Whoever tells them says so with `noteAnswersTold` in the same transaction; the
 * others wait for another time.
 */
export const answerNews = async (scope: Scope, page: Page): Promise<readonly AnswerNews[]> => {
  requireSystem(scope.actor)
  const { tx, keyring } = scope
  const since = new Date(scope.clock.now().getTime() - staleDays * day)
  const untold = await lockUntold(tx, { ...page, since })
  const answers = new Map<string, { readonly answer: Answer; readonly files: number }>()
  for (const id of new Set(untold.map((one) => one.answerId))) {
    const row = await answerRow(tx, id)
    const files = await listAttachmentsOf({ database: tx, keyring }, holderOf(id))
    if (row) answers.set(id, { answer: asAnswer(keyring, row), files: files.length })
  }
  const items = await itemsByIds(
    tx,
    [...answers.values()].map(({ answer }) => answer.itemId),
  )
  const asked = await whatTheyAsked(tx, keyring, untold)
  return untold.flatMap((one) => {
    const known = answers.get(one.answerId)
    const item = items.find(({ id }) => id === known?.answer.itemId)
    const what = asked.get(`${one.answerId}:${one.residentId}`)
    if (!known || !item || !what) return []
    const isMoot = what.own.length === 0 && !what.isSupporter
    return [{ ...one, ...what, ...known, title: item.title, number: item.number, isMoot }]
  })
}

export const noteAnswersTold = async (scope: Scope, news: readonly AnswerNews[]): Promise<void> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  for (const one of news) await markTold(scope.tx, one, now)
}

/** Puts on the list whose opinion or support came to an answered matter afterwards. Returns how many. */
export const enlistLateAskers = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now().getTime()
  const late = await lateAskers(scope.tx, {
    since: new Date(now - lateDays * day),
    until: new Date(now - settledMinutes * 60_000),
  })
  await enlist(scope.tx, late)
  return late.length
}
