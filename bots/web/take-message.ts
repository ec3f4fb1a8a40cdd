import { normaliseText } from '../../src/kernel/vietnamese/normalise-text.ts'
import { labelOf, type EntryBody } from './entry.ts'
import { limits } from './limits.ts'
import type { StoredEntry, WebOptions } from './means.ts'
import { rawUpdate, type WebAct } from './parse-update.ts'
import type { Post } from './read-post.ts'
import { refuse, refuseUntil, type Checked } from './refusal.ts'
import { topicOf } from './send-message.ts'
import { isStartPayload } from './start-payload.ts'
import type { Identity } from './visitor-cookie.ts'
import { withPatience } from './with-patience.ts'

export type Sender = {
  readonly identity: Identity
  readonly chatKey: string
  readonly key: string
  /** Set when the person chose the page's language. */
  readonly language?: string
}

/** What one post says; refused with a sentence when it says nothing or too much. */
export const readAct = (post: Post): Checked<WebAct> => {
  if (post.start !== undefined) {
    return isStartPayload(post.start)
      ? { ok: true, value: { kind: 'start', payload: post.start } }
      : refuse(400, 'web:badRequest')
  }
  if (post.choice !== undefined) {
    return /^[\x21-\x7e]{1,64}$/.test(post.choice)
      ? { ok: true, value: { kind: 'button', data: post.choice } }
      : refuse(400, 'web:badRequest')
  }
  if (post.text === undefined) return refuse(400, 'web:badRequest')
  const length = normaliseText(post.text).trim().length
  if (length === 0) return refuse(422, 'web:emptyText')
  if (length > limits.textMax) return refuse(422, 'web:tooLong', { values: { length } })
  return { ok: true, value: { kind: 'text', text: post.text } }
}

const shownAs = async (options: WebOptions, sender: Sender, act: WebAct): Promise<EntryBody | null> => {
  switch (act.kind) {
    case 'text':
      return { kind: 'text', text: act.text }
    case 'button': {
      const past = await withPatience(
        options.memory.read(sender.chatKey, { limit: limits.shownMax }),
        limits.patienceMs,
      )
      return { kind: 'choice', label: labelOf(past ?? [], act.data) ?? (/(\d{1,3})$/.exec(act.data)?.[1] || '?') }
    }
    case 'file': {
      const media = act.media === 'animation' ? 'file' : act.media
      return {
        kind: 'file',
        file: { attachmentId: act.attachmentId, media },
        ...(act.caption === undefined ? {} : { caption: act.caption }),
      }
    }
    case 'start':
      return null
  }
}

/** Used while the database is away: the same allowance, counted in this process. */
const spareAllowance = () => {
  const buckets = new Map<string, { left: number; atMs: number }>()
  return (chatKey: string, nowMs: number): boolean => {
    if (buckets.size > 10_000) buckets.clear()
    const known = buckets.get(chatKey) ?? { left: limits.messageBurst, atMs: nowMs }
    const left = Math.min(limits.messageBurst, known.left + (nowMs - known.atMs) / limits.messageEveryMs)
    if (left < 1) return false
    buckets.set(chatKey, { left: left - 1, atMs: nowMs })
    return true
  }
}

/**
 * Stores what a person did: first their own words for the page, then the update, so that a reply cannot overtake the
 * words it answers. While the database is away the update goes to the receiver's spool and the page shows its own copy.
 */
export const createTakeMessage = (options: WebOptions) => {
  const { memory, clock, receive, signals } = options
  const spare = spareAllowance()

  return async (sender: Sender, act: WebAct, cost = 1): Promise<Checked<StoredEntry | null>> => {
    const { chatKey, key, identity } = sender
    let at = clock.now()
    let entry: StoredEntry | null = null
    const allowance = { cost, burst: limits.messageBurst, everyMs: limits.messageEveryMs }
    const body = await shownAs(options, sender, act)
    if (body) {
      const appended = await withPatience(memory.appendOwn({ chatKey, key, body, at }, allowance), limits.patienceMs)
      if (appended === undefined) {
        if (!spare(chatKey, at.getTime())) return refuseUntil('web:tooFast', limits.messageEveryMs)
      } else if (appended.kind === 'wait') return refuseUntil('web:tooFast', appended.ms)
      else if (appended.kind === 'unknown') return refuse(401, 'web:gone')
      else {
        entry = appended.entry
        // A resend after a lost answer is the same update, with the time it first had.
        at = entry.at
      }
    } else {
      const spent = await withPatience(memory.spend(chatKey, allowance), limits.patienceMs)
      if (spent?.kind === 'wait') return refuseUntil('web:tooFast', spent.ms)
      if (spent?.kind === 'unknown') return refuse(401, 'web:gone')
    }
    try {
      const { language } = sender
      const update = { visitorId: identity.id, key, at, seq: entry?.seq ?? 0, act }
      await receive([rawUpdate({ ...update, ...(language === undefined ? {} : { language }) })])
    } catch {
      await withPatience(memory.withdrawOwn(chatKey, key), limits.patienceMs)
      return refuse(503, 'web:notStored', { retryAfterSeconds: 30 })
    }
    if (entry) signals.poke(topicOf(chatKey))
    return { ok: true, value: entry }
  }
}

export type TakeMessage = ReturnType<typeof createTakeMessage>
