import type { PrintedReceipt, Question } from '../questions/index.ts'

/** An opinion as programs read it. `text` is its first wording, as it was handed in. */
export const showQuestion = (question: Question) => ({
  ...question,
  receivedAt: question.receivedAt.toISOString(),
  text: question.wordings === null ? null : (question.wordings[0]?.text ?? ''),
  wordings: question.wordings?.map((one) => ({ ...one, at: one.at.toISOString() })) ?? null,
  files: [...question.files],
})

export const showReceipt = (receipt: PrintedReceipt) => ({
  id: receipt.opinionId,
  code: receipt.code,
  unitId: receipt.unitId,
  dialogueId: receipt.dialogueId ?? null,
  opinionClass: receipt.opinionClass,
  naming: receipt.naming,
  channel: receipt.channel,
  receivedAt: receipt.receivedAt.toISOString(),
  verifyPath: `/verify/${receipt.code.replaceAll(' ', '')}`,
})
