import { looksLikeNotice } from '../../broadcasts/index.ts'
import type { AttachmentStorage } from '../../attachments/index.ts'
import { findTwin, guardText, myOpinions, opinionClasses, shownNameMax } from '../../questions/index.ts'
import type { Input, Opening, Topic, TurnContext } from '../turn.ts'
import { hasLetters, readTyped } from './opinion-answer.ts'
import { cutToFit, excerpt, type Draft } from './opinion-draft.ts'
import { dropFiles, takeMedia, withoutLostFiles } from './opinion-files.ts'
import { asOpinion, countDoorTaken, guardDraft, readGuardChoice, tellEmergencyNumbers } from './opinion-guard.ts'
import { draftFrom } from './opinion-opening.ts'
import { findPlace, obviousPlace, placesFor, type FindCollecting } from './opinion-places.ts'
import {
  askClass,
  askConfirm,
  askEdit,
  askName,
  askNaming,
  askParty,
  askWhere,
  askWords,
  namings,
} from './opinion-prompts.ts'
import { sendDraft, tellRepeat } from './opinion-send.ts'
import { offerSupport, supportInstead } from './opinion-support.ts'
import { readSmallTalk } from './opinion-small-talk.ts'
import { askTooLong, isNextPiece, passOverPiece } from './opinion-too-long.ts'

type Options = {
  /** Which sessions take opinions now. */
  readonly collecting: FindCollecting
  readonly storage: AttachmentStorage
}

/** Takes a question, an opinion or an idea from the first word to the receipt. */
export const createOpinionTopic = ({ collecting, storage }: Options): Topic => {
  /** Goes on with a draft: asks what is still open, in the end the decision. */
  const goOn = async (turn: TurnContext, draft: Draft): Promise<void> => {
    if (draft.leftOut !== undefined) return await askTooLong(turn, draft, draft.leftOut)
    if (draft.words === '' && draft.files.length === 0) return askWords(turn, draft)
    if (draft.words !== '' && !hasLetters(draft.words) && draft.files.length === 0) {
      return askWords(turn, { ...draft, words: '' }, true)
    }
    if (await guardDraft(turn, draft)) return
    if (draft.asksParty) return askParty(turn, draft)
    const choices = await placesFor(turn, collecting)
    const place = findPlace(choices, draft.place) ?? obviousPlace(choices, turn.resident?.unitId ?? null)
    if (!place) return askWhere(turn, draft, choices)
    const { resident, scope } = turn
    if (!resident) return
    if (draft.naming !== 'anonymous') {
      const { unitId, dialogueId } = place
      const sent = { residentId: resident.id, unitId, text: draft.words, attachmentIds: draft.files }
      const twin = await findTwin(scope, dialogueId === null ? sent : { ...sent, dialogueId })
      if (twin) {
        turn.close()
        return tellRepeat(turn, twin.code)
      }
    }
    if (await offerSupport(turn, draft, { unitId: place.unitId, dialogueId: place.dialogueId })) return
    const { total } = await myOpinions(scope.tx, { residentId: resident.id, limit: 1 })
    askConfirm(turn, draft, { place, choices, isFirst: total === 0 })
  }

  const cancel = async (
    turn: TurnContext,
    draft: Draft,
    why: 'cancelled' | 'guard.doorTaken' | 'guard.emergencyDone',
  ) => {
    await dropFiles(turn, storage, draft)
    turn.close()
    // What is told not to be kept must not stay on the page of a web chat either.
    if (why !== 'cancelled') turn.scrub()
    turn.tell(turn.phrase(`questions:${why}`))
  }

  const send = async (turn: TurnContext, draft: Draft): Promise<void> => {
    const whole = await withoutLostFiles(turn, draft)
    if (whole !== draft) {
      turn.tell(turn.phrase('attachments:refused.gone'))
      return await goOn(turn, whole)
    }
    const place = findPlace(await placesFor(turn, collecting), draft.place)
    if (place) return await sendDraft(turn, draft, place)
    turn.tell(turn.phrase('questions:where.closed'))
    await goOn(turn, { ...draft, place: null })
  }

  const choose = async (turn: TurnContext, draft: Draft, number: number): Promise<void> => {
    switch (draft.step) {
      case 'words':
        return await cancel(turn, draft, 'cancelled')
      case 'emergency':
        if (number === 1) return await goOn(turn, asOpinion(draft))
        return await cancel(turn, draft, 'guard.emergencyDone')
      case 'guard': {
        const chosen = readGuardChoice(draft, number)
        if (chosen === 'opinion') return await goOn(turn, asOpinion(draft))
        if (chosen === 'rewrite') return askEdit(turn, draft)
        if (chosen === 'elsewhere') await countDoorTaken(turn, draft)
        return await cancel(turn, draft, chosen === 'elsewhere' ? 'guard.doorTaken' : 'cancelled')
      }
      case 'party': {
        const opinionClass = number === 1 ? 'government_building' : 'party_building'
        return await goOn(turn, { ...draft, asksParty: false, opinionClass })
      }
      case 'where': {
        const choice = (await placesFor(turn, collecting))[number - 1]
        const place = choice ? { unitId: choice.unitId, dialogueId: choice.dialogueId } : null
        return await goOn(turn, { ...draft, place })
      }
      case 'class':
        return await goOn(turn, { ...draft, opinionClass: opinionClasses[number - 1] ?? null })
      case 'naming': {
        const naming = namings[number - 1] ?? 'sealed'
        if (naming === 'named' && draft.name === null) return askName(turn, draft)
        return await goOn(turn, { ...draft, naming })
      }
      case 'name':
        return await goOn(turn, { ...draft, naming: 'sealed' })
      case 'edit':
        return await goOn(turn, draft)
      case 'too-long':
        if (number === 1) return await goOn(turn, draft)
        return number === 2 ? askEdit(turn, draft) : await cancel(turn, draft, 'cancelled')
      case 'support':
        if (number === 2) return await goOn(turn, { ...draft, isOwn: true })
        if (number === 3) return await cancel(turn, draft, 'cancelled')
        await supportInstead(turn, draft)
        return await dropFiles(turn, storage, draft)
      case 'confirm':
        if (number === 1) return await send(turn, draft)
        if (number === 2) return askEdit(turn, draft)
        if (number === 3) return await cancel(turn, draft, 'cancelled')
        if (number === 4) return askNaming(turn, draft)
        if (number === 5) return askClass(turn, draft)
        return askWhere(turn, draft, await placesFor(turn, collecting))
    }
  }

  const type = async (turn: TurnContext, draft: Draft, text: string): Promise<boolean> => {
    const typed = readTyped(draft, text)
    if (typed.kind === 'elsewhere') return false
    if (typed.kind === 'cancel') await cancel(turn, draft, 'cancelled')
    else if (typed.kind === 'choice') await choose(turn, draft, typed.number)
    else if (typed.kind === 'draft') await goOn(turn, typed.draft)
    else if (typed.kind === 'no-words') askWords(turn, draft, true)
    else {
      turn.tell(turn.phrase('questions:refused.name', { max: shownNameMax }))
      askName(turn, draft)
    }
    return true
  }

  /** Without a place there is nobody to send it to: it waits until the person has said where they live. */
  const waitForPlace = async (turn: TurnContext, input: Input | undefined): Promise<void> => {
    if (input?.kind === 'text' && guardText(input.text)?.kind === 'emergency') await tellEmergencyNumbers(turn)
    if (input) turn.hold(input)
    turn.tell(turn.phrase('questions:intake.noUnit'))
    await turn.goTo('word:NOIO', { word: 'NOIO' })
  }

  const begin = async (turn: TurnContext, opening: Opening): Promise<void> => {
    const { resident } = turn
    if (!resident?.consents.includes('relay')) return await turn.goTo('welcome', opening)
    const { input } = opening
    const talk = input?.kind === 'text' && opening.word === undefined ? readSmallTalk(input.text) : null
    if (talk === 'thanks') return turn.tell(turn.phrase('questions:intake.thanks'))
    if (talk === 'answer') return turn.tell(turn.phrase('questions:intake.nothingOpen'))
    if (talk === 'greeting') {
      turn.tell(turn.phrase('questions:intake.greeting'))
      return await turn.goTo('menu')
    }
    if (resident.unitId === null) return await waitForPlace(turn, input)
    const draft = draftFrom(resident, opening)
    const filled =
      input?.kind === 'media' ? { ...(await takeMedia(turn, draft, input)), isJoined: false } : cutToFit(draft)
    // Only files that could not be taken came, and that was said.
    if (input?.kind === 'media' && filled.files.length === 0 && filled.words === '') return
    // `dialogue:<id>` from the schedule and the check of a notice, a notice code from a link.
    const wanted = (opening.payload ?? opening.argument)?.replace(/^(?:dialogue:|d_)/, '')
    const choices = wanted === undefined ? [] : await placesFor(turn, collecting)
    const named = choices.find(
      (one) => one.dialogue && [one.dialogue.id, one.dialogue.noticeCode].includes(wanted ?? ''),
    )
    await goOn(turn, named ? { ...filled, place: { unitId: named.unitId, dialogueId: named.dialogueId } } : filled)
  }

  return {
    name: 'opinion',
    words: ['HOI', 'GOPY', 'HIENKE', 'PHANANH'],
    begin,
    async answer(turn: TurnContext, state: unknown, input: Input) {
      const draft = state as Draft
      if (input.kind === 'text' && isNextPiece(turn, draft, input.text)) {
        await passOverPiece(turn, draft, input.text)
        return true
      }
      // A pasted notice is something to check, not a further sentence of the draft.
      if (input.kind === 'text' && looksLikeNotice(input.text)) return false
      if (input.kind === 'choice') await choose(turn, draft, input.number)
      else if (input.kind === 'media') await goOn(turn, await takeMedia(turn, draft, input))
      else if (input.kind === 'text') return await type(turn, draft, input.text)
      else return false
      return true
    },
    async leave(turn: TurnContext, state: unknown) {
      const { words, files } = state as Draft
      if (hasLetters(words)) turn.tell(turn.phrase('questions:draft.left', { words: excerpt(words) }))
      else if (files.length > 0) turn.tell(turn.phrase('questions:draft.leftFiles'))
    },
  }
}
