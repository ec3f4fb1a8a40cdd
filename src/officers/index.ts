// Officers: who may work here, proved how, and for which unit. Sign-in with password (argon2id) and, by choice, a second
// factor; sessions and programs' tokens that end at once when revoked; roles on a unit and what lies below it.
// Secrets are kept as keyed hashes or sealed; nothing here tells whether a login exists.
export { addOfficer, type NewOfficer } from './add-officer.ts'
export { changeProfile, disableOfficer, enableOfficer } from './change-officer.ts'
export { completeSetUp, type SetUpInput } from './complete-set-up.ts'
export { grantRole, revokeRole, type RoleInput } from './grant-role.ts'
export { handOver, previewHandOver, type HandOverPreview, type HeldWork } from './hand-over.ts'
export { retainSignInTraces } from './retain-traces.ts'
export { choosePassword, type PasswordHash } from './hash-password.ts'
export { shortestPassword } from './judge-password.ts'
export { readLogin, readPersonName, type Officer } from './officer.ts'
export {
  countRecoveryCodes,
  findOfficer,
  grantsOf,
  hasOfficers,
  listOfficers,
  listTokens,
  officerNames,
  officersOf,
  soleEligibleApprover,
  type ListedOfficer,
  type OfficerGrant,
} from './officer-views.ts'
export {
  askChatCode,
  chatCodeMinutes,
  claimChatCode,
  confirmChat,
  dropClaimedChat,
  formatChatCode,
  makeChatCode,
  readChatCode,
  unlinkChat,
  type AskedChat,
} from './link-chat.ts'
export { chatOfOfficer, claimedChatOf, type LinkedChat } from './officer-chat-store.ts'
export { tellOfficer } from './tell-officer.ts'
export { mayAskSignInLink, newBrowserMark, sendSignInLink, signInByLink, signInLinkMinutes } from './sign-in-link.ts'
export {
  createIdentityProvider,
  type IdentityCheck,
  type IdentityProvider,
  type IdentitySettings,
} from './identity-provider.ts'
export { identityOf } from './identity-store.ts'
export { linkIdentity, signInByIdentity, unlinkIdentity } from './link-identity.ts'
export { makePasswordLink, makeSetUpLink, readLink, type OneTimeLink, type OpenLink } from './one-time-link.ts'
export { requireOver } from './require-over.ts'
export { issueToken, revokeToken } from './program-tokens.ts'
export { longestNote, requireSecondPerson } from './second-person.ts'
export { disableTotp, enableTotp, renewRecoveryCodes, resetTotp, type FactorOutcome } from './second-factor.ts'
export {
  actorOfSession,
  actorOfToken,
  endAllSessions,
  endSession,
  noteLapsedSession,
  openSession,
  sessionsOf,
  type NewSession,
  type ProgramActor,
  type SignedIn,
} from './sessions.ts'
export { changePassword, setPasswordByLink } from './set-password.ts'
export { checkOwnPassword, confirmSignIn, signIn, type SignInInput, type SignInOutcome } from './sign-in.ts'
export { newTotpSecret, totpAddress } from './totp.ts'
