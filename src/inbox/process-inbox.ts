import type { Channel, IncomingUpdate } from '../channels/port.ts'
import { unpackPayload } from './payload.ts'
import { inTransaction, type House, type Transaction } from '../database/index.ts'
import { isAppError } from '../kernel/errors.ts'
import {
  claimUpdates,
  finishUpdate,
  lockChat,
  noteInbound,
  parkUpdate,
  postponeUpdate,
  releaseUpdate,
  type ClaimedUpdate,
} from './inbox-store.ts'

/** One turn of one chat, inside its transaction. */
export type Turn = {
  readonly tx: Transaction
  readonly inboxId: number
  readonly accountId: string
  readonly chatId: number
  /** The platform's id of the chat, opened for this turn only. */
  readonly address: string
  readonly update: IncomingUpdate
}

export type InboxWorker = {
  /** Takes what is due and finishes it; returns how many turns ended. Tests and `start` use the same path. */
  runOnce(): Promise<number>
  start(): void
  stop(): Promise<void>
}

type Options = {
  readonly house: House
  readonly processId: string
  readonly channelOf: (accountId: string) => Channel | undefined
  /** Does the turn and names its outcome for the history. */
  readonly takeTurn: (turn: Turn) => Promise<string>
  /** Tells the person that their message could not be handled and that an officer will look. */
  readonly apologise: (turn: Omit<Turn, 'update'>) => Promise<void>
  readonly parallel?: number
}

const faultsMax = 4
const interruptionsMax = 5
const faultDelaysMs = [1_000, 5_000, 30_000, 120_000]
const busyDelayMs = 40
const pollMs = 1_000

/** Processes stored updates: in order within a chat, in parallel across chats and processes. */
export const createInboxWorker = (options: Options): InboxWorker => {
  const { house, processId, channelOf, takeTurn, apologise } = options
  const { database, clock, log, keyring } = house
  const parallel = options.parallel ?? 8
  const running = new Map<number, Promise<void>>()
  let loop: Promise<void> | undefined
  let stopping = false
  let wake = () => {}
  let poked = false

  const openTurn = async (
    tx: Transaction,
    claimed: ClaimedUpdate,
    address: string,
  ): Promise<Omit<Turn, 'update'> | null> => {
    const { accountId, chatLookup } = claimed
    const seal = (): Buffer => keyring.seal('contact', address, `chats.address:${accountId}`)
    const chatId = await lockChat(tx, { lookup: chatLookup, accountId, seal }, clock.now())
    return chatId === null ? null : { tx, inboxId: claimed.id, accountId, chatId, address }
  }

  const openPayload = (claimed: ClaimedUpdate): { conversation: string; raw: Buffer } =>
    unpackPayload(keyring.open('inbox', claimed.payload, `inbox.payload:${claimed.chatLookup}`))

  const run = async (claimed: ClaimedUpdate): Promise<void> => {
    const channel = channelOf(claimed.accountId)
    if (!channel) {
      await postponeUpdate(database, claimed.id, new Date(clock.now().getTime() + 60_000), 'unknown account')
      return
    }
    const { conversation, raw } = openPayload(claimed)
    const update = channel.read(claimed.accountId, raw)
    const done = await inTransaction(database, async (tx) => {
      const turn = await openTurn(tx, claimed, conversation)
      if (!turn) return false
      await noteInbound(tx, turn.chatId, update.at, update.opensWindow)
      const outcome = await takeTurn({ ...turn, update })
      return await finishUpdate(tx, claimed.id, outcome, clock.now())
    })
    if (!done) await releaseUpdate(database, claimed.id, new Date(clock.now().getTime() + busyDelayMs))
  }

  const park = async (claimed: ClaimedUpdate, fault: string): Promise<void> => {
    log.error(
      { inboxId: claimed.id, accountId: claimed.accountId, fault },
      'an update was parked; an officer must look',
    )
    await inTransaction(database, async (tx) => {
      await parkUpdate(tx, claimed.id, fault)
      const turn = await openTurn(tx, claimed, openPayload(claimed).conversation)
      if (turn) await apologise(turn)
    })
  }

  const attempt = async (claimed: ClaimedUpdate): Promise<void> => {
    try {
      if (claimed.attempts - claimed.faults > interruptionsMax) await park(claimed, 'it ended the process each time')
      else await run(claimed)
    } catch (error) {
      // When the database itself is away the row stays ours and is taken again; that is nobody's fault.
      if (isDatabaseAway(error)) return
      const fault = faultOf(error)
      const delay = faultDelaysMs[claimed.faults]
      if (claimed.faults >= faultsMax || delay === undefined) return await park(claimed, fault)
      log.warn({ inboxId: claimed.id, fault, faults: claimed.faults + 1 }, 'a turn failed and will be tried again')
      await postponeUpdate(database, claimed.id, new Date(clock.now().getTime() + delay), fault)
    }
  }

  const startTurns = async (): Promise<number> => {
    const free = parallel - running.size
    if (free <= 0) return 0
    const claimed = await claimUpdates(database, processId, free, clock.now(), [...running.keys()])
    for (const one of claimed) {
      const work = attempt(one)
        .catch((error: unknown) => log.warn({ inboxId: one.id, fault: faultOf(error) }, 'a turn could not be closed'))
        .finally(() => {
          running.delete(one.id)
          poked = true
          wake()
        })
      running.set(one.id, work)
    }
    return claimed.length
  }

  const runLoop = async (): Promise<void> => {
    while (!stopping) {
      poked = false
      const started = await startTurns().catch((error: unknown) => {
        log.debug({ fault: faultOf(error) }, 'the inbox could not be read')
        return 0
      })
      if (started > 0 && running.size < parallel) continue
      if (poked || stopping) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  const unlisten = house.signals.listen('inbox', () => {
    poked = true
    wake()
  })

  return {
    async runOnce() {
      let ended = 0
      for (;;) {
        const started = await startTurns()
        if (started === 0 && running.size === 0) return ended
        ended += started
        await Promise.all(running.values())
      }
    },
    start() {
      loop ??= runLoop()
    },
    async stop() {
      stopping = true
      unlisten()
      wake()
      await loop
      await Promise.all(running.values())
    },
  }
}

/** SQLSTATE or a class name: enough for an operator, and never the statement's values. */
const faultOf = (error: unknown): string => {
  if (isAppError(error)) return `${error.code}: ${error.message}`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return 'unknown'
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const place = cause.stack?.split('\n').find((line) => line.includes('/src/')) ?? ''
  return `${cause.name} ${code} ${place
    .trim()
    .replace(/^at /, '')
    .replace(/\(?file:.*\/(src|bots)\//, '$1/')
    .replace(/\)$/, '')}`.trim()
}

const away = /^(08|57P0|53300)|^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_)/

const isDatabaseAway = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && away.test(cause.code)
}
