// People: who they are to the house (an id, a place, a language), what they consented to, which chats are theirs, and
// their rights over their data. Texts stand apart from people, in the questions room.
export type { ConsentPurpose, Naming, ResidentCard } from './resident.ts'
export { findResidentByChat } from './resident-views.ts'
