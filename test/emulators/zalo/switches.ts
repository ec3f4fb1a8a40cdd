/**
 * Every point on which the sources about Zalo disagree or are silent, and every nuisance a network can add.
 * Change a field at any time; the next request or event obeys. Where the documentation says something, the default follows it.
 */
export type Switches = {
  /** Refuse fields that no source documents (-201). Catches misspelt fields. */
  strict: boolean

  // OAuth
  /** optional: checked when a challenge was sent; per-request: demanded; fixed: `app.fixedCodeChallenge`; off: ignored. */
  pkce: 'optional' | 'per-request' | 'fixed' | 'off'
  /** Whether the callback repeats `state` (sources conflict). */
  echoState: boolean
  /** page: a person clicks; auto: the first account consents at once; auto-refuse: the person says no. */
  consent: 'page' | 'auto' | 'auto-refuse'
  /** What the callback carries after a refusal (undocumented). */
  refusal: 'without-code' | 'error-field'
  /** Whether a refresh kills the access token before it (one source says so, others run both for a while). */
  oldAccessTokenDies: boolean
  /** Code for a refresh token that was spent already (undocumented; -14014 and -118 were seen). */
  reusedRefreshCode: number
  /** Whether re-use of a spent refresh token kills the newest pair too (undocumented). */
  reuseKillsPair: boolean
  /** HTTP status of OAuth errors; often 200. */
  oauthErrorStatus: number
  /** The numeric `error` is sometimes missing. */
  oauthErrorNumber: boolean

  // Calls
  /** Demand a right `appsecret_proof` (header or query) with every call: -242, or -1241 on the template API. */
  appSecretProof: boolean
  /** loose: a counter per minute, so a burst may use it up; tight: a bucket that refills evenly and allows a tenth at once. */
  rateShape: 'loose' | 'tight' | 'off'
  /** Whose count the X-RateLimit headers tell: the sources name the app's budget, and not clearly enough. */
  rateHeadersOf: 'app' | 'account'
  appPerMinute: number
  articlesPerMinute: number
  /** Basic and Standard packages have no API (-224). State agencies: not in writing, so apart. */
  packageGate: boolean
  packageGateForState: boolean
  /** v2 for a state agency works (two connectors); a third source says that it has no 1-1 sending at all. */
  stateAccounts: 'v2' | 'none'
  /** What -240 covers for a business account: plain messages to a user (inferred), the whole path, or nothing. */
  v2ForBusiness: 'refuse-plain' | 'refuse-all' | 'works'
  /** /v2.0/oa/getfollowers and getprofile: in the SDKs, current state unknown. */
  legacyUserCalls: boolean
  /** getoa prints `oa_id` or `oaid` (sources conflict). */
  oaIdSpelling: 'oa_id' | 'oaid'

  // Sending
  /** How the limit of 2000 is counted (undocumented). */
  textUnit: 'utf16' | 'code-points' | 'utf8'
  /** Code beyond 7 days, and for who never interacted. */
  expiredWindowCode: -230 | -232
  noInteractionCode: -232 | -213
  /** Documented: an interaction suffices. On: -213 as long as the person does not follow. */
  consultationNeedsFollow: boolean
  /** Consultation is documented as 24/24. On: -234 from 22:00 to 06:00. */
  nightRefusesConsultation: boolean
  nightRefusesBroadcasts: boolean
  /** -133 at night for template messages by phone (current status unknown). */
  nightRefusesTemplates: boolean
  /** Unlimited since 2026; 8 before. Over it: -218. */
  freeWindowMessages: number
  quotaInAnswer: 'none' | 'without-remain' | 'fixed-8' | 'full'
  /** One broadcast per person and day is documented for promotion, not for articles. */
  broadcastOncePerDay: boolean
  /** How the numbers of a target are understood (sources conflict): any way, or one alone and -201 for the others. */
  targetEncoding: 'any' | 'joined' | 'list' | 'number'
  /** Same tracking_id twice gives the first answer again (undocumented; default: sent twice). */
  dedupeTrackingId: boolean
  /** How often article/verify answers -214 before the article is ready. */
  articlePolls: number
  /** Undocumented: whether these open the reply window. */
  reactionOpensWindow: boolean
  submitInfoOpensWindow: boolean

  // Webhooks
  webhookTimeoutMs: number
  /** connection: only when none could be opened or it broke (documented); non200: other statuses and slowness too. */
  retryOn: 'connection' | 'non200'
  /** 30 s, 5 min, 15 min, 30 min, 1 h counted from the attempt before or from the event (undocumented). */
  retryCountedFrom: 'previous' | 'event'
  /** Probability of each, from 0 to 1, drawn from the seed. */
  duplicates: number
  reordering: number
  /** Each event waits between these, in ms of the emulator's clock. */
  delayMs: { min: number; max: number }
  echoes: boolean
  /** before-answer: the echo is delivered before the call that caused it is answered. */
  echoTiming: 'after-answer' | 'before-answer'
  /** Whether the echo's msg_id is the message_id of the answer (undocumented). */
  echoSameId: boolean
  receipts: boolean
  /** Whether a phone reports "seen" as soon as it received. */
  seenAtOnce: boolean
  /** Who is the `sender` of user_seen_message (three sources: the account). */
  seenSender: 'oa' | 'user'
  seenIds: 'array' | 'single'
  receivedIds: 'single' | 'array'
  submitInfoShape: 'full-address' | 'flat'
  /** Ids as JSON numbers, in webhooks and answers, as some older integrations saw. */
  numericIds: boolean
  numericTimestamp: boolean
  /** Leave out everything that only some sources show. */
  omitOptionalFields: boolean
  /** `\/` for `/` in webhook bodies: legal, and lost by anyone who parses and writes again before checking. */
  escapeSlashes: boolean
  signatureSpelling: 'mac=' | 'mac = ' | 'bare'
  registrationCheck: 'unsigned' | 'placeholder'
  /** Recipient of template receipts: phone or its SHA-256. */
  templateReceiptRecipient: 'phone' | 'hash'
  /** Links of media die after this long; 0 = never. */
  mediaLifetimeMs: number
}

export const defaultSwitches = (): Switches => ({
  strict: true,
  pkce: 'optional',
  echoState: true,
  consent: 'page',
  refusal: 'without-code',
  oldAccessTokenDies: true,
  reusedRefreshCode: -14014,
  reuseKillsPair: false,
  oauthErrorStatus: 200,
  oauthErrorNumber: true,
  appSecretProof: false,
  rateShape: 'loose',
  rateHeadersOf: 'app',
  appPerMinute: 4000,
  articlesPerMinute: 4000,
  packageGate: true,
  packageGateForState: false,
  stateAccounts: 'v2',
  v2ForBusiness: 'refuse-plain',
  legacyUserCalls: true,
  oaIdSpelling: 'oa_id',
  textUnit: 'utf16',
  expiredWindowCode: -230,
  noInteractionCode: -232,
  consultationNeedsFollow: false,
  nightRefusesConsultation: false,
  nightRefusesBroadcasts: true,
  nightRefusesTemplates: false,
  freeWindowMessages: Number.POSITIVE_INFINITY,
  quotaInAnswer: 'without-remain',
  broadcastOncePerDay: false,
  targetEncoding: 'any',
  dedupeTrackingId: false,
  articlePolls: 1,
  reactionOpensWindow: false,
  submitInfoOpensWindow: true,
  webhookTimeoutMs: 2000,
  retryOn: 'connection',
  retryCountedFrom: 'previous',
  duplicates: 0,
  reordering: 0,
  delayMs: { min: 0, max: 0 },
  echoes: true,
  echoTiming: 'after-answer',
  echoSameId: true,
  receipts: true,
  seenAtOnce: false,
  seenSender: 'oa',
  seenIds: 'array',
  receivedIds: 'single',
  submitInfoShape: 'full-address',
  numericIds: false,
  numericTimestamp: false,
  omitOptionalFields: false,
  escapeSlashes: false,
  signatureSpelling: 'mac=',
  registrationCheck: 'unsigned',
  templateReceiptRecipient: 'phone',
  mediaLifetimeMs: 0,
})
