import type { FastifyReply } from 'fastify'
import { isAppError, type AppError } from '../kernel/errors.ts'
import { phraseOfError } from '../phrases/index.ts'
import type { Html } from './html.ts'
import type { View } from './view.ts'

/** What came in a form: text by name, lists where a name came more than once. Files are read elsewhere. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>

// PostgreSQL takes no NUL in a text, and nobody types one.
const withoutNul = (text: string): string => text.replaceAll('\0', '')

/** A body of any shape as a form; whatever is no text is left out. */
export const asForm = (body: unknown): Form => {
  if (body === null || typeof body !== 'object') return {}
  const entries = Object.entries(body).flatMap(([name, value]): [string, string | string[]][] => {
    if (typeof value === 'string') return [[name, withoutNul(value)]]
    if (Array.isArray(value))
      return [[name, value.filter((one): one is string => typeof one === 'string').map(withoutNul)]]
    return []
  })
  return Object.fromEntries(entries)
}

/** One text of a form; empty when it is missing, the last when it came more than once. */
export const textOf = (form: Form, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value : (value?.at(-1) ?? '')
}

export const listOf = (form: Form, name: string): readonly string[] => {
  const value = form[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** What is wrong with a form: a sentence by field; under '' what belongs to no field. */
export type Faults = Readonly<Record<string, string>>
export const noFaults: Faults = {}

const statusOf = (error: AppError): number => {
  if (error.code === 'INVALID') return 422
  if (error.code === 'LIMIT') return 429
  return 409
}

const forForms = new Set(['INVALID', 'CONFLICT', 'PRECONDITION', 'LIMIT'])

export type Attempt<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly faults: Faults; readonly status: number }

/** Runs what a form asks for. What the person can mend comes back as faults; everything else goes on as an error. */
export const attempt = async <Result>(view: View, work: () => Promise<Result>): Promise<Attempt<Result>> => {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    const isMendable = isAppError(error) && (forForms.has(error.code) || (error.code === 'NOT_FOUND' && error.phrase))
    if (!isMendable) throw error
    const sentence = phraseOfError(view.locale, error.phrase ?? fallback[error.code], error.values)
    return { ok: false, faults: { [error.field ?? '']: sentence }, status: statusOf(error) }
  }
}

const fallback: Readonly<Record<string, string>> = {
  INVALID: 'errors:invalid',
  CONFLICT: 'errors:conflict',
  PRECONDITION: 'errors:conflict',
  LIMIT: 'errors:tooMany',
}

/** Sends a page. Nothing of the console is kept by browsers or proxies. */
export const sendPage = async (reply: FastifyReply, page: Html, status = 200): Promise<FastifyReply> =>
  await reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(String(page))

/** After a form was done: to the next page, with a word that says so. */
export const goTo = async (reply: FastifyReply, path: string, done?: string): Promise<FastifyReply> => {
  const [address = path, fragment] = path.split('#')
  const query = done === undefined ? '' : `${address.includes('?') ? '&' : '?'}done=${done}`
  return await reply.redirect(`${address}${query}${fragment === undefined ? '' : `#${fragment}`}`, 303)
}
