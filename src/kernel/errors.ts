/** The closed set of reasons for which a verb refuses or fails. Doors translate them to people, once. */
export type ErrorCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'CONFLICT'
  | 'PRECONDITION'
  | 'LIMIT'
  | 'UNAVAILABLE'
  | 'INTERNAL'

type Details = {
  /** Key of the sentence that a person gets; without one the door says something general. */
  readonly phrase?: string
  /** Values for that sentence. Never personal data: they may be logged. */
  readonly values?: Readonly<Record<string, string | number>>
  /** The form field concerned, so that the message stands beside it. */
  readonly field?: string
  readonly cause?: unknown
}

/**
 * A refusal or a fault of ours. `message` is for operators and must hold no personal data, token or text of a
 * resident; people see the phrase. What the outside world does wrong is a value, never this.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly phrase: string | undefined
  readonly values: Readonly<Record<string, string | number>>
  readonly field: string | undefined

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.phrase = details.phrase
    this.values = details.values ?? {}
    this.field = details.field
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError
