// The contract between the house and a platform. An adapter in bots/ knows this file and the kernel, nothing else.

/** `phone`: a person known by a number alone. Accounts `phone:…`; the address of a chat is the number, `+84…`. */
export type Platform = 'zalo' | 'telegram' | 'web' | 'phone'

/** An update as it arrived, with just enough read from it to store it once and to order it within its chat. */
export type RawUpdate = {
  readonly accountId: string
  /** Same key, same update: a repeat is dropped. Unique within the account. */
  readonly key: string
  /** The platform's id of the chat; empty for events of the account itself. */
  readonly conversation: string
  /** The platform's time of the event; orders updates of one chat. */
  readonly at: Date
  /** Orders updates of the same `at`; the platform's own counter where it has one, else 0. */
  readonly seq: number
  /** Exact bytes, at most 1 MiB; read again by `Channel.read` when its turn comes. */
  readonly raw: Uint8Array
}

/** Where the bytes of something that a person sent can be had. Opaque to the house, given back to `fetchMedia`. */
export type MediaSource =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'telegram-file'; readonly fileId: string }
  /** Bytes that a door of our own has stored already. */
  | { readonly kind: 'stored'; readonly attachmentId: string }

export type IncomingMedia = {
  readonly media: 'image' | 'voice' | 'video' | 'file' | 'animation'
  readonly source: MediaSource
  readonly name?: string
  readonly sizeBytes?: number
}

/** What a person or a platform did, in the house's words. */
export type IncomingContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A tapped button: `data` is what `OutgoingChoice.data` was. */
  | { readonly kind: 'button'; readonly data: string; readonly messageId?: string }
  /** Opened the chat, perhaps through a link or QR that carries a payload. */
  | { readonly kind: 'start'; readonly payload?: string }
  | { readonly kind: 'media'; readonly items: readonly IncomingMedia[]; readonly caption?: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'contact'; readonly phone?: string; readonly name?: string; readonly isOwn: boolean }
  | {
      readonly kind: 'submitted-info'
      readonly name?: string
      readonly phone?: string
      readonly ward?: string
      readonly city?: string
    }
  | { readonly kind: 'follow'; readonly source?: string }
  /** Unfollowed or blocked us: nothing may be sent until they come back. */
  | { readonly kind: 'unfollow' }
  /** The platform passes on that the person withdraws their data: an erasure. */
  | { readonly kind: 'withdraw' }
  /** A message that left our account, ours or typed by a person in the platform's own console. */
  | { readonly kind: 'echo'; readonly messageId: string; readonly text: string; readonly byPerson: boolean }
  | { readonly kind: 'receipt'; readonly what: 'delivered' | 'seen'; readonly messageIds: readonly string[] }
  | { readonly kind: 'reaction'; readonly messageId?: string; readonly icon: string }
  /** Something about the account itself (quota, template, rating, tag …): its name and what can be counted, no words. */
  | {
      readonly kind: 'account-event'
      readonly name: string
      readonly values?: Readonly<Record<string, string | number>>
    }
  /** A sticker, a game, a call …: answered with a sentence that says what to send instead. */
  | { readonly kind: 'unsupported'; readonly name: string }
  /** Known or unknown to us, but nothing to answer. */
  | { readonly kind: 'ignored'; readonly name: string }

export type IncomingUpdate = {
  readonly at: Date
  readonly content: IncomingContent
  /** The act opens the platform's free reply window. */
  readonly opensWindow: boolean
  /** Language of the person's client when the platform tells it, such as `vi` or `en`. */
  readonly language?: string
  /** Message of ours that the person quoted. */
  readonly quotes?: string
}

/** One of a numbered list. On every channel the number alone answers it, buttons or not. */
export type OutgoingChoice = {
  /** The digit that stands before it: 0 to 99. */
  readonly number: number
  readonly label: string
  /** At most 64 bytes, ASCII (the narrowest platform's limit). */
  readonly data: string
}

export type OutgoingFile = {
  readonly attachmentId: string
  readonly media: 'image' | 'voice' | 'video' | 'file'
  readonly mediaType: string
  readonly name: string
}

/** An approved template of the platform (Zalo: ZBS, formerly ZNS) in place of free text. */
export type OutgoingTemplate = {
  readonly templateId: string
  /** Values of its placeholders. */
  readonly data: Readonly<Record<string, string>>
  /** At most 48 characters; comes back with receipts and ratings. No protection against repeats. */
  readonly trackingId: string
}

/** A message in the house's words: plain text (no markup), perhaps a numbered list, a link and one file. */
export type OutgoingMessage = {
  /** Without the numbered lines: the adapter adds them from `choices`. At most `textMax` of the platform. */
  readonly text: string
  readonly choices?: readonly OutgoingChoice[]
  readonly link?: { readonly label: string; readonly url: string }
  readonly file?: OutgoingFile
  /** The platform's id of the message that this one answers. */
  readonly quotes?: string
  /** Ask for phone and address with the platform's own form. Used only where less would not do. */
  readonly asksContact?: { readonly title: string; readonly subtitle: string }
  /** Goes in place of the text; on a Zalo chat by user id, on a phone chat by number through the account of `via`. */
  readonly template?: OutgoingTemplate
  /** By which way a phone is reached: `sms` (also when absent), or the Zalo account (`zalo:<oa>`) for a template. */
  readonly via?: string
  readonly locale: 'vi' | 'en'
}

export type Delivery = {
  /** Id of the outbox row: stable over repeats, so a platform of our own can drop a repeat. */
  readonly id: number
  readonly accountId: string
  /** The platform's id of the chat. */
  readonly address: string
  readonly message: OutgoingMessage
  readonly isBulk: boolean
}

/** By what an account can send nothing for so long: `paid`, `templates` or `template:<id>` (see `closed_ways`). */
export type ClosedWay = { readonly accountId: string; readonly what: string; readonly afterMs: number }

/**
 * What became of a send. The outside world's failures are values; an exception from an adapter is a bug of ours.
 * `why` is a short code for operators and statistics: no personal data, no token, no text.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId?: string }
  /** Not sent, may be tried again after so many milliseconds; `scope` says what has to wait. */
  | {
      readonly kind: 'retry'
      readonly afterMs: number
      readonly why: string
      readonly scope: 'message' | 'account' | 'lane'
      readonly closes?: ClosedWay
    }
  /** This message will never go (`message`), or nothing of this account will until a person acts (`account`). */
  | { readonly kind: 'refused'; readonly why: string; readonly scope: 'message' | 'account' }
  /** This person cannot be reached now. */
  | {
      readonly kind: 'unreachable'
      readonly why: string
      readonly reach: 'blocked' | 'gone' | 'no_relation' | 'window'
      /** It is not the person: nobody gets anything by this way for a while. */
      readonly closes?: ClosedWay
    }
  /** It left, and no answer came: perhaps delivered. */
  | { readonly kind: 'uncertain'; readonly why: string }

/** What a platform tells with an answer of how much it will take, ahead of any refusal. */
export type Budget = {
  /** Calls a minute that it allows; null where it does not say. */
  readonly perMinute: number | null
  /** Calls that are left; null where it does not say. */
  readonly remaining: number | null
  /** After how many milliseconds it counts anew; null where it does not say, which is within a minute. */
  readonly resetAfterMs: number | null
}

/** A request to a webhook, before anything was believed about it. */
export type WebhookRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Values of `:name` parts of the path. */
  readonly params: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What a webhook makes of a request. Updates are stored before the 200 leaves. */
export type WebhookVerdict =
  | { readonly status: 200; readonly updates: readonly RawUpdate[]; readonly note?: string }
  /** `alarm` marks what an operator should see when it repeats, such as a wrong signature. */
  | { readonly status: 400 | 401 | 404; readonly why: string; readonly alarm?: boolean }

export type Webhook = {
  readonly path: string
  accept(request: WebhookRequest): WebhookVerdict | Promise<WebhookVerdict>
}

/** What a platform allows, whatever the account. */
export type PlatformLimits = {
  /** UTF-16 units of one message, numbered lines included. */
  readonly textMax: number
  /** Messages a second of one account unless its capabilities say otherwise. */
  readonly perSecond: number
  /** Messages a second of a whole lane. */
  readonly lanePerSecond: number
  /** Sends that may be under way at once in one lane. */
  readonly parallel: number
}

/** An adapter. */
export type Channel = {
  readonly platform: Platform
  readonly webhook?: Webhook
  /** Pure: bytes that were accepted once into the house's words. Never throws for what a platform may send. */
  read(accountId: string, raw: Uint8Array): IncomingUpdate
  /** One try. Resolves within the platform's time limit or when `signal` aborts. */
  send(delivery: Delivery, signal: AbortSignal): Promise<SendOutcome>
  /**
   * What the platform told of its budget with the newest answer to a send of this account: the same object until an answer
   * tells again. Whether it counts the account's calls or its app's, the numbers tell.
   */
  budgetOf?(accountId: string): Budget | undefined
  /** Gets bytes that a person sent; null when this channel has no such source. */
  fetchMedia?(accountId: string, source: MediaSource, signal: AbortSignal): Promise<FetchedMedia>
  /** Called once updates from the webhook are stored, for what a platform expects besides the 200. */
  acknowledge?(updates: readonly RawUpdate[]): void
  /** Begins to receive by itself (polling), or tells the platform where to deliver. */
  start?(receive: (updates: readonly RawUpdate[]) => Promise<void>): Promise<void>
  /** Stops receiving; resolves when nothing is under way any more. */
  stop?(): Promise<void>
}

export type FetchedMedia =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly claimedType?: string }
  | { readonly kind: 'retry'; readonly why: string }
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'too-big' }

/**
 * Keeps the token pairs of accounts. A refresh token works once, so it is spent by one process at a time and the new
 * pair is stored before anyone uses it. The adapter sees only this of the database.
 */
export type TokenVault = {
  /** The newest access token; undefined when the account has none. */
  accessToken(accountId: string): Promise<string | undefined>
  /**
   * After the platform refused `refusedToken`: gives the token that another refresh has brought meanwhile, or spends the
   * refresh token by `exchange`. Calls of one process for one account share one refresh.
   */
  refresh(
    accountId: string,
    refusedToken: string,
    exchange: (refreshToken: string) => Promise<TokenExchange>,
  ): Promise<TokenRefresh>
}

export type TokenRefresh =
  | { readonly kind: 'fresh'; readonly accessToken: string }
  /** A person must connect the account again. */
  | { readonly kind: 'needs-consent'; readonly why: string }
  /** The platform wants something of the app's settings mended; nothing was spent. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Another process is at it, nothing was spent, or a pause is kept; after a few seconds unless it says when. */
  | { readonly kind: 'retry'; readonly why: string; readonly afterMs?: number }

export type TokenPair = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

export type TokenExchange =
  | ({ readonly kind: 'pair' } & TokenPair)
  /** Certain: the refresh token is spent or dead; a person must connect the account again. */
  | { readonly kind: 'needs-consent'; readonly why: string }
  /** The request left and no answer came: the token may be spent. */
  | { readonly kind: 'ambiguous'; readonly why: string }
  /** Nothing was spent, and nothing will change until somebody mends the app's settings. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'retry'; readonly why: string }

/** An account as an adapter needs it: opened credentials and what is known of its abilities. */
export type ChannelAccount = {
  readonly id: string
  readonly externalId: string
  readonly state: 'active' | 'needs_consent' | 'disabled'
  readonly capabilities: Readonly<Record<string, string | number | boolean>>
  readonly credentials: Readonly<Record<string, string>>
}

/** The accounts of one platform, kept fresh by the house. */
export type AccountDirectory = {
  byId(accountId: string): ChannelAccount | undefined
  byExternalId(externalId: string): ChannelAccount | undefined
  all(): readonly ChannelAccount[]
  /** Remembers what was learnt of an account, such as the endpoint that works. */
  learn(accountId: string, capabilities: Readonly<Record<string, string | number | boolean>>): Promise<void>
}

/** What a platform tells of an account that was connected. */
export type AccountDescription = {
  readonly externalId: string
  readonly name: string
  readonly capabilities: Readonly<Record<string, string | number | boolean>>
}

/** The platform's side of connecting an account by the consent of its admin. */
export type AccountConnector = {
  /** The address at which the admin agrees, and what must be kept secret until the exchange; null when nothing. */
  permission(request: { readonly redirectUri: string; readonly state: string }): {
    readonly url: string
    readonly verifier: string | null
  }
  /** Reads the query with which the platform sends the admin back. */
  readReturn(
    query: URLSearchParams,
    expectedState: string,
  ):
    | { readonly kind: 'agreed'; readonly code: string; readonly externalId: string | null }
    | { readonly kind: 'refused' | 'wrong-state' }
  exchangeCode(grant: {
    readonly code: string
    readonly verifier: string | null
  }): Promise<({ readonly kind: 'pair' } & TokenPair) | { readonly kind: 'failed'; readonly why: string }>
  describe(accessToken: string): Promise<AccountDescription | undefined>
  /** Spends a refresh token; for `TokenVault` and the job that refreshes ahead of time. */
  renew(accountId: string, refreshToken: string): Promise<TokenExchange>
  /** Sends a message with its buttons although nobody knows yet whether they appear. */
  probe(accountId: string, address: string, message: OutgoingMessage): Promise<SendOutcome>
}
