import { opinionClasses, type OpinionClass, type OpinionNaming } from '../../questions/index.ts'
import type { PromptChoice, TurnContext } from '../turn.ts'
import { classOf, excerpt, type Draft } from './opinion-draft.ts'
import { placeLabel, shownDate, type PlaceChoice } from './opinion-places.ts'

const ask = (turn: TurnContext, draft: Draft, step: Draft['step'], text: string, labels: readonly string[]): void =>
  turn.ask({ text, choices: labels.map((label): PromptChoice => ({ label })), state: { ...draft, step } })

/** In the order of their numbers. */
export const namings = ['sealed', 'anonymous', 'named'] as const satisfies readonly OpinionNaming[]

export const askWords = (turn: TurnContext, draft: Draft, hadNone = false): void => {
  const text = hadNone
    ? turn.phrase('questions:intake.noWords')
    : turn.phrase(`questions:intake.askWords.${draft.opinionClass ?? 'government_building'}`)
  ask(turn, draft, 'words', text, [turn.phrase('questions:intake.cancel')])
}

export const askParty = (turn: TurnContext, draft: Draft): void =>
  ask(turn, draft, 'party', turn.phrase('questions:party.ask'), [
    turn.phrase('questions:party.government'),
    turn.phrase('questions:party.party'),
  ])

export const askWhere = (turn: TurnContext, draft: Draft, choices: readonly PlaceChoice[]): void =>
  ask(
    turn,
    draft,
    'where',
    turn.phrase('questions:where.ask'),
    choices.map((choice) => placeLabel(turn, choice)),
  )

export const askEdit = (turn: TurnContext, draft: Draft): void =>
  ask(turn, draft, 'edit', turn.phrase('questions:edit.ask'), [turn.phrase('questions:edit.keep')])

export const askNaming = (turn: TurnContext, draft: Draft): void =>
  ask(
    turn,
    draft,
    'naming',
    turn.phrase('questions:naming.ask'),
    namings.map((naming) => turn.phrase(`questions:naming.choice.${naming}`)),
  )

export const askName = (turn: TurnContext, draft: Draft): void =>
  ask(turn, draft, 'name', turn.phrase('questions:naming.askName'), [turn.phrase('questions:naming.choice.sealed')])

export const askClass = (turn: TurnContext, draft: Draft): void =>
  ask(
    turn,
    draft,
    'class',
    turn.phrase('questions:class.ask'),
    opinionClasses.map((one: OpinionClass) => turn.phrase(`questions:class.${one}`)),
  )

const placeLine = (turn: TurnContext, place: PlaceChoice, hasSessions: boolean): string => {
  if (place.dialogue) {
    const { title, startsAt } = place.dialogue
    return turn.phrase('questions:confirm.toDialogue', { title, date: shownDate(turn, startsAt) })
  }
  return turn.phrase(hasSessions ? 'questions:confirm.toFrontChosen' : 'questions:confirm.toFront', {
    unit: place.unitName,
  })
}

/** What was understood, and the decision: nothing is sent before it. */
export const askConfirm = (
  turn: TurnContext,
  draft: Draft,
  where: { readonly place: PlaceChoice; readonly choices: readonly PlaceChoice[]; readonly isFirst: boolean },
): void => {
  const { place, choices, isFirst } = where
  const lines = [
    turn.phrase('questions:confirm.title'),
    ...(draft.words === '' ? [] : [turn.phrase('questions:confirm.words', { words: excerpt(draft.words) })]),
    ...(draft.files.length > 0 ? [turn.phrase('questions:confirm.files', { count: draft.files.length })] : []),
    turn.phrase('questions:confirm.class', { class: turn.phrase(`questions:class.${classOf(draft)}`) }),
    placeLine(
      turn,
      place,
      choices.some((choice) => choice.dialogue),
    ),
    turn.phrase('questions:confirm.naming', {
      naming: turn.phrase(`questions:naming.${draft.naming}`, { name: draft.name ?? '' }),
    }),
    ...(draft.isJoined ? [turn.phrase('questions:confirm.joined')] : []),
    ...(isFirst ? [turn.phrase(`questions:confirm.firstTime${turn.chat.platform === 'web' ? 'Web' : ''}`)] : []),
  ]
  const state: Draft = { ...draft, place: { unitId: place.unitId, dialogueId: place.dialogueId }, isJoined: false }
  ask(turn, state, 'confirm', lines.join('\n'), [
    turn.phrase('questions:confirm.send'),
    turn.phrase('questions:confirm.edit'),
    turn.phrase('questions:confirm.cancel'),
    turn.phrase('questions:confirm.changeNaming'),
    turn.phrase('questions:confirm.changeClass'),
    ...(choices.length > 1 ? [turn.phrase('questions:confirm.changeWhere')] : []),
  ])
}
