import type { IncomingContent, IncomingUpdate, RawUpdate } from '../../src/channels/port.ts'

export const webAccount = 'web:chat'

/** What a browser did, as it lies sealed in the inbox until its turn. */
export type WebAct =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly data: string }
  | { readonly kind: 'start'; readonly payload?: string }
  | {
      readonly kind: 'file'
      readonly attachmentId: string
      readonly media: 'image' | 'voice' | 'video' | 'file' | 'animation'
      readonly caption?: string
    }

type Envelope = { readonly v: 1; readonly at: string; readonly language?: string; readonly act: WebAct }

/** `key` is unique within the visitor: a browser that heard no answer sends the same one again. */
export const rawUpdate = (input: {
  readonly visitorId: string
  readonly key: string
  readonly at: Date
  readonly seq: number
  readonly act: WebAct
  readonly language?: string
}): RawUpdate => {
  const envelope: Envelope = {
    v: 1,
    at: input.at.toISOString(),
    ...(input.language === undefined ? {} : { language: input.language }),
    act: input.act,
  }
  return {
    accountId: webAccount,
    key: `${input.visitorId}\n${input.key}`,
    conversation: input.visitorId,
    at: input.at,
    seq: input.seq,
    raw: Buffer.from(JSON.stringify(envelope)),
  }
}

const contentOf = (act: Partial<WebAct> | undefined): IncomingContent => {
  switch (act?.kind) {
    case 'text':
      if (typeof act.text === 'string') return { kind: 'text', text: act.text }
      break
    case 'button':
      if (typeof act.data === 'string') return { kind: 'button', data: act.data }
      break
    case 'start':
      return { kind: 'start', ...(typeof act.payload === 'string' ? { payload: act.payload } : {}) }
    case 'file':
      if (typeof act.attachmentId === 'string' && typeof act.media === 'string') {
        const source = { kind: 'stored', attachmentId: act.attachmentId } as const
        return {
          kind: 'media',
          items: [{ media: act.media, source }],
          ...(typeof act.caption === 'string' ? { caption: act.caption } : {}),
        }
      }
      break
    case undefined:
  }
  return { kind: 'ignored', name: 'unreadable' }
}

const readEnvelope = (raw: Uint8Array): Partial<Envelope> => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}

/** Pure: the bytes that `rawUpdate` made, in the house's words. Anything else is ignored by name. */
export const parseUpdate = (raw: Uint8Array): IncomingUpdate => {
  const envelope = readEnvelope(raw)
  const at = new Date(typeof envelope.at === 'string' ? envelope.at : Number.NaN)
  const content =
    envelope.v === 1 && !Number.isNaN(at.getTime()) && typeof envelope.act === 'object'
      ? contentOf(envelope.act ?? undefined)
      : ({ kind: 'ignored', name: 'unreadable' } as const)
  return {
    at: Number.isNaN(at.getTime()) ? new Date(0) : at,
    content,
    opensWindow: content.kind !== 'ignored',
    ...(typeof envelope.language === 'string' ? { language: envelope.language } : {}),
  }
}
