import type { Database, Transaction } from './connect.ts'

const afterCommit = new WeakMap<Transaction, (() => void)[]>()

/** Runs `work` in one transaction; what was registered with `onCommit` runs after it has committed, in order. */
export const inTransaction = async <Result>(
  database: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> => {
  const hooks: (() => void)[] = []
  const result = await database.transaction(async (tx) => {
    afterCommit.set(tx, hooks)
    return await work(tx)
  })
  for (const hook of hooks) hook()
  return result
}

/** A part that can fail alone: its writes are undone and the error goes on, the transaction stays usable. */
export const inSavepoint = async <Result>(
  tx: Transaction,
  work: (inner: Transaction) => Promise<Result>,
): Promise<Result> => {
  const inner: (() => void)[] = []
  const result = await tx.transaction(async (savepoint) => {
    afterCommit.set(savepoint, inner)
    return await work(savepoint)
  })
  // A savepoint that was undone must not poke anybody, so its hooks join only now.
  afterCommit.get(tx)?.push(...inner)
  return result
}

/** Runs `hook` once the outermost transaction has committed; never when it is rolled back. Hooks must not throw. */
export const onCommit = (tx: Transaction, hook: () => void): void => {
  afterCommit.get(tx)?.push(hook)
}
