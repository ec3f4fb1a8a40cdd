import {
  eraseAttachment,
  readAttachmentSummary,
  refusalPhrases,
  registerAttachment,
  type AttachmentStorage,
} from '../../attachments/index.ts'
import { filesMax } from '../../questions/index.ts'
import type { Input, TurnContext } from '../turn.ts'
import { withFiles, withWords, type Draft } from './opinion-draft.ts'

type Media = Extract<Input, { kind: 'media' }>

/** Takes files into the draft, and the words under them; a file that cannot be taken is told at once. */
export const takeMedia = async (turn: TurnContext, draft: Draft, input: Media): Promise<Draft> => {
  const ids: string[] = []
  for (const media of input.items) {
    if (draft.files.length + ids.length >= filesMax) {
      turn.tell(turn.phrase('questions:refused.files', { max: filesMax }))
      break
    }
    const taken = await registerAttachment(turn.scope, {
      accountId: turn.chat.accountId,
      chatId: turn.chat.id,
      media,
    })
    if (taken.ok) ids.push(taken.attachmentId)
    else turn.tell(turn.phrase(refusalPhrases[taken.why]))
  }
  const withThem = ids.length > 0 ? withFiles(draft, ids) : draft
  return input.caption === undefined ? withThem : withWords(withThem, input.caption)
}

/** Leaves away files that turned out not to be usable, or were erased because the draft waited too long. */
export const withoutLostFiles = async (turn: TurnContext, draft: Draft): Promise<Draft> => {
  const reader = { database: turn.scope.tx, keyring: turn.scope.keyring }
  const kept: string[] = []
  for (const id of draft.files) {
    const found = await readAttachmentSummary(reader, id)
    if (found?.state === 'stored' || found?.state === 'pending') kept.push(id)
  }
  return kept.length === draft.files.length ? draft : { ...draft, files: kept }
}

/** What is not sent is not kept. */
export const dropFiles = async (turn: TurnContext, storage: AttachmentStorage, draft: Draft): Promise<void> => {
  for (const id of draft.files) await eraseAttachment(turn.scope, storage, id)
}
