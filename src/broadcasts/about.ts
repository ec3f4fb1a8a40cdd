import type { Queryable } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import type { Broadcast } from './broadcast.ts'
import { composeSms } from './compose-sms.ts'
import { accountMeans, type AccountMeans } from './means-views.ts'
import { unitOf } from './take-broadcast.ts'

/** What sending and planning of a notice need besides its words. */
export type About = { readonly means: AccountMeans; readonly smsText: string; readonly noticeCode: string }

export const aboutOf = async (
  db: Queryable,
  broadcast: Pick<Broadcast, 'kind' | 'facts' | 'unitId'>,
  session: Pick<Dialogue, 'noticeCode'>,
): Promise<About> => {
  const unit = await unitOf({ tx: db }, broadcast.unitId)
  const { noticeCode } = session
  return {
    means: await accountMeans(db, broadcast.kind),
    smsText: composeSms(broadcast.kind, { facts: broadcast.facts, noticeCode, unitName: unit.fullName }),
    noticeCode,
  }
}
