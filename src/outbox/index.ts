// Durable sending. A message is put in line inside the transaction that causes it, and leaves outside of any; each
// lane is held by one process, paced evenly, replies before bulk. After a crash exactly what was in flight is uncertain.
export { enqueueMessage, type Enqueue, type Priority } from './enqueue-message.ts'
export {
  countUnsent,
  dropContents,
  enqueueMany,
  holdUnsent,
  releaseUnsent,
  spaceUnsent,
  type EnqueueMany,
} from './enqueue-many.ts'
export { createLaneKeeper, type LaneKeeper, type Lease } from './lane-keeper.ts'
export { createLaneSender, type LaneSender } from './send-lane.ts'
export { countWaiting, eraseOutboxOf, noteReceipt, withdrawUnsent } from './outbox-store.ts'
export { applyEarlyReceipts } from './early-receipts-store.ts'
export { settleTurnedAway, takeOutOfLine, turnedAwayOf } from './turned-away-store.ts'
export { settleByEcho, type Echo } from './settle-by-echo.ts'
