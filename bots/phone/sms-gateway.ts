import type { Budget, ChannelAccount, SendOutcome } from '../../src/channels/port.ts'

export type Sms = {
  readonly account: ChannelAccount
  /** E.164, `+84…`. */
  readonly phone: string
  readonly text: string
  /** The same over repeats, so that a gateway that can may drop one. */
  readonly id: string
}

/** Whoever carries SMS. The house brings one that speaks plain HTTP; another is a function of this shape. */
export type SmsGateway = ((sms: Sms, signal: AbortSignal) => Promise<SendOutcome>) & {
  /** What it told with its newest answer, where it tells such things. */
  readonly budgetOf?: (accountId: string) => Budget | undefined
}
