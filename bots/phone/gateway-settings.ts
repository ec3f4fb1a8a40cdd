import type { ChannelAccount } from '../../src/channels/port.ts'

/** `path=value` or `path=one|two`: what must stand in a JSON answer. The path names fields from the top, with dots. */
export type AnswerRule = { readonly path: readonly string[]; readonly values: readonly string[] }

export type GatewaySettings = {
  readonly url: string
  readonly method: 'POST' | 'PUT' | 'GET'
  readonly headers: Readonly<Record<string, string>>
  /** With `{phone}`, `{text}` and `{id}`; empty for a GET, whose address carries them. */
  readonly body: string
  /** How values are written into the body. */
  readonly encoding: 'json' | 'form'
  /** None: any 2xx. */
  readonly success: AnswerRule | null
  /** The person or the network wants no messages from us. */
  readonly blocked: AnswerRule | null
  /** Not now: tried again. */
  readonly busy: AnswerRule | null
  /** Where the gateway's id of the message stands. */
  readonly messageId: readonly string[]
  /** `84…` where the gateway takes no plus. */
  readonly phoneForm: '+84' | '84' | '0'
  readonly partsMax: number
  readonly plain: boolean
}

const readRule = (written: string | undefined): AnswerRule | null => {
  if (written === undefined || written.trim() === '') return null
  const at = written.indexOf('=')
  if (at < 1) return null
  const path = written.slice(0, at).trim().split('.')
  return {
    path,
    values: written
      .slice(at + 1)
      .split('|')
      .map((value) => value.trim()),
  }
}

const readHeaders = (written: string | undefined): Readonly<Record<string, string>> | undefined => {
  if (written === undefined || written.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(written)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]))
  } catch {
    return undefined
  }
}

const isHttp = (url: string): boolean => /^https?:$/.test(URL.parse(url.replaceAll(/\{\w+\}/g, 'x'))?.protocol ?? '')

/**
 * The gateway of an account. Its credentials hold, as texts: `url`, `method`, `headers` (a JSON object), `body`,
 * `success`, `blocked`, `busy` (rules), `messageId` (a path) and `webhookSecret`; its capabilities `partsMax`, `plain`
 * (send without tones) and `phoneForm`. Undefined when what is there cannot work.
 */
export const readGatewaySettings = ({ credentials, capabilities }: ChannelAccount): GatewaySettings | undefined => {
  const written = credentials as Readonly<Partial<Record<string, string>>>
  const url = written['url'] ?? ''
  const method = (written['method'] ?? 'POST').toUpperCase()
  const headers = readHeaders(written['headers'])
  if (!isHttp(url) || !headers || (method !== 'POST' && method !== 'PUT' && method !== 'GET')) return undefined
  const body = method === 'GET' ? '' : (written['body'] ?? '{"to":"{phone}","text":"{text}","id":"{id}"}')
  const encoding = (headers['content-type'] ?? (body.trim().startsWith('{') ? 'json' : 'form')).includes('json')
    ? 'json'
    : 'form'
  const { partsMax, phoneForm } = capabilities as Readonly<Partial<Record<string, unknown>>>
  return {
    url,
    method,
    headers: {
      ...(body === ''
        ? {}
        : { 'content-type': encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    body,
    encoding,
    success: readRule(written['success']),
    blocked: readRule(written['blocked']),
    busy: readRule(written['busy']),
    messageId: (written['messageId'] ?? 'id').split('.'),
    phoneForm: phoneForm === '84' || phoneForm === '0' ? phoneForm : '+84',
    partsMax: typeof partsMax === 'number' && partsMax >= 1 ? partsMax : 10,
    plain: capabilities['plain'] === true,
  }
}
