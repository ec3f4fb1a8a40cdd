import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { syllables } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { countryId, unitsBelow, type UnitMatch } from '../../units/index.ts'
import type { Input, TurnContext } from '../turn.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { findUnitMeant, type Listed } from './residents-find-unit.ts'
import { placeName } from './residents-place-name.ts'

/** Where the search for a place stands; kept in the state of the topic that asks. */
export type Pick = {
  /** Units behind the numbers of the list, in order. */
  readonly ids: readonly string[]
  /** What the numbers after them do. */
  readonly extras: readonly ('next' | 'again' | 'others' | 'provinces' | 'person')[]
  /** The name that was read, where one place alone is offered. */
  readonly typed?: string
  /** How often nothing was found. */
  readonly misses: number
  /** Only places below this unit. */
  readonly within?: string
  /** The unit whose parts are listed, and from which one on. */
  readonly listed?: { readonly below: string; readonly from: number }
}

/** Asks with the text; `state` is what the topic gets back with the answer. */
export type AskPick = (text: string, labels: readonly string[], pick: Pick) => void

export type Picked =
  | { readonly kind: 'unit'; readonly unitId: string }
  /** The person was asked on. */
  | { readonly kind: 'asked' }
  /** They want an officer's help. */
  | { readonly kind: 'person' }
  /** A text that is no place at all but seems to be a matter of its own. */
  | { readonly kind: 'something-else' }

export const noPick: Pick = { ids: [], extras: [], misses: 0 }

const listMax = 8
const longForAName = 8
const asked = { kind: 'asked' } as const

const labelOf = async (turn: TurnContext, match: UnitMatch): Promise<string> => {
  const place = await placeName(turn, match.unit.id)
  if (match.share === undefined) return place
  return `${place} (${turn.phrase(`residents:share.${match.share}`, { old: match.named.fullName })})`
}

/** Lists what lies below a unit, some at a time. */
const askBelow = async (turn: TurnContext, ask: AskPick, below: string, from: number): Promise<void> => {
  const { tx, clock } = turn.scope
  const isCountry = below === countryId
  const level = isCountry ? 'province' : 'commune'
  const all = await unitsBelow(tx, below, { on: vietnamDate(clock.now()), level })
  const shown = all.slice(from, from + listMax)
  const hasMore = all.length > from + listMax
  const text = isCountry
    ? turn.phrase('residents:pick.provinces')
    : turn.phrase('residents:pick.communes', { province: await placeName(turn, below) })
  const labels = [...shown.map((unit) => unit.fullName), ...(hasMore ? [turn.phrase('residents:pick.next')] : [])]
  ask(text, labels, {
    ids: shown.map((unit) => unit.id),
    extras: hasMore ? ['next'] : [],
    misses: 0,
    listed: { below, from },
    ...(isCountry ? {} : { within: below }),
  })
}

const askSeveral = async (
  turn: TurnContext,
  ask: AskPick,
  { matches, divided }: Listed,
  pick: Pick,
  typed: string,
): Promise<void> => {
  const labels = []
  for (const match of matches) labels.push(await labelOf(turn, match))
  const text = divided
    ? turn.phrase('residents:pick.divided', { old: divided })
    : turn.phrase(matches.length === 1 ? 'residents:pick.guess' : 'residents:pick.several')
  ask(text, [...labels, turn.phrase('residents:pick.notThese')], {
    ...pick,
    ids: matches.map(({ unit }) => unit.id),
    extras: ['again'],
    typed,
  })
}

/** The place of today first; whoever means an old name or another place sees those next. */
const askCurrent = async (
  turn: TurnContext,
  ask: AskPick,
  match: UnitMatch,
  pick: Pick,
  typed: string,
): Promise<void> => {
  const labels = [await labelOf(turn, match), turn.phrase('residents:pick.others')]
  ask(turn.phrase('residents:pick.current'), labels, { ...pick, ids: [match.unit.id], extras: ['others'], typed })
}

const askAfterMiss = (turn: TurnContext, ask: AskPick, pick: Pick): void => {
  const misses = pick.misses + 1
  if (misses < 2) return ask(turn.phrase('residents:pick.none'), [], { ...noPick, misses })
  const labels = [turn.phrase('residents:pick.byProvince'), turn.phrase('residents:pick.person')]
  ask(turn.phrase('residents:pick.noneTwice'), labels, { ids: [], extras: ['provinces', 'person'], misses })
}

const askOthers = async (turn: TurnContext, ask: AskPick, pick: Pick): Promise<void> => {
  const typed = pick.typed ?? ''
  const found = await findUnitMeant(turn, typed, pick.within)
  if (found.kind === 'current') await askSeveral(turn, ask, found.others, pick, typed)
  else askAfterMiss(turn, ask, pick)
}

const takeChoice = async (turn: TurnContext, ask: AskPick, pick: Pick, number: number): Promise<Picked> => {
  const unitId = pick.ids[number - 1]
  if (unitId !== undefined) {
    if (pick.listed?.below !== countryId) return { kind: 'unit', unitId }
    await askBelow(turn, ask, unitId, 0)
    return asked
  }
  switch (pick.extras[number - 1 - pick.ids.length]) {
    case 'next':
      await askBelow(turn, ask, pick.listed?.below ?? countryId, (pick.listed?.from ?? 0) + listMax)
      break
    case 'provinces':
      await askBelow(turn, ask, countryId, 0)
      break
    case 'others':
      await askOthers(turn, ask, pick)
      break
    case 'person':
      return { kind: 'person' }
    case 'again':
    case undefined:
      askAfterMiss(turn, ask, pick)
  }
  return asked
}

/** Reads a name of a place as typed, or goes on asking. */
export const pickByName = async (turn: TurnContext, ask: AskPick, pick: Pick, text: string): Promise<Picked> => {
  const found = await findUnitMeant(turn, text, pick.within)
  switch (found.kind) {
    case 'one':
      return { kind: 'unit', unitId: found.unitId }
    case 'several':
      await askSeveral(turn, ask, found, pick, text)
      return asked
    case 'current':
      await askCurrent(turn, ask, found.match, pick, text)
      return asked
    case 'province': {
      const province = await placeName(turn, found.unitId)
      if (pick.listed?.below === countryId) await askBelow(turn, ask, found.unitId, 0)
      else ask(turn.phrase('residents:pick.inProvince', { province }), [], { ...noPick, within: found.unitId })
      return asked
    }
    case 'none':
      if (syllables(text).length >= longForAName) return { kind: 'something-else' }
      askAfterMiss(turn, ask, pick)
      return asked
  }
}

/** An answer to an open question for a place. */
export const pickUnit = async (turn: TurnContext, ask: AskPick, pick: Pick, input: Input): Promise<Picked> => {
  if (input.kind === 'choice') return await takeChoice(turn, ask, pick, input.number)
  // Where one place alone is offered, the question is one of yes or no.
  const isOne = input.kind === 'text' && pick.ids.length === 1 && pick.typed !== undefined
  const yesNo = isOne ? readYesNo(input.text) : null
  if (yesNo === 'unclear') return await pickByName(turn, ask, pick, pick.typed ?? '')
  if (yesNo !== null) return await takeChoice(turn, ask, pick, yesNo === 'yes' ? 1 : 2)
  if (input.kind === 'text') return await pickByName(turn, ask, pick, input.text)
  if (input.kind === 'media') return { kind: 'something-else' }
  ask(turn.phrase('residents:pick.location'), [], { ...noPick, misses: pick.misses })
  return asked
}

/** The first question. */
export const askForUnit = (turn: TurnContext, ask: AskPick, text: PhraseKey): void => ask(turn.phrase(text), [], noPick)
