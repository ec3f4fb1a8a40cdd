import { formatDateEn, formatDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { findUnit } from '../../units/index.ts'
import type { TurnContext } from '../turn.ts'
import type { Place } from './opinion-draft.ts'

/** A session that takes opinions now, as the sessions' room tells it. */
export type Collecting = {
  readonly id: string
  readonly title: string
  readonly noticeCode: string
  readonly startsAt: Date
}

/** Asks the sessions' room: which of them take opinions from people of these units (each by its path) now? */
export type FindCollecting = (
  database: TurnContext['scope']['tx'],
  options: { readonly unitPaths: readonly (readonly string[])[]; readonly now: Date },
) => Promise<readonly Collecting[]>

/** A place that the person may choose, with what they need to know it by. */
export type PlaceChoice = Place & { readonly unitName: string; readonly dialogue: Collecting | null }

const choicesOf = async (
  turn: TurnContext,
  collecting: FindCollecting,
  unitId: string,
  groupUnitId: string | null,
): Promise<PlaceChoice[]> => {
  const { tx, clock } = turn.scope
  const nearest = (groupUnitId === null ? undefined : await findUnit(tx, groupUnitId)) ?? (await findUnit(tx, unitId))
  // A village is a handful of people: an opinion is the commune's, whatever its author lives in or follows.
  const communeId = nearest?.level === 'group' ? nearest.path.at(-2) : undefined
  const commune = communeId === undefined ? nearest : await findUnit(tx, communeId)
  if (!nearest || !commune) return []
  const sessions = await collecting(tx, { unitPaths: [nearest.path], now: clock.now() })
  const unit = { unitId: commune.id, unitName: commune.fullName }
  return [
    ...sessions.map((dialogue) => ({ ...unit, dialogueId: dialogue.id, dialogue })),
    { ...unit, dialogueId: null, dialogue: null },
  ]
}

/** Where this person may send an opinion: sessions first, one's own unit before the one that is followed. */
export const placesFor = async (turn: TurnContext, collecting: FindCollecting): Promise<PlaceChoice[]> => {
  const { resident } = turn
  if (!resident?.unitId) return []
  const own = await choicesOf(turn, collecting, resident.unitId, resident.groupUnitId)
  const followed =
    resident.followedUnitId === null ? [] : await choicesOf(turn, collecting, resident.followedUnitId, null)
  const known = new Set(own.map((choice) => choice.dialogueId))
  const ownUnits = new Set(own.map((choice) => choice.unitId))
  const others = followed.filter((choice) =>
    choice.dialogueId === null ? !ownUnits.has(choice.unitId) : !known.has(choice.dialogueId),
  )
  const all = [...own, ...others]
  return [...all.filter((choice) => choice.dialogue), ...all.filter((choice) => !choice.dialogue)]
}

export const findPlace = (choices: readonly PlaceChoice[], place: Place | null): PlaceChoice | undefined =>
  choices.find((choice) => place?.unitId === choice.unitId && place.dialogueId === choice.dialogueId)

/**
 * The place that needs no question: the only session, when it is of one's own unit; with no session at all the Front
 * of one's own unit. Otherwise the person is asked.
 */
export const obviousPlace = (choices: readonly PlaceChoice[], ownUnitId: string | null): PlaceChoice | undefined => {
  const sessions = choices.filter((choice) => choice.dialogue)
  if (sessions.length === 0) return choices.find((choice) => choice.unitId === ownUnitId) ?? choices[0]
  return sessions.length === 1 && sessions[0]?.unitId === ownUnitId ? sessions[0] : undefined
}

export const shownDate = (turn: TurnContext, at: Date): string => {
  const date = vietnamDate(at)
  return turn.locale === 'en' ? formatDateEn(date) : formatDateVi(date)
}

export const placeLabel = (turn: TurnContext, choice: PlaceChoice): string =>
  choice.dialogue
    ? turn.phrase('questions:where.dialogue', {
        title: choice.dialogue.title,
        date: shownDate(turn, choice.dialogue.startsAt),
      })
    : turn.phrase('questions:where.ongoing', { unit: choice.unitName })
