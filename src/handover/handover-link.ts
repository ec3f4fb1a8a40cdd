import { randomBytes } from 'node:crypto'
import type { House, Scope } from '../database/index.ts'
import { act } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Handover, HandoverParty } from './handover.ts'
import { changeParty, lockHandover } from './handover-store.ts'
import { findHandover, partyByLink } from './handover-views.ts'
import { takeReceipt, takeReturn, type Receipt, type Return } from './receive-handover.ts'
import { noteAct, takeOwnHandover, type Seen, type TakenParty } from './take-handover.ts'
import { notNow } from './wrong-field.ts'

/** Days in which a receiver without an account opens their link. */
export const linkDays = 14
const day = 86_400_000
const shape = /^[A-Za-z0-9_-]{43}$/

const hashOf = (keyring: Keyring, token: string): string => keyring.blindIndex('session', `handover:${token}`)

/**
 * Makes a link by which a receiver without an account reads the dossier and confirms it or gives it back. It is shown this
 * once; one that was made before is worth nothing from then on.
 */
export const makeHandoverLink = async (
  scope: Scope,
  input: Seen & { readonly seq: number },
): Promise<{ readonly token: string; readonly expiresAt: Date }> => {
  const { handover } = await takeOwnHandover(scope, input, { states: ['sent', 'received'] })
  const party = handover.parties.find(({ seq }) => seq === input.seq)
  if (!party || party.unitId !== null || party.receivedAt !== null || party.returnedAt !== null) throw notNow('link')
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(scope.clock.now().getTime() + linkDays * day)
  const link = { linkHash: hashOf(scope.keyring, token), linkExpiresAt: expiresAt }
  await changeParty(scope.tx, { handoverId: handover.id, seq: party.seq }, link)
  await noteAct(scope, 'handover.link_made', handover, { party: party.seq })
  return { token, expiresAt }
}

export type LinkedParty = { readonly handover: Handover; readonly party: HandoverParty }

/** What a link opens now; nothing for one that is spent, replaced or too old. */
export const openHandoverLink = async (house: House, token: string): Promise<LinkedParty | undefined> => {
  if (!shape.test(token)) return undefined
  const { database, keyring, clock } = house
  const found = await partyByLink(database, hashOf(keyring, token), clock.now())
  const handover = found && (await findHandover(database, found.handoverId))
  const party = handover?.parties.find(({ seq }) => seq === found?.seq)
  return handover && party && { handover, party }
}

const byLink = async (house: House, token: string, work: (scope: Scope, taken: TakenParty) => Promise<void>) =>
  await act(house, systemActor('handover-link'), async (scope) => {
    const found = shape.test(token)
      ? await partyByLink(scope.tx, hashOf(scope.keyring, token), scope.clock.now())
      : undefined
    // Locked before it is read: of two who press at once the second finds the link spent.
    if (!found || !(await lockHandover(scope.tx, found.handoverId))) throw notNow('link')
    const still = await partyByLink(scope.tx, hashOf(scope.keyring, token), scope.clock.now())
    const handover = still && (await findHandover(scope.tx, still.handoverId))
    const party = handover?.parties.find(({ seq }) => seq === found.seq)
    if (!handover || !party || (handover.state !== 'sent' && handover.state !== 'received')) throw notNow('link')
    await work(scope, { handover, party, officerId: null })
  })

export const receiveByLink = async (house: House, token: string, receipt: Receipt): Promise<void> =>
  await byLink(house, token, async (scope, taken) => await takeReceipt(scope, taken, receipt))

export const returnByLink = async (house: House, token: string, given: Return): Promise<void> =>
  await byLink(house, token, async (scope, taken) => await takeReturn(scope, taken, given))
