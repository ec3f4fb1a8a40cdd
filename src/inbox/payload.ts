import type { RawUpdate } from '../channels/port.ts'

// The platform's id of the chat travels inside the sealed payload, so that receiving touches two tables and no more:
// length of the id (2 bytes), the id in UTF-8, then the update as it came.

export const packPayload = (update: Pick<RawUpdate, 'conversation' | 'raw'>): Buffer => {
  const conversation = Buffer.from(update.conversation, 'utf8')
  const head = Buffer.alloc(2)
  head.writeUInt16BE(conversation.length)
  return Buffer.concat([head, conversation, update.raw])
}

export const unpackPayload = (payload: Buffer): { conversation: string; raw: Buffer } => {
  const length = payload.readUInt16BE(0)
  return { conversation: payload.toString('utf8', 2, 2 + length), raw: payload.subarray(2 + length) }
}
