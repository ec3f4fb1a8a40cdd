import type { Channel, IncomingUpdate } from '../channels/port.ts'
import { unpackPayload } from './payload.ts'
import { inTransaction, type House, type Transaction } from '../database/index.ts'
import { isAppError } from '../kernel/errors.ts'
import {
  claimUpdates,
  finishUpdate,
  hasInterrupted,
  holdUpdate,
  lockChat,
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
  /** When somebody last wrote in this chat before this update; null where nobody had. */
  readonly windowOpenedAt: Date | null
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
  readonly apologise: (turn: Omit<Turn, 'update' | 'windowOpenedAt'>) => Promise<void>
  readonly parallel?: number
}

const faultsMax = 4
const interruptionsMax = 5
const faultDelaysMs = [1_000, 5_000, 30_000, 120_000]
const busyDelayMs = 40
const pollMs = 1_000

/** Another process has finished the update; this turn must leave nothing, not even the chat that it made. */
class Overtaken extends Error {}

/** Processes stored updates: in order within a chat, in parallel across chats and processes. */
export const createInboxWorker = (options: Options): InboxWorker => {
  const { house, processId, channelOf, takeTurn, apologise } = options
  const { database, clock, log, keyring } = house
  const parallel = options.parallel ?? 8
  const running = new Map<number, Promise<void>>()
  const cutOff = new Set<number>()
  /** What runs was running as a process died: nothing else runs beside it, so that it can take nothing with it. */
  let runsAlone = false
  let nextLookMs = 0
  let loop: Promise<void> | undefined
  let stopping = false
  let wake = () => {}
  let poked = false

  const openTurn = async (
    tx: Transaction,
    claimed: ClaimedUpdate,
    address: string,
  ): Promise<Omit<Turn, 'update' | 'windowOpenedAt'> | null> => {
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
      const held = await holdUpdate(tx, { ...update, id: claimed.id, chatId: turn.chatId })
      if (!held) throw new Overtaken()
      const outcome = await takeTurn({ ...turn, ...held, update })
      await finishUpdate(tx, claimed.id, outcome, clock.now())
      return true
    })
    if (!done) await releaseUpdate(database, claimed.id, new Date(clock.now().getTime() + busyDelayMs))
  }

  const park = async (claimed: ClaimedUpdate, fault: string): Promise<void> => {
    log.error(
      { inboxId: claimed.id, accountId: claimed.accountId, fault },
      'an update was parked; an officer must look',
    )
    await inTransaction(database, async (tx) => {
      if (!(await parkUpdate(tx, claimed.id, fault))) return
      const turn = await openTurn(tx, claimed, openPayload(claimed).conversation)
      if (turn) await apologise(turn)
    })
  }

  /** False when the database was away: then it is no use to look for more at once. */
  const attempt = async (claimed: ClaimedUpdate): Promise<boolean> => {
    try {
      if (claimed.attempts - claimed.faults > interruptionsMax) await park(claimed, 'it ended the process each time')
      else await run(claimed)
    } catch (error) {
      if (error instanceof Overtaken) return true
      // When the database itself is away the row stays ours and is taken again; that is nobody's fault.
      if (isDatabaseAway(error)) {
        cutOff.add(claimed.id)
        return false
      }
      const fault = faultOf(error)
      const delay = faultDelaysMs[claimed.faults]
      if (claimed.faults >= faultsMax || delay === undefined) {
        await park(claimed, fault)
        return true
      }
      log.warn({ inboxId: claimed.id, fault, faults: claimed.faults + 1 }, 'a turn failed and will be tried again')
      await postponeUpdate(database, claimed.id, new Date(clock.now().getTime() + delay), fault)
    }
    return true
  }

  const close = async (claimed: ClaimedUpdate): Promise<void> => {
    let goesOn: boolean
    try {
      goesOn = await attempt(claimed)
    } catch (error) {
      goesOn = !isDatabaseAway(error)
      log.warn({ inboxId: claimed.id, fault: faultOf(error) }, 'a turn could not be closed')
    }
    running.delete(claimed.id)
    runsAlone = false
    if (!goesOn) return
    poked = true
    wake()
  }

  const startTurns = async (): Promise<number> => {
    const free = parallel - running.size
    if (free <= 0 || runsAlone) return 0
    const claim = { processId, now: clock.now(), running: [...running.keys()], cutOff: [...cutOff] }
    let claimed: ClaimedUpdate[] = []
    if (performance.now() >= nextLookMs) {
      if (running.size === 0) claimed = await claimUpdates(database, { ...claim, limit: 1, which: 'interrupted' })
      // It gets its turn as soon as what runs now has ended.
      else if (await hasInterrupted(database, claim)) return 0
      runsAlone = claimed.length > 0
      if (!runsAlone) nextLookMs = performance.now() + pollMs
    }
    if (!runsAlone) claimed = await claimUpdates(database, { ...claim, limit: free, which: 'fresh' })
    for (const one of claimed) {
      cutOff.delete(one.id)
      running.set(one.id, close(one))
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
  const place = cause.stack?.split('\n').find((line) => line.includes('/src/') && !line.includes('node_modules')) ?? ''
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
