import type { Queryable } from '../database/index.ts'
import { accountMeans, type AccountMeans } from '../delivery/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { isLetter, type Broadcast } from './broadcast.ts'
import { readContent } from './broadcast-views.ts'
import { composeSms, letterAsSms } from './compose-sms.ts'
import { unitOf } from './take-broadcast.ts'

/** What sending and planning of a notice need besides its words. */
export type About = { readonly means: AccountMeans; readonly smsText: string; readonly noticeCode: string }

/** A notice as an SMS says it. */
export const smsOf = async (
  db: Queryable,
  { id, kind, facts, unitId }: Pick<Broadcast, 'id' | 'kind' | 'facts' | 'unitId'>,
  { noticeCode }: Pick<Dialogue, 'noticeCode'>,
): Promise<string> => {
  if (isLetter(kind)) return letterAsSms((await readContent(db, id))?.texts.vi ?? '')
  const unit = await unitOf({ tx: db }, unitId)
  return composeSms(kind, { facts, noticeCode, unitName: unit.fullName })
}

export const aboutOf = async (
  db: Queryable,
  broadcast: Pick<Broadcast, 'id' | 'kind' | 'facts' | 'unitId'>,
  session: Pick<Dialogue, 'noticeCode'>,
  now: Date,
): Promise<About> => {
  const { noticeCode } = session
  return {
    means: await accountMeans(db, broadcast.kind, now),
    smsText: await smsOf(db, broadcast, session),
    noticeCode,
  }
}
