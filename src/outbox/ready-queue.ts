import type { Candidate, Wanted } from './claim-store.ts'

/** How many messages an account may start now. */
export type Allowance = { readonly accountId: string; readonly total: number }

/** How many messages a lane may start now, in all and of bulk. */
export type Room = { readonly total: number; readonly bulk: number }

type Line = {
  urgent: Candidate[]
  bulk: Candidate[]
  mayHaveUrgent: boolean
  mayHaveBulk: boolean
  /** When it last had its turn with bulk, by a counter. */
  served: number
}

/** The next messages of a lane, looked up ahead of their turn: replies and personal ones apart from bulk, for each account. */
export type ReadyQueue = {
  readonly size: number
  readonly hasUrgent: boolean
  /** Something of this account is at hand. */
  has(accountId: string): boolean
  ids(): number[]
  /** What is worth looking for, given how many messages ahead each account wants; empty when nothing is. */
  wanted(depths: ReadonlyMap<string, number>): Wanted[]
  /** A look for these begins: unless something changes meanwhile or as many are found as wanted, no other is needed. */
  lookedFor(wanted: readonly Wanted[]): void
  add(wanted: readonly Wanted[], found: readonly Candidate[]): void
  /** Something may wait that was not there, or was not to go, at the last look. */
  somethingChanged(): void
  /** Those who go next: replies, then what is personal, then bulk of whoever has waited longest for it. One a chat. */
  take(allowances: readonly Allowance[], room: Room, isBusy: (chatId: number) => boolean): Candidate[]
  clear(): void
}

const urgentDepth = 64
// Bulk is looked for when an account has so little of it, and then for all that are not nearly full.
const lowShare = 0.5
const nearlyFullShare = 0.8

/** The oldest first, also when it had to wait for a second try. */
const byRank = (a: Candidate, b: Candidate): number => a.priority - b.priority || a.id - b.id

export const createReadyQueue = (): ReadyQueue => {
  const lines = new Map<string, Line>()
  let turn = 0

  const lineOf = (accountId: string): Line => {
    const known = lines.get(accountId)
    if (known) return known
    const line: Line = { urgent: [], bulk: [], mayHaveUrgent: true, mayHaveBulk: true, served: 0 }
    lines.set(accountId, line)
    return line
  }

  /** Removes and gives up to `count` of a list whose chat is not in `chats`, and enters theirs. */
  const pick = (list: Candidate[], count: number, isBusy: (chatId: number) => boolean, chats: Set<number>) => {
    const picked: Candidate[] = []
    for (let at = 0; at < list.length && picked.length < count;) {
      const one = list[at]
      if (!one || isBusy(one.chatId) || chats.has(one.chatId)) {
        at += 1
        continue
      }
      chats.add(one.chatId)
      picked.push(one)
      list.splice(at, 1)
    }
    return picked
  }

  return {
    get size() {
      let size = 0
      for (const line of lines.values()) size += line.urgent.length + line.bulk.length
      return size
    },
    get hasUrgent() {
      for (const line of lines.values()) if (line.urgent.length > 0) return true
      return false
    },
    has(accountId) {
      const line = lines.get(accountId)
      return line !== undefined && line.urgent.length + line.bulk.length > 0
    },
    ids: () => [...lines.values()].flatMap((line) => [...line.urgent, ...line.bulk].map((one) => one.id)),
    wanted(depths) {
      const wanted: Wanted[] = []
      // One look for many accounts costs little more than one for the account that needs it.
      const isBelow = (share: number) => {
        return ([accountId, depth]: readonly [string, number]): boolean => {
          const { mayHaveBulk, bulk } = lineOf(accountId)
          return mayHaveBulk && bulk.length <= depth * share
        }
      }
      const filled = [...depths].some(isBelow(lowShare)) ? isBelow(nearlyFullShare) : () => false
      for (const [accountId, depth] of depths) {
        const line = lineOf(accountId)
        const urgent = line.mayHaveUrgent ? Math.max(0, Math.min(urgentDepth, depth) - line.urgent.length) : 0
        const bulk = filled([accountId, depth]) ? depth - line.bulk.length : 0
        if (urgent + bulk > 0) wanted.push({ accountId, urgent, bulk })
      }
      return wanted
    },
    lookedFor(wanted) {
      for (const { accountId, urgent, bulk } of wanted) {
        const line = lineOf(accountId)
        if (urgent > 0) line.mayHaveUrgent = false
        if (bulk > 0) line.mayHaveBulk = false
      }
    },
    add(wanted, found) {
      const byAccount = Map.groupBy(found, (one) => one.accountId)
      for (const { accountId, urgent, bulk } of wanted) {
        const line = lineOf(accountId)
        const all = byAccount.get(accountId) ?? []
        const foundBulk = all.filter((one) => one.priority === 2)
        const foundUrgent = all.filter((one) => one.priority < 2)
        if (urgent > 0 && foundUrgent.length >= urgent) line.mayHaveUrgent = true
        if (bulk > 0 && foundBulk.length >= bulk) line.mayHaveBulk = true
        line.urgent = [...line.urgent, ...foundUrgent].sort(byRank)
        line.bulk = [...line.bulk, ...foundBulk].sort(byRank)
      }
    },
    somethingChanged() {
      for (const line of lines.values()) {
        line.mayHaveUrgent = true
        line.mayHaveBulk = true
      }
    },
    take(allowances, room, isBusy) {
      const chats = new Set<number>()
      const left = new Map(allowances.map(({ accountId, total }) => [accountId, total]))
      const first = allowances
        .flatMap(({ accountId, total }) => pick(lineOf(accountId).urgent, total, isBusy, chats))
        .sort(byRank)
      for (const one of first.splice(room.total).toReversed()) lineOf(one.accountId).urgent.unshift(one)
      for (const one of first) left.set(one.accountId, (left.get(one.accountId) ?? 0) - 1)
      const bulk: Candidate[] = []
      const most = Math.min(room.bulk, room.total - first.length)
      // Who waited longest comes first, so that none stands back where the lane is narrower than its accounts.
      for (const [accountId, total] of [...left].sort((a, b) => lineOf(a[0]).served - lineOf(b[0]).served)) {
        if (bulk.length >= most) break
        const picked = pick(lineOf(accountId).bulk, Math.min(total, most - bulk.length), isBusy, chats)
        if (picked.length > 0) lineOf(accountId).served = turn += 1
        bulk.push(...picked)
      }
      return [...first, ...bulk]
    },
    clear() {
      lines.clear()
    },
  }
}
