// The residents' door. One update becomes one turn: what was said is read, a topic is chosen, the topic calls one verb
// of a capability, and the replies are put in line, all in one transaction. Wording and order live here, rules do not.
export { createConversation, type ConversationDoor, type EventHandler } from './take-turn.ts'
export { eraseConversationsOf, forgetLostConversations, purgeHeld } from './conversation-store.ts'
export type { Topics } from './choose-topic.ts'
export type { Chat, Input, Opening, Prompt, Topic, TurnContext } from './turn.ts'
export { askUnitsAgain } from './topics/residents-ask-units.ts'
export type { ResidentParts } from './topics/residents-parts.ts'
export { createResidentTopics } from './topics/residents-topics.ts'
