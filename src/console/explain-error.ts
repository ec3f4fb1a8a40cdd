import type { FastifyRequest } from 'fastify'
import { isAppError, type ErrorCode } from '../kernel/errors.ts'
import { phraseOfError } from '../phrases/index.ts'
import type { View } from './view.ts'

const statusOf: Readonly<Record<ErrorCode, number>> = {
  INVALID: 422,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  PRECONDITION: 409,
  LIMIT: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

const fallback: Partial<Record<ErrorCode, string>> = {
  INVALID: 'errors:invalid',
  CONFLICT: 'errors:conflict',
  PRECONDITION: 'errors:conflict',
  LIMIT: 'errors:tooMany',
}

const byStatus = (status: number): string => {
  if (status === 413) return 'errors:tooLarge'
  return status === 429 ? 'errors:tooMany' : 'errors:invalid'
}

/** Logs what an operator needs, nothing of what was sent: database errors carry whole rows. */
const logFault = (request: FastifyRequest, error: unknown, status: number): void => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  request.log.error(
    {
      route: request.routeOptions.url,
      method: request.method,
      status,
      error: cause instanceof Error ? cause.name : 'unknown',
      ...(isAppError(error) ? { code: error.code, why: error.message } : {}),
      ...(cause instanceof Error && 'code' in cause ? { cause: String(cause.code) } : {}),
      at: (cause instanceof Error ? (cause.stack ?? '') : '')
        .split('\n')
        .filter((line) => line.includes('/src/'))
        .slice(0, 4)
        .map((line) => line.replace(/.*\/(src\/[^)]*)\)?$/, '$1')),
    },
    'a page of the console failed',
  )
}

/** What a person reads when a page fails, and under which status it goes out. */
export const explainError = (
  view: View,
  request: FastifyRequest,
  error: unknown,
): { readonly status: number; readonly title: string; readonly sentence: string } => {
  if (isAppError(error) && statusOf[error.code] < 500) {
    return {
      status: statusOf[error.code],
      title: view.t('console:refusal.notDone'),
      sentence: phraseOfError(view.locale, error.phrase ?? fallback[error.code], error.values),
    }
  }
  const status = isAppError(error) ? statusOf[error.code] : ((error as { statusCode?: number }).statusCode ?? 500)
  if (status < 500) {
    const sentence = phraseOfError(view.locale, byStatus(status))
    return { status, title: view.t('console:refusal.notDone'), sentence }
  }
  logFault(request, error, status)
  return { status, title: view.t('console:refusal.failed'), sentence: phraseOfError(view.locale, 'errors:unexpected') }
}
