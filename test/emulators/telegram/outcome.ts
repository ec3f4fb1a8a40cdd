/** What a Bot API call answers, exactly as it stands in the HTTP body. */
export type Failure = {
  ok: false
  error_code: number
  description: string
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

export type Outcome = { ok: true; result: unknown; description?: string } | Failure

export type Read<T> = { ok: true; value: T } | Failure

export const answer = (result: unknown): Outcome => ({ ok: true, result })

export const value = <T>(read: T): Read<T> => ({ ok: true, value: read })

/** The server lowers the first letter behind its prefix unless the text is one of its CONSTANTS or a quoted name. */
export const badRequest = (text: string): Failure => ({
  ok: false,
  error_code: 400,
  description: `Bad Request: ${/^[A-Z][a-z]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text}`,
})

export const forbidden = (text: string): Failure => ({
  ok: false,
  error_code: 403,
  description: `Forbidden: ${text}`,
})

export const conflict = (text: string): Failure => ({ ok: false, error_code: 409, description: `Conflict: ${text}` })

export const tooManyRequests = (retryAfter: number): Failure => ({
  ok: false,
  error_code: 429,
  description: `Too Many Requests: retry after ${retryAfter}`,
  parameters: { retry_after: retryAfter },
})

export const unauthorized: Failure = { ok: false, error_code: 401, description: 'Unauthorized' }
export const notFound: Failure = { ok: false, error_code: 404, description: 'Not Found' }
export const methodNotFound: Failure = { ok: false, error_code: 404, description: 'Not Found: method not found' }
export const tooLarge: Failure = { ok: false, error_code: 413, description: 'Request Entity Too Large' }
