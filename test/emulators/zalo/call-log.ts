import type { EmulatorRequest } from './answer.ts'
import type { Call } from './world.ts'

const secretFields = new Set([
  'access_token',
  'refresh_token',
  'secret_key',
  'code',
  'code_verifier',
  'appsecret_proof',
  'authorization',
  'cookie',
])
const hide = (name: string, value: string): string => (secretFields.has(name) ? '[secret]' : value)

const redact = (pairs: Iterable<[string, string]>): Record<string, string> =>
  Object.fromEntries([...pairs].map(([name, value]) => [name, hide(name, value)]))

const readBody = ({ headers, body }: EmulatorRequest): unknown => {
  const type = headers['content-type'] ?? ''
  if (body.length === 0) return undefined
  if (type.startsWith('application/x-www-form-urlencoded')) return redact(new URLSearchParams(body.toString('utf8')))
  if (!type.startsWith('application/json')) return `[${body.length} bytes]`
  try {
    return JSON.parse(body.toString('utf8'), (key, value: unknown) => (secretFields.has(key) ? '[secret]' : value))
  } catch {
    return '[not JSON]'
  }
}

/** The entry of one call, without tokens and secrets; the outcome is filled in later. */
export const describeCall = (request: EmulatorRequest, at: number): Call => ({
  at,
  method: request.method,
  path: request.path,
  query: redact(request.query),
  headers: redact(Object.entries(request.headers)),
  body: readBody(request),
  status: undefined,
  error: undefined,
  oaId: undefined,
  fault: undefined,
})

/** The number in the envelope, if the answer has one. */
export const errorIn = (body: string | Buffer): number | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'number'
      ? value.error
      : undefined
  } catch {
    return undefined
  }
}
