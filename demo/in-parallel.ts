/** Does something for every item, so many at a time; takes no new ones when told to stop, or when one has failed. */
export const inParallel = async <Item>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item, index: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const queue = items.entries()
  let hasFailed = false
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) {
      signal.throwIfAborted()
      if (hasFailed) return
      try {
        await act(item, index)
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
}
