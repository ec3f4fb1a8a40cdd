import type { OutgoingMessage } from '../channels/port.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { contentPlace } from './bulk-store.ts'
import { inDoubtOf, isBooked, noteEcho } from './echo-store.ts'
import { joinTexts } from './join-answers.ts'

export type Echo = {
  readonly accountId: string
  readonly chatId: number
  readonly messageId: string
  readonly text: string
}

/** Platforms add the numbered lines below the words, and may trim them. */
const says = (text: string, message: OutgoingMessage): boolean => {
  const [seen, ours] = [text.normalize('NFC').trim(), message.text.normalize('NFC').trim()]
  return ours !== '' && (seen === ours || seen.startsWith(`${ours}\n`))
}

/**
 * The platform shows a message that left our account. If we do not know yet what became of ours with these words, it
 * was sent: it is not sent again, and not reported as uncertain. Gives whether one was found.
 */
export const settleByEcho = async (scope: Scope, echo: Echo): Promise<boolean> => {
  requireSystem(scope.actor)
  const { tx, keyring, clock } = scope
  const lookup = keyring.blindIndex('message-id', `${echo.accountId}\n${echo.messageId}`)
  if (await isBooked(tx, echo.chatId, lookup)) return false
  const open = (sealed: Buffer, place: string): OutgoingMessage =>
    JSON.parse(keyring.openText('outbox', sealed, place)) as OutgoingMessage
  const all = (await inDoubtOf(tx, echo.chatId)).flatMap(({ id, payload, content }) => {
    if (content) return [{ id, message: open(content.payload, contentPlace(content.ref, content.key)) }]
    return payload ? [{ id, message: open(payload, `outbox.payload:${echo.chatId}`) }] : []
  })
  const [first, ...others] = all
  if (!first) return false
  const one = all.find(({ message }) => says(echo.text, message))
  const joined = joinTexts(
    first.message,
    others.map(({ message }) => message),
  )
  const ids = one ? [one.id] : says(echo.text, joined) ? all.map(({ id }) => id) : []
  await noteEcho(tx, ids, lookup, clock.now())
  return ids.length > 0
}
