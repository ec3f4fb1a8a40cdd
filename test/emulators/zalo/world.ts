import type { EmulatorClock } from './emulator-clock.ts'
import type { Faults } from './faults.ts'
import type { Ids } from './random.ts'
import type { Signal } from './signal.ts'
import type { Switches } from './switches.ts'
import type { WebhookSender } from './send-webhook.ts'

export type ZaloApp = {
  appId: string
  appSecret: string
  oaSecretKey: string
  /** The console's callback URL; undefined accepts any without a query. */
  callbackUrl: string | undefined
  /** For `pkce: 'fixed'`. */
  fixedCodeChallenge: string | undefined
  active: boolean
}

/** 2 business, 4 state agency. */
export type OaType = 2 | 4
export type OaPackage = 'basic' | 'standard' | 'growth' | 'comprehensive'
export type ButtonMode = 'ok' | 'refuse-201' | 'refuse-233' | 'silently-text'

export type Account = {
  oaId: string
  name: string
  oaType: OaType
  package: OaPackage
  buttons: ButtonMode
  ratePerMinute: number
  verified: boolean
  disabled: boolean
  /** false: the account took the app's permission back (-223). */
  authorized: boolean
  /** Messages between 48 hours and 7 days that the package pays for. */
  paidMessages: number
  broadcastsPerMonth: number
  articlesLeft: number
  uploadsPerMonth: number
  templatesPerDay: number
  /** Daily template messages sent, broadcasts and uploads of the month, by a key with the date. */
  used: Map<string, number>
  tags: Set<string>
  /** Phones of the account's admins, the only ones that template messages in development mode reach. */
  adminPhones: Set<string>
  adminId: string
}

export type Button = { title: string; type: string; payload: unknown }
export type ListElement = {
  title: string
  subtitle: string
  imageUrl: string
  action: { type: string; url?: string; payload?: unknown } | undefined
}
export type MessageKind =
  | 'text'
  | 'image'
  | 'gif'
  | 'sticker'
  | 'file'
  | 'audio'
  | 'video'
  | 'location'
  | 'link'
  | 'business-card'
  | 'list'
  | 'request-info'
  | 'article'
  | 'template'
export type Media = { url: string; name?: string; size?: number; latitude?: string; longitude?: string }

export type Content = {
  kind: MessageKind
  text: string
  buttons: Button[]
  elements: ListElement[]
  media: Media | undefined
  quotedId: string | undefined
}

/** One bubble on the phone. */
export type PhoneMessage = Content & {
  id: string
  from: 'user' | 'oa' | 'admin'
  at: number
  /** Tapping an `oa.query.hide` button sends without a bubble. */
  hidden: boolean
  received: boolean
  seen: boolean
  reactions: string[]
  templateId?: string
  trackingId?: string
}

/** A citizen as one account knows them; the same person has another id at another account. */
export type Person = {
  id: string
  idByApp: string
  oaId: string
  name: string
  phone: string | undefined
  gender: 1 | 2
  age: number
  city: number
  location: 0 | 1 | 2
  platform: 1 | 2 | 3
  telco: 1 | 2 | 3 | 4
  following: boolean
  everChatted: boolean
  chatNowClicked: boolean
  /** ms since 1970 of the last interaction that counts. */
  lastInteraction: number | undefined
  freeSent: number
  /** Off: nothing is received and no receipts go out; switching on catches up. */
  online: boolean
  /** Receipts come from phones only. */
  mobile: boolean
  /** -227, -244 or -217 for every message to this person, or -139/-140/-141/-114 and the like for templates. */
  refusal: number | undefined
  sharedInfo: Record<string, unknown> | undefined
  alias: string
  tags: Set<string>
  notes: string[]
  anonymous: boolean
  conversationId: string | undefined
  messages: PhoneMessage[]
  broadcastDays: Set<string>
}

export type MediaFile = { bytes: Buffer; contentType: string; name: string; at: number }
export type Template = {
  id: string
  oaId: string
  name: string
  /** `<name>` in the text is replaced by the parameter. */
  text: string
  params: { name: string; required: boolean; maxLength: number }[]
  status: 'ENABLE' | 'PENDING_REVIEW' | 'DELETE' | 'REJECT' | 'DISABLE'
  quality: 'HIGH' | 'MEDIUM' | 'LOW' | 'UNDEFINED'
  /** false: cannot go by user id (-249). */
  byUid: boolean
  tag: 'TRANSACTION' | 'CUSTOMER_CARE' | 'PROMOTION'
  price: number
}

export type AccessToken = { token: string; oaId: string; expiresAt: number; dead: boolean }
export type RefreshToken = { token: string; oaId: string; expiresAt: number; spent: boolean; accessToken: string }
export type AuthorizationCode = {
  code: string
  oaId: string
  expiresAt: number
  challenge: string | undefined
  spent: boolean
}
export type Upload = {
  id: string
  oaId: string
  kind: 'image' | 'gif' | 'file'
  url: string
  name: string
  size: number
  expiresAt: number
}
export type Article = {
  id: string
  oaId: string
  token: string
  pollsLeft: number
  body: Record<string, unknown>
  at: number
}
export type TemplateMessage = {
  id: string
  oaId: string
  personId: string | undefined
  phone: string
  trackingId: string
  deliveredAt: number | undefined
}

/** One call that reached the emulator; tokens and secrets are replaced. */
export type Call = {
  at: number
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: unknown
  /** HTTP status, and the `error` of the envelope where there is one; undefined when no answer was given. */
  status: number | undefined
  error: number | undefined
  oaId: string | undefined
  fault: string | undefined
}

export type World = {
  url: string
  clock: EmulatorClock
  now(): number
  switches: Switches
  app: ZaloApp
  ids: Ids
  random: () => number
  signal: Signal
  faults: Faults
  webhooks: WebhookSender
  accounts: Map<string, Account>
  people: Map<string, Person>
  accessTokens: Map<string, AccessToken>
  refreshTokens: Map<string, RefreshToken>
  codes: Map<string, AuthorizationCode>
  uploads: Map<string, Upload>
  articles: Map<string, Article>
  templates: Map<string, Template>
  templateMessages: Map<string, TemplateMessage>
  media: Map<string, MediaFile>
  buckets: Map<string, { tokens: number; at: number }>
  calls: Call[]
  /** Answers and what follows them, while under way. */
  busy: Set<Promise<void>>
  refreshReuses: number
}
