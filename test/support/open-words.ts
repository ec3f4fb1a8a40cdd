import type { OutgoingMessage } from '../../src/channels/port.ts'
import type { House } from '../../src/database/index.ts'

/** A row of the outbox as it stands in the database. */
export type OutboxWords = {
  readonly chat_id: string
  readonly payload: Buffer | null
  readonly content_id: string | null
}

/** What a waiting message says, whether its words are its own or shared with others. */
export const openWords = async (house: House, row: OutboxWords): Promise<OutgoingMessage> => {
  const { keyring, database } = house
  if (row.payload !== null)
    return JSON.parse(keyring.openText('outbox', row.payload, `outbox.payload:${row.chat_id}`)) as OutgoingMessage
  const [content] = await database.$client<{ ref: string; key: string; payload: Buffer }[]>`
    select ref, key, payload from outbox_contents where id = ${row.content_id}`
  if (!content) throw new Error('a waiting message whose content is gone')
  const place = `outbox_contents.payload:${content.ref}:${content.key}`
  return JSON.parse(keyring.openText('outbox', content.payload, place)) as OutgoingMessage
}
