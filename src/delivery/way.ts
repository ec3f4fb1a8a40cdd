/**
 * How one person gets one notice, in the order in which ways of the same price are taken. `held`: nothing may be sent to
 * them now; they get it when they next write.
 */
export const ways = ['zalo-free', 'telegram', 'web', 'zalo-paid', 'zalo-template', 'zns', 'sms', 'held'] as const
export type Way = (typeof ways)[number]

/** One chat of a person, as far as it matters for sending. */
export type Reach = {
  readonly chatId: number
  readonly accountId: string
  readonly platform: 'zalo' | 'telegram' | 'web' | 'phone'
  /** Last act of the person that opened the platform's window; null for none. */
  readonly windowOpenedAt: Date | null
  readonly lastInboundAt: Date | null
}

/** The figures that decide, read from the rules of the channels. Prices are VND for one message. */
export type WayRules = {
  readonly freeHours: number
  readonly paidHours: number
  readonly paidPrice: number
  readonly templatePrice: number
  readonly znsPrice: number
  readonly smsPartPrice: number
  /** Whoever has not opened the web chat for so many days hardly sees what is written there. */
  readonly webDays: number
}

/** What can carry the message besides plain text in a chat. */
export type Means = {
  /** Official Accounts that have an approved template for this kind of notice. */
  readonly templateAccounts: ReadonlySet<string>
  /** Official Accounts whose paid quota is spent; none unless told. */
  readonly paidClosed?: ReadonlySet<string>
  /** Those whose template cannot be sent now; none unless told. */
  readonly templatesClosed?: ReadonlySet<string>
  /** Templates to phone numbers are set up, and cannot be sent now. */
  readonly znsClosed?: boolean
  /** The account through which templates go to phone numbers; null where none may. */
  readonly znsAccount: string | null
  /** Parts of the text as SMS; null where no gateway is set up or the text may not go that way. */
  readonly smsParts: number | null
}

export type Choice = {
  readonly way: Way
  readonly chatId: number
  readonly accountId: string
  readonly cost: number
}
