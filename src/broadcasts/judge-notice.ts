import type { Queryable } from '../database/index.ts'
import { asTold, findByNoticeCode, isOver, type Dialogue } from '../dialogues/index.ts'
import { findCodes, parseCode } from '../kernel/codes.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { approvedTexts, type ApprovedText } from './broadcast-views.ts'
import { compareNotice, type Comparison, type Difference } from './compare-notice.ts'
import { fingerprintOf, overlap, withoutForwarding } from './notice-words.ts'

/** Thật, đã bị sửa, đã cũ, đã hủy, không phải của chúng tôi. */
export type Verdict = 'genuine' | 'altered' | 'outdated' | 'cancelled' | 'not-ours'

export type Judgement = {
  readonly verdict: Verdict
  /** The session as people were told of it: the true facts. Null when the notice is none of ours. */
  readonly session: Dialogue | null
  /** What the copy says otherwise. */
  readonly differs: readonly Difference[]
  /** Why it is out of date: the session is over, or a later notice changed it. */
  readonly outdatedBy: 'time' | 'change' | null
  /** Only a piece of the notice was shown to us. */
  readonly isPart: boolean
  /** Something like a code, with a digit wrong, missing or too many. */
  readonly isMistyped: boolean
}

const nothing: Judgement = {
  verdict: 'not-ours',
  session: null,
  differs: [],
  outdatedBy: null,
  isPart: false,
  isMistyped: false,
}

/** How the session itself stands, whatever the copy says. */
const standing = (session: Dialogue, now: Date): Judgement => {
  if (session.state === 'cancelled') return { ...nothing, session, verdict: 'cancelled' }
  if (isOver(session, now)) return { ...nothing, session, verdict: 'outdated', outdatedBy: 'time' }
  return { ...nothing, session, verdict: 'genuine' }
}

/** By the six digits of a notice. A session that nobody was told of yet is none of ours to the public. */
export const noticeByCode = async (db: Queryable, digits: string, now: Date): Promise<Judgement> => {
  const dialogue = await findByNoticeCode(db, digits)
  const session = dialogue ? asTold(dialogue) : null
  return session ? standing(session, now) : nothing
}

const judgeCopy = (pasted: string, session: Dialogue, texts: readonly ApprovedText[], now: Date): Judgement => {
  const truth = standing(session, now)
  const copy = withoutForwarding(pasted)
  // With the forwarding marks: a line that only looks like one may hold a demand, so it must not vanish unseen.
  const print = fingerprintOf(pasted)
  const newest = texts[0]
  const exact = texts.find((text) => text.fingerprint === print)
  const likest = texts.toSorted((one, other) => overlap(copy, other.text) - overlap(copy, one.text))
  const nearest = exact ?? likest[0]
  if (!newest || !nearest) return { ...nothing, session }
  // A piece of an old notice may stand in the newest one as well, so that one is asked first.
  const compare = (text: ApprovedText): { text: ApprovedText; result: Comparison } => ({
    text,
    result: text.fingerprint === print ? { kind: 'same' } : compareNotice({ copy, pasted }, text.text, text.place),
  })
  const compared = [compare(newest), compare(nearest)]
  const fitting = compared.find(({ result }) => result.kind !== 'different')
  if (!fitting) {
    const result = compared[1]?.result
    return { ...truth, verdict: 'altered', differs: result?.kind === 'different' ? result.differs : [] }
  }
  const isPart = fitting.result.kind === 'part'
  // Of a result it means nothing that the session is over.
  if (fitting.text.kind === 'result') return { ...nothing, session, verdict: 'genuine', isPart }
  if (truth.verdict !== 'genuine') return { ...truth, isPart }
  if (fitting.text.saysAsNewest) return { ...truth, isPart }
  return { ...truth, verdict: 'outdated', outdatedBy: 'change', isPart }
}

/** Judges a code, or a notice that somebody pasted or forwarded. Asks for nothing about who asks. */
export const judgeNotice = async (db: Queryable, textOrCode: string, now: Date): Promise<Judgement> => {
  const bare = parseCode(textOrCode)
  if (bare?.kind === 'notice') return await noticeByCode(db, bare.digits, now)
  if (bare !== null) return { ...nothing, isMistyped: bare.kind === 'mistyped' }
  const pasted = normaliseText(textOrCode)
  const codes = findCodes(pasted).filter((code) => code.kind === 'notice')
  let best: { readonly likeness: number; readonly judgement: Judgement } | null = null
  for (const code of codes.slice(0, 5)) {
    const dialogue = await findByNoticeCode(db, 'digits' in code ? code.digits : '')
    const session = dialogue ? asTold(dialogue) : null
    if (!session) continue
    const texts = await approvedTexts(db, session.id)
    const likeness = Math.max(0, ...texts.map((text) => overlap(pasted, text.text)))
    if (best === null || likeness > best.likeness)
      best = { likeness, judgement: judgeCopy(pasted, session, texts, now) }
  }
  return best?.judgement ?? nothing
}
