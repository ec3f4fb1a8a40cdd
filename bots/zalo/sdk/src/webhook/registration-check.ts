import { idAt, objectAt, textAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'

/**
 * True for the sample that Zalo's console posts when a webhook address is saved or tested: sender all 1s, recipient all
 * 2s, or its fixed msg_id and text. It must get HTTP 200 and mean nothing. Seen by one integration only; the check may
 * also come unsigned and without a body, which is for the receiver to decide.
 */
export const isRegistrationCheck = (body: JsonObject): boolean => {
  const sender = idAt(objectAt(body, 'sender'), 'id')
  const recipient = idAt(objectAt(body, 'recipient'), 'id')
  const message = objectAt(body, 'message')
  const placeholderIds = sender !== null && recipient !== null && /^1+$/.test(sender) && /^2+$/.test(recipient)
  const placeholderText = textAt(message, 'msg_id') === 'This is message id'
  return placeholderIds || (placeholderText && textAt(message, 'text') === 'This is testing message')
}
