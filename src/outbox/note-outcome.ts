import { closeWay, endTrouble, markUnreachable, pauseAccount, pauseLane } from '../channels/index.ts'
import type { SendOutcome } from '../channels/port.ts'
import type { House } from '../database/index.ts'
import type { Candidate, Settlement } from './claim-store.ts'
import type { LaneAccounts } from './lane-accounts.ts'
import { asTurnedAway } from './turned-away-store.ts'
import { retryDelayMs } from './retry-delay.ts'

type Context = {
  readonly house: House
  readonly lane: string
  readonly accounts: LaneAccounts
  readonly random: () => number
  /** Accounts that have sent since they were last in trouble. */
  readonly sound: Set<string>
}

const accountTroubleMs = 10 * 60_000
// A platform that stayed silent gets a moment in which its echo can settle the matter.
const uncertainDelayMs = 5_000

/** What an outcome means for the message's line in the books. `attempts` counts this one. */
const asSettlement = (
  { house, random }: Context,
  message: Candidate,
  attempts: number,
  outcome: SendOutcome,
): Settlement => {
  const base = { id: message.id, why: null, messageLookup: null, dueAt: null, uncertain: false }
  const again = (afterMs: number, uncertain = false): Settlement => ({
    ...base,
    outcome: 'again',
    dueAt: new Date(house.clock.now().getTime() + afterMs),
    uncertain,
  })
  switch (outcome.kind) {
    case 'sent':
      return {
        ...base,
        outcome: 'sent',
        messageLookup: outcome.messageId
          ? house.keyring.blindIndex('message-id', `${message.accountId}\n${outcome.messageId}`)
          : null,
      }
    case 'retry':
      return again(
        outcome.scope === 'message'
          ? retryDelayMs(attempts, outcome.afterMs, random())
          : Math.max(outcome.afterMs, 1000),
      )
    case 'refused':
      return outcome.scope === 'message' ? { ...base, outcome: 'refused', why: outcome.why } : again(accountTroubleMs)
    case 'unreachable':
      return { ...base, outcome: 'unreachable', why: outcome.closes ? asTurnedAway(outcome.why) : outcome.why }
    case 'uncertain':
      return message.onUncertain === 'resend'
        ? again(uncertainDelayMs, true)
        : { ...base, outcome: 'uncertain', why: outcome.why, uncertain: true }
  }
}

/** What an outcome means beyond its message: pauses of an account or of the lane, a chat that cannot be reached. */
const noteBeside = async (
  { house, lane, accounts, sound }: Context,
  message: Candidate,
  outcome: SendOutcome,
): Promise<void> => {
  const { database, clock, log } = house
  const nowMs = clock.now().getTime()
  if ((outcome.kind === 'unreachable' || outcome.kind === 'retry') && outcome.closes) {
    const { accountId, what, afterMs } = outcome.closes
    const until = new Date(nowMs + afterMs)
    await closeWay(database, { accountId, what, why: outcome.why, since: clock.now(), until })
  }
  if (outcome.kind === 'sent') {
    if (sound.has(message.accountId)) return
    sound.add(message.accountId)
    await endTrouble(database, message.accountId)
  } else if (outcome.kind === 'unreachable') {
    if (outcome.reach !== 'window') await markUnreachable(database, message.chatId, outcome.reach, outcome.why)
  } else if (outcome.kind === 'retry' && outcome.scope !== 'message') {
    const until = nowMs + Math.max(outcome.afterMs, 1000)
    if (outcome.scope === 'lane') {
      accounts.pausedUntil = until
      await pauseLane(database, lane, new Date(until), outcome.why)
    } else {
      accounts.pauseAccount(message.accountId, until)
      await pauseAccount(database, message.accountId, new Date(until), null)
    }
  } else if (outcome.kind === 'refused' && outcome.scope === 'account') {
    log.error({ accountId: message.accountId, why: outcome.why }, 'an account can send nothing until a person acts')
    sound.delete(message.accountId)
    accounts.pauseAccount(message.accountId, nowMs + accountTroubleMs)
    await pauseAccount(database, message.accountId, new Date(nowMs + accountTroubleMs), outcome.why)
  }
}

/**
 * The lines for the books first: what is noted beside them may fail with the database, and the message must not hang on
 * that. `joined` are those that left in the same message.
 */
export const noteOutcome = async (
  context: Context,
  message: Candidate,
  noted: {
    readonly outcome: SendOutcome
    readonly joined: readonly Candidate[]
    settle(settlement: Settlement): void
  },
): Promise<void> => {
  for (const one of [message, ...noted.joined])
    noted.settle(asSettlement(context, one, one.attempts + 1, noted.outcome))
  await noteBeside(context, message, noted.outcome)
}
