export type EmulatorRequest = {
  method: string
  path: string
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
}

export type EmulatorAnswer = { status: number; headers: Record<string, string>; body: string | Buffer }

/** What Zalo says no with: a number of its error table, and HTTP 200 unless said otherwise. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

export const refuse = (code: number, message: string): never => {
  throw new Refusal(code, message)
}

export const jsonAnswer = (value: unknown, status = 200, headers: Record<string, string> = {}): EmulatorAnswer => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  body: typeof value === 'string' ? value : JSON.stringify(value),
})

export const htmlAnswer = (body: string, status = 200): EmulatorAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 63};`)

export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asObject = (value: unknown, name: string): JsonObject =>
  isObject(value) ? value : refuse(-201, `${name} is invalid`)

export const asText = (value: unknown, name: string): string =>
  typeof value === 'string' ? value : refuse(-201, `${name} is invalid`)

export const parseObject = (text: string, name: string): JsonObject => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse(-201, `${name} is not JSON`)
  }
  return asObject(value, name)
}

/** In strict mode a field that no source documents is refused. */
export const onlyFields = (strict: boolean, value: JsonObject, known: readonly string[], name: string): void => {
  if (!strict) return
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown !== undefined) refuse(-201, `${name}.${unknown} is invalid`)
}

/** Ids as JSON numbers, written without going through a JavaScript number. */
export const withNumericIds = (json: string): string =>
  json.replace(/(?<!\\)"(app_id|oa_id|oaid|id|admin_id|user_id|user_id_by_app|template_id)":"([1-9]\d*)"/g, '"$1":$2')
