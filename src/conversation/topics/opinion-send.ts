import { formatCode } from '../../kernel/codes.ts'
import { inviteLacking } from '../../preparation/index.ts'
import { handInOpinion, handInsMax } from '../../questions/index.ts'
import type { TurnContext } from '../turn.ts'
import { classOf, type Draft } from './opinion-draft.ts'
import type { PlaceChoice } from './opinion-places.ts'

/** The receipt that somebody has already, when the same words come again. */
export const tellRepeat = (turn: TurnContext, code: string): void => {
  const shown = formatCode(code)
  turn.tell(
    [
      turn.phrase('questions:receipt.repeat', { code: shown }),
      turn.phrase('questions:receipt.follow', { code: shown }),
    ].join('\n'),
  )
}

/** Hands the draft in and tells the receipt. Of an anonymous one no trace stays in the conversation. */
export const sendDraft = async (turn: TurnContext, draft: Draft, place: PlaceChoice): Promise<void> => {
  const done = await handInOpinion(turn.scope, {
    unitId: place.unitId,
    ...(place.dialogueId === null ? {} : { dialogueId: place.dialogueId }),
    opinionClass: classOf(draft),
    naming: draft.naming,
    ...(draft.name === null ? {} : { name: draft.name }),
    text: draft.words,
    attachmentIds: draft.files,
    channel: turn.chat.platform,
    language: turn.locale,
    ...(draft.guardMark === undefined ? {} : { guardMark: draft.guardMark }),
  })
  turn.close()
  if (done.isRepeat) return tellRepeat(turn, done.code)
  const isAnonymous = draft.naming === 'anonymous'
  if (isAnonymous) turn.scrub()
  const code = formatCode(done.code)
  const lacking =
    place.dialogueId === null
      ? null
      : await inviteLacking(turn.scope, {
          dialogueId: place.dialogueId,
          opinionClass: classOf(draft),
          isAnonymous,
        })
  turn.tell(
    [
      turn.phrase('questions:receipt.done', { code }),
      turn.phrase(isAnonymous ? 'questions:receipt.anonymous' : 'questions:receipt.follow', { code }),
      ...(done.held === 'flood' ? [turn.phrase('questions:receipt.held', { max: handInsMax })] : []),
      ...(lacking === null ? [] : [turn.phrase(`preparation:invite.${lacking}`)]),
      ...(done.held === 'words' ? [turn.phrase('triage:receipt.held')] : []),
    ].join('\n'),
  )
  // Whom a mute concerns is told why and until when, and may contest it.
  if (done.held === 'muted') await turn.goTo('muted')
}
