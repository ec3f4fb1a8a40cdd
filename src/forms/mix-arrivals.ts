import { randomInt, randomUUID } from 'node:crypto'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import {
  addTallies,
  addToDay,
  deleteArrivals,
  insertAnswers,
  insertWords,
  takeArrivals,
  type Arrival,
} from './answer-store.ts'
import { giveFormLeaves, newSalt, sealWordsSalt } from '../receipts/index.ts'
import type { FormContent } from './content.ts'
import type { Form } from './form.ts'
import { findForm, readVersions, waitingArrivals } from './form-views.ts'
import type { Values } from './flow.ts'
import { openFormWords, sealFormWords } from './sealed-columns.ts'
import { tally } from './tally.ts'

/** So many anonymous answers wait for each other before they are moved on together. */
export const leastTogether = 16
const mostTogether = 1_000

const shuffled = <T>(all: readonly T[]): T[] => {
  const mixed = [...all]
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1)
    const held = mixed[at]
    const taken = mixed[other]
    if (held !== undefined && taken !== undefined) {
      mixed[at] = taken
      mixed[other] = held
    }
  }
  return mixed
}

type Said = Readonly<Record<string, { readonly text?: string; readonly files?: readonly string[] }>>

const wordsOf = (scope: Scope, arrival: Arrival, answerId: string | null) => {
  if (!arrival.words) return []
  const said = JSON.parse(openFormWords(scope.keyring, 'form_arrivals.words', arrival.id, arrival.words)) as Said
  return Object.entries(said).map(([question, { text, files }]) => {
    const id = randomUUID()
    const salt = newSalt()
    return {
      id,
      leaf: { question, words: text ?? '', salt },
      salt: sealWordsSalt(scope.keyring, id, salt),
      formId: arrival.formId,
      version: arrival.version,
      question,
      answerId,
      placeId: arrival.placeId,
      words: text === undefined ? null : sealFormWords(scope.keyring, 'form_words.words', id, text),
      attachmentIds: [...(files ?? [])],
    }
  })
}

/**
 * Of an anonymous answer the row keeps neither place nor sex nor age: they are counted, and apart from each other. A paper
 * leads to nobody whom the house knows, and its place is needed to put its figures right.
 */
const rowOf = ({ words: _words, ...arrival }: Arrival, id: string, isNamed: boolean) => ({
  ...arrival,
  id,
  ...(isNamed || arrival.source === 'paper' ? {} : { placeId: null, sex: null, ageBand: null }),
})

/** Moves up to a thousand answers on: counted, their words apart, all in random order. Returns how many. */
export const mixSome = async (scope: Scope, form: Form, passBusy: boolean): Promise<number> => {
  const { tx, clock } = scope
  const arrivals = shuffled(await takeArrivals(tx, form.id, { limit: mostTogether, passBusy }))
  if (arrivals.length === 0) return 0
  const isNamed = form.naming === 'named'
  const rows = arrivals.map((arrival) => ({ arrival, id: randomUUID() }))
  await insertAnswers(
    tx,
    rows.map(({ arrival, id }) => rowOf(arrival, id, isNamed)),
  )
  const words = shuffled(rows.flatMap(({ arrival, id }) => wordsOf(scope, arrival, isNamed ? id : null)))
  await insertWords(
    tx,
    words.map(({ leaf: _leaf, ...row }) => row),
  )
  await giveFormLeaves(scope, form, { answers: arrivals, words: words.map(({ leaf }) => leaf) })
  const contents = new Map<number, FormContent>(
    (await readVersions(tx, form.id)).map(({ number, content }) => [number, content]),
  )
  const counted = arrivals.map((one) => ({
    ...one,
    answers: one.answers as Values,
    isPaper: one.source === 'paper',
  }))
  await addTallies(tx, form.id, tally(contents, counted))
  await addToDay(tx, form.id, vietnamDate(clock.now()), arrivals.length)
  await deleteArrivals(
    tx,
    arrivals.map(({ id }) => id),
  )
  return arrivals.length
}

/** A job of every minute: moves on what has come, of anonymous forms not before some wait together. Returns how many. */
export const mixArrivals = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  let moved = 0
  for (const { formId, naming, waiting } of await waitingArrivals(scope.tx)) {
    const form = naming === 'named' || waiting >= leastTogether ? await findForm(scope.tx, formId) : undefined
    if (form) moved += await mixSome(scope, form, true)
  }
  return moved
}
