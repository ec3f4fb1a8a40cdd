import { findFormReceipt } from '../../forms/index.ts'
import { parseCode } from '../../kernel/codes.ts'
import { findByCodeInChat, mayTryCode, noteWrongCode, wrongCodesMax } from '../../questions/index.ts'
import { findSealedReceipt } from '../../sealed/index.ts'
import type { TurnContext } from '../turn.ts'
import { answerReceiptLines } from './track-receipt.ts'

type Found = NonNullable<Awaited<ReturnType<typeof findByCodeInChat>>> & { readonly code: string }

const fullLength = 12

/** Looks up a code that was typed. Null when it is none of ours; the person has then been told what to look at. */
export const lookUpCode = async (turn: TurnContext, text: string): Promise<Found | null> => {
  const parsed = parseCode(text)
  if (parsed?.kind !== 'receipt') {
    const length = parsed?.kind === 'mistyped' ? parsed.length : text.replace(/\D/gu, '').length
    turn.tell(
      length === fullLength
        ? turn.phrase('questions:track.mistypedDigit')
        : turn.phrase('questions:track.mistyped', { length }),
    )
    return null
  }
  const { scope, chat, resident } = turn
  if (!resident) return null
  if (!(await mayTryCode(scope, String(chat.id)))) {
    turn.tell(turn.phrase('questions:track.tooMany', { max: wrongCodesMax }))
    return null
  }
  const code = parsed.digits
  const found = await findByCodeInChat(scope.tx, scope.keyring, { code, residentId: resident.id })
  if (found) return { ...found, code }
  // A sealed letter: where it stands, and no more than that.
  const sealed = await findSealedReceipt(scope.tx, code)
  if (sealed) {
    turn.tell(turn.phrase(`sealed:receipt.${sealed.state}`))
    return null
  }
  const form = await findFormReceipt(scope.tx, code)
  if (form) {
    const proof = await answerReceiptLines(turn, code)
    turn.tell([turn.phrase(`form-chat:receipt.${form.state}`), ...proof].join('\n'))
    return null
  }
  await noteWrongCode(scope, String(chat.id))
  turn.tell(turn.phrase('questions:track.unknown'))
  return null
}
