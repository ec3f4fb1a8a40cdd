import { openPhoneChat, phoneAccountId } from '../channels/index.ts'
import type { Scope } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { newId } from '../kernel/ids.ts'
import { registerVersion, type TakenConsent } from './entered-number.ts'
import { endOtherEntries, entriesOfPerson, saveEntry, sealTaker } from './number-store.ts'
import type { ConsentPurpose } from './resident.ts'
import {
  consentActs,
  findContact,
  insertConsents,
  insertContact,
  insertResident,
  lockResident,
  updateResident,
  type ResidentRow,
} from './resident-store.ts'

export type NumberToTakeIn = {
  /** E.164. */
  readonly phone: string
  readonly unitId: string
  readonly groupUnitId: string | null
  readonly language: 'vi' | 'en'
  readonly consent: TakenConsent
  readonly officerId: string
}

type Effect = 'met' | 'place' | 'none'

/** What an entry does to its person; `greets` when they are told of it. */
type Outcome = { readonly effect: Effect; readonly greets: boolean }

const agree = async (
  scope: Scope,
  residentId: string,
  input: NumberToTakeIn,
  purposes: readonly ConsentPurpose[],
): Promise<void> => {
  const { how: act } = input.consent
  const version = registerVersion(input.language)
  const at = scope.clock.now()
  await insertConsents(
    scope.tx,
    purposes.map((purpose) => ({ id: newId(), residentId, purpose, version, act, state: 'given', at })),
  )
}

const agreedTo = ({ consent }: NumberToTakeIn): ConsentPurpose[] =>
  consent.withRelay ? ['notices', 'relay'] : ['notices']

const homeOf = ({ unitId, groupUnitId }: NumberToTakeIn) => ({ unitId, groupUnitId })

/** Their first place, else one more to follow; what they chose before is never changed. */
const addPlace = async (scope: Scope, person: ResidentRow, input: NumberToTakeIn): Promise<Effect> => {
  const now = scope.clock.now()
  if (person.unitId === null) await updateResident(scope.tx, person.id, homeOf(input), now)
  else if (person.unitId !== input.unitId && person.followedUnitId === null) {
    await updateResident(scope.tx, person.id, { followedUnitId: input.groupUnitId ?? input.unitId }, now)
  } else return 'none'
  return 'place'
}

const latest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null)

/** A person who is known already. Whoever stopped gets nothing more by a consent that is not newer than that. */
const renew = async (scope: Scope, person: ResidentRow, input: NumberToTakeIn, id: string): Promise<Outcome> => {
  const { tx, clock } = scope
  const entries = await entriesOfPerson(tx, person.id)
  const said = (await consentActs(tx, person.id)).findLast(({ purpose }) => purpose === 'notices')
  const hasStopped = person.noticesStoppedAt !== null || said?.state === 'withdrawn'
  const isByEntry = entries.some(({ effect }) => effect === 'met')
  if (!hasStopped) {
    if (!said) await agree(scope, person.id, input, ['notices'])
    return { effect: await addPlace(scope, person, input), greets: true }
  }
  const end = latest([
    person.noticesStoppedAt,
    said?.state === 'withdrawn' ? said.at : null,
    ...entries.map(({ endedAt }) => endedAt),
  ])
  // Who came by themselves stops and goes on by themselves; an officer's paper does not speak over them.
  const isNewer = end !== null && input.consent.consentedOn > vietnamDate(end)
  if (!isByEntry || !isNewer) return { effect: 'none', greets: false }
  await agree(scope, person.id, input, agreedTo(input))
  const change = { ...homeOf(input), followedUnitId: null, noticesStoppedAt: null }
  await updateResident(tx, person.id, change, clock.now())
  await endOtherEntries(tx, person.id, id, end)
  return { effect: 'met', greets: true }
}

const meet = async (scope: Scope, residentId: string, chatId: number, input: NumberToTakeIn): Promise<Outcome> => {
  const { tx, clock } = scope
  const now = clock.now()
  await insertResident(tx, { id: residentId, language: input.language }, now)
  await insertContact(tx, { chatId, residentId, accountId: phoneAccountId, linkedAt: now })
  await agree(scope, residentId, input, agreedTo(input))
  await updateResident(tx, residentId, homeOf(input), now)
  return { effect: 'met', greets: true }
}

/**
 * One number for one unit, known before or not; whoever calls says the same in both cases. Returns the entry, and whether
 * its person is to be told of it.
 */
export const takeInNumber = async (
  scope: Scope,
  input: NumberToTakeIn,
): Promise<{ readonly id: string; readonly greets: boolean }> => {
  const { tx, clock, keyring } = scope
  const now = clock.now()
  const chat = await openPhoneChat(tx, keyring, input.phone, now)
  const contact = await findContact(tx, chat.id)
  const person = contact && (await lockResident(tx, contact.residentId))
  const residentId = person?.id ?? newId()
  const id = newId()
  const outcome = person ? await renew(scope, person, input, id) : await meet(scope, residentId, chat.id, input)
  const { how, consentedOn, withRelay, takenBy } = input.consent
  await saveEntry(tx, {
    id,
    residentId,
    unitId: input.groupUnitId ?? input.unitId,
    how,
    consentedOn,
    withRelay,
    takenBy: sealTaker(keyring, id, takenBy),
    version: registerVersion(input.language),
    effect: outcome.effect,
    enteredBy: input.officerId,
    enteredAt: now,
  })
  return { id, greets: outcome.greets }
}
