/** What is already done of a message that takes several calls, so that another try does not repeat it. */
export type Progress = {
  /** Calls that succeeded, from the first. */
  done: number
  /** Answers "failed for no stated reason" so far. */
  passingRefusals: number
  messageId: string | undefined
}

export type SendProgress = {
  of(deliveryId: number): Progress
  end(deliveryId: number): void
}

/** Kept in memory: after a crash a part may repeat, as anything may that was in flight. Bounded, the oldest goes first. */
export const createSendProgress = (most = 10_000): SendProgress => {
  const known = new Map<number, Progress>()
  return {
    of(deliveryId) {
      const progress = known.get(deliveryId) ?? { done: 0, passingRefusals: 0, messageId: undefined }
      known.delete(deliveryId)
      known.set(deliveryId, progress)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      return progress
    },
    end(deliveryId) {
      known.delete(deliveryId)
    },
  }
}
