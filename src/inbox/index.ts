// Durable receiving. An update is stored once before its webhook is answered, and has its turn afterwards: one
// transaction in which all of its effects happen, or none. What fails again and again is parked for an officer.
export { createReceiver, type Receiver } from './receive-updates.ts'
export { createInboxWorker, type InboxWorker, type Turn } from './process-inbox.ts'
export { openSpool, type Spool } from './spool.ts'
export { eraseInboxOf, pruneSeen, unparkUpdate } from './inbox-store.ts'
export { countParked, listParked, type ParkedUpdate } from './inbox-views.ts'
