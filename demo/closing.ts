/** What has to be undone, in the order in which it was done. */
export type Closing = {
  push(undo: () => Promise<void>): void
  /** Undoes everything, the last first; what fails does not keep the rest from being undone. Once is enough. */
  run(): Promise<void>
}

export const createClosing = (): Closing => {
  const undos: (() => Promise<void>)[] = []
  let running: Promise<void> | undefined
  const undoAll = async (): Promise<void> => {
    const faults: unknown[] = []
    for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
      await undo().catch((fault: unknown) => faults.push(fault))
    }
    if (faults.length > 0) throw new AggregateError(faults, 'not everything could be closed')
  }
  return {
    push: (undo) => void undos.push(undo),
    run: async () => await (running ??= undoAll()),
  }
}
