import type { Candidate, Wanted } from './claim-store.ts'

/** How many messages an account may start now, in all and of bulk. */
export type Allowance = { readonly accountId: string; readonly total: number; readonly bulk: number }

type Line = { urgent: Candidate[]; bulk: Candidate[]; mayHaveUrgent: boolean; mayHaveBulk: boolean }

/** The next messages of a lane, looked up ahead of their turn: replies and personal ones apart from bulk, for each account. */
export type ReadyQueue = {
  readonly size: number
  ids(): number[]
  /** What is worth looking for, given how many messages ahead each account wants; empty when nothing is. */
  wanted(depths: ReadonlyMap<string, number>): Wanted[]
  /** A look for these begins: unless something changes meanwhile or as many are found as wanted, no other is needed. */
  lookedFor(wanted: readonly Wanted[]): void
  add(wanted: readonly Wanted[], found: readonly Candidate[]): void
  /** Something may wait that was not there, or was not to go, at the last look. */
  somethingChanged(): void
  /** Those who go next: replies, then what is personal, then bulk, the accounts in turn. One a chat. */
  take(allowances: readonly Allowance[], limit: number, isBusy: (chatId: number) => boolean): Candidate[]
  clear(): void
}

const urgentDepth = 64

/** The oldest first, also when it had to wait for a second try. */
const byRank = (a: Candidate, b: Candidate): number => a.priority - b.priority || a.id - b.id

export const createReadyQueue = (): ReadyQueue => {
  const lines = new Map<string, Line>()
  let turn = 0

  const lineOf = (accountId: string): Line => {
    const known = lines.get(accountId)
    if (known) return known
    const line: Line = { urgent: [], bulk: [], mayHaveUrgent: true, mayHaveBulk: true }
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
    ids: () => [...lines.values()].flatMap((line) => [...line.urgent, ...line.bulk].map((one) => one.id)),
    wanted(depths) {
      const wanted: Wanted[] = []
      for (const [accountId, depth] of depths) {
        const line = lineOf(accountId)
        const urgent = line.mayHaveUrgent ? Math.max(0, Math.min(urgentDepth, depth) - line.urgent.length) : 0
        const bulk = line.mayHaveBulk && line.bulk.length <= depth / 2 ? depth - line.bulk.length : 0
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
    take(allowances, limit, isBusy) {
      const chats = new Set<number>()
      const urgent = allowances.map(({ accountId, total }) => pick(lineOf(accountId).urgent, total, isBusy, chats))
      const first = urgent.flat().sort(byRank)
      for (const one of first.splice(limit).toReversed()) lineOf(one.accountId).urgent.unshift(one)
      turn += 1
      const bulk: Candidate[] = []
      for (let at = 0; at < allowances.length && first.length + bulk.length < limit; at += 1) {
        // Another account begins each time, so that none stands back where the lane is narrower than its accounts.
        const index = (at + turn) % allowances.length
        const allowance = allowances[index]
        if (!allowance) continue
        const room = Math.min(
          allowance.bulk,
          allowance.total - (urgent[index]?.length ?? 0),
          limit - first.length - bulk.length,
        )
        bulk.push(...pick(lineOf(allowance.accountId).bulk, room, isBusy, chats))
      }
      return [...first, ...bulk]
    },
    clear() {
      lines.clear()
    },
  }
}
