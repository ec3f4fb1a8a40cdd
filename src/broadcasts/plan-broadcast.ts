import type { House } from '../database/index.ts'
import type { Queryable } from '../database/index.ts'
import { chooseWay, createPlan, situationOf, templateQuotaOf, type Plan } from '../delivery/index.ts'
import { findDialogue, type Dialogue } from '../dialogues/index.ts'
import { aboutOf } from './about.ts'
import type { AudienceSource } from './audience.ts'
import type { Broadcast } from './broadcast.ts'
import { keepPlan } from './broadcast-store.ts'
import { draftsToPlan, findBroadcast } from './broadcast-views.ts'
import { atEnd, nextPage } from './next-page.ts'

const pageSize = 5000

/**
 * What a broadcast will do if it goes out now: how many by which way, what it costs, when the last one arrives, whom
 * nothing reaches. Reads the people page by page and keeps a few numbers of them.
 */
const planBroadcast = async (
  db: Queryable,
  input: {
    readonly broadcast: Broadcast
    readonly session: Pick<Dialogue, 'noticeCode'>
    readonly audience: AudienceSource
    readonly now: Date
  },
): Promise<Plan> => {
  const { broadcast, session, audience, now } = input
  const about = await aboutOf(db, broadcast, session, now)
  const situation = await situationOf(db, broadcast, { ...about, now })
  const plan = createPlan()
  const order = { audience, limit: pageSize, now }
  const bound = broadcast.audienceBound ?? now
  for (let cursor = 0; cursor !== atEnd;) {
    const page = await nextPage(db, { ...broadcast, cursor, audienceBound: bound }, order)
    for (const person of page?.persons ?? []) plan.add(chooseWay(person.reaches, situation))
    cursor = page?.cursor ?? atEnd
  }
  const { zns, rates } = about.means
  return plan.finish(rates, now, zns ? await templateQuotaOf(db, zns.accountId, now) : null)
}

/** Makes the plans that drafts still lack; the console shows them as soon as they are there. */
export const planDrafts = async (
  { house, audience }: { readonly house: House; readonly audience: AudienceSource },
  signal?: AbortSignal,
): Promise<void> => {
  const { database, clock } = house
  for (const id of await draftsToPlan(database)) {
    if (signal?.aborted) return
    const broadcast = await findBroadcast(database, id)
    const session = broadcast && (await findDialogue(database, broadcast.dialogueId))
    if (!broadcast || !session) continue
    const plan = await planBroadcast(database, { broadcast, session, audience, now: clock.now() })
    await keepPlan(database, broadcast, plan)
  }
}
