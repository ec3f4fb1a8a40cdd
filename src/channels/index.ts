// Platforms as the house sees them: the accounts that we speak through, the chats with people, and the lanes that
// carry messages out. The contract with adapters is `port.ts`.
export {
  findAccount,
  learnCapabilities,
  listAccounts,
  loadLaneAccounts,
  saveAccount,
  type AccountRow,
  type NewAccount,
} from './account-store.ts'
export { accountEvents, ratingsOf, type AccountEvent, type Ratings } from './account-events-views.ts'
export { closeWay } from './closed-ways-store.ts'
export { readAccountEvent } from './read-account-event.ts'
export {
  eraseMarkedChats,
  markForErasure,
  markUnreachable,
  openPhoneChat,
  phoneEndings,
  phoneLookup,
} from './chat-store.ts'
export { phoneAccountId } from './phone-account.ts'
export {
  acquireLanes,
  beat,
  countSurplus,
  leaseSeconds,
  leaseTime,
  leave,
  endTrouble,
  pauseAccount,
  pauseLane,
  releaseLane,
  renewLanes,
  untilLeaseEnds,
  type HeldLane,
} from './lane-store.ts'
export {
  effectiveRatesOf,
  isSlowRate,
  pacedRate,
  platformLimits,
  toldPerMinuteOf,
  toldScope,
  withTold,
  type Rates,
} from './platform-limits.ts'
export { sealCredentials, type Credentials } from './account-credentials.ts'
export { openAccountDirectory, type AccountDirectoryOfHouse } from './account-directory.ts'
export { probeButtons, recordButtons } from './connect-zalo-buttons.ts'
export { seedFromEnvironment, type SeedOfZalo } from './connect-zalo-seed.ts'
export { beginConnect, finishConnect, type BegunConnect, type FinishedConnect } from './connect-zalo.ts'
export { countOnlyReached } from './only-reached-views.ts'
export { refreshDueTokens, type DueRefreshes } from './refresh-due-tokens.ts'
export { restoreAccount, retireAccount } from './retire-account.ts'
export { readSmsGateway, saveSmsGateway, type SmsGatewaySettings } from './sms-gateway.ts'
export { chooseTemplates } from './choose-templates.ts'
export { createTokenVault, type TokenVaultOfHouse } from './token-vault.ts'
export { createWebMemory } from './web-memory.ts'
export { eraseWebMessagesOf, pruneEntries, scrubWebText } from './web-messages-store.ts'
export { pruneVisitors } from './web-visitors-store.ts'
export { webChatKeysOf } from './web-chat-of-views.ts'
export { accountOfChat } from './account-of-chat-views.ts'
