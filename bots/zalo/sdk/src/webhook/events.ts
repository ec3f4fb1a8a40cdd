import type { JsonObject } from '../lossless-json.ts'
import type { Attachment } from './attachments.ts'
import type { EventName } from './event-catalogue.ts'

/** Names of the catalogue that are read into events of the given kind. */
type Named<Kind extends string> = { readonly kind: Kind; readonly name: EventName<Kind> }

type MessageContent = {
  readonly messageId: string | null
  /** As sent, not normalised. A tapped `oa.query.*` button or menu item is its payload here, exactly as if typed. */
  readonly text: string | null
  readonly attachments: readonly Attachment[]
}

/** A person wrote to the account. */
export type MessageEvent = Named<'message'> & MessageContent & { readonly quotedMessageId: string | null }

/** Copy of what the account sent itself, by the API or by a person. Never answer it: that is a loop. */
export type EchoEvent = Named<'echo'> &
  MessageContent & {
    /** Set only when a person sent it from Zalo's console. */
    readonly adminId: string | null
  }

/** A web visitor without a Zalo login. Answer with `sendAnonymousMessage`. */
export type AnonymousEvent = Named<'anonymous-message' | 'anonymous-echo'> &
  MessageContent & { readonly anonymousId: string | null; readonly conversationId: string | null }

/** In a group of the account (GMF); mentions stand as `[@id]` in the text. [one source] */
export type GroupMessageEvent = Named<'group-message' | 'group-echo'> &
  MessageContent & { readonly groupId: string | null }

export type GroupEvent = Named<'group'> & { readonly groupId: string | null; readonly userIds: readonly string[] }

export type FollowEvent = Named<'follow' | 'unfollow'> & {
  /** `oa_profile`, `message_invite` or `social_plugin`. */
  readonly source: string | null
}

/** A person opened the chat for the first time; once a person and account. The account may write first. */
export type ChatOpenedEvent = Named<'chat-opened'>

/** The answer to a request for contact data. Older bodies fill `city` and `district`, newer ones `city` and `ward`. */
export type InfoSubmittedEvent = Named<'info-submitted'> & {
  readonly fullName: string | null
  /** `84…` */
  readonly phone: string | null
  readonly birthDate: string | null
  readonly gender: string | null
  readonly address: string | null
  readonly ward: string | null
  readonly district: string | null
  readonly city: string | null
}

export type InfoUpdatedEvent = Named<'info-updated'> & { readonly method: string | null }

/** Receipts; only from Zalo's mobile app. */
export type ReceiptEvent = Named<'received' | 'seen'> & { readonly messageIds: readonly string[] }

export type ReactionEvent = Named<'reaction' | 'reaction-echo'> & {
  readonly messageId: string | null
  readonly icon: string | null
}

export type TagEvent = Named<'tag'> & { readonly tag: string | null; readonly userIds: readonly string[] }

/** The person takes back the consent to the use of their data: erase or restrict it. Must be handled. */
export type WithdrawalEvent = Named<'withdrawal'>

export type WidgetEvent = Named<'widget'> & {
  readonly externalUserId: string | null
  readonly url: string | null
  readonly message: string | null
}

/** Calls and the consent to them. The fields come from one source. */
export type CallEvent = Named<'call'> & {
  readonly callId: string | null
  readonly phone: string | null
  readonly requestType: string | null
  readonly consent: string | null
}

export type ExtensionEvent = Named<'extension'> & { readonly extensionId: string | null }

/** A template message (ZBS) reached a phone; its true time is `deliveredAtMs`. Shares its name with `received`. */
export type TemplateReceivedEvent = Named<'template-received'> & {
  readonly messageId: string | null
  readonly trackingId: string | null
  readonly deliveredAtMs: number | null
  /** The phone number, or its SHA-256 in hex: not a user id. */
  readonly recipient: string | null
}

export type TemplateFeedbackEvent = Named<'template-feedback'> & {
  readonly messageId: string | null
  readonly trackingId: string | null
  readonly rate: number | null
  readonly note: string | null
  readonly feedbacks: readonly string[]
  readonly submittedAtMs: number | null
}

export type TemplateButtonEvent = Named<'template-button'> & {
  readonly messageId: string | null
  readonly trackingId: string | null
  readonly buttonType: string | null
  readonly data: string | null
  readonly submittedAtMs: number | null
}

export type DailyQuotaEvent = Named<'daily-quota'> & {
  readonly previous: string | null
  readonly next: string | null
}

export type TemplateStatusEvent = Named<'template-status'> & {
  readonly templateId: string | null
  readonly previous: string | null
  readonly next: string | null
  readonly reason: string | null
}

/** Quality, quota or tags of templates, and journeys: named by one source without their fields, hence the body. */
export type TemplateNoticeEvent = Named<'template-notice'> & {
  readonly templateId: string | null
  readonly body: JsonObject
}

/** A name that is not in the catalogue. Acknowledge and log the name; never fail. */
export type UnknownEvent = { readonly kind: 'unknown'; readonly name: string | null; readonly body: JsonObject }

/** Every webhook event of a Zalo Official Account, told apart by `kind` and then by Zalo's own `name`. */
export type ZaloEvent =
  | MessageEvent
  | EchoEvent
  | AnonymousEvent
  | GroupMessageEvent
  | GroupEvent
  | FollowEvent
  | ChatOpenedEvent
  | InfoSubmittedEvent
  | InfoUpdatedEvent
  | ReceiptEvent
  | ReactionEvent
  | TagEvent
  | WithdrawalEvent
  | WidgetEvent
  | CallEvent
  | ExtensionEvent
  | TemplateReceivedEvent
  | TemplateFeedbackEvent
  | TemplateButtonEvent
  | DailyQuotaEvent
  | TemplateStatusEvent
  | TemplateNoticeEvent
  | UnknownEvent
