import { setTimeout as pause } from 'node:timers/promises'
import type { TestApp } from './app.ts'

const patienceMs = 30_000

/** What still waits anywhere on the way of a message, by place; nothing when all that was sent has had its effect. */
const whatWaits = async ({ installation, bot, zalo }: TestApp): Promise<string[]> => {
  if (bot.pending.size > 0) return ['telegram']
  await zalo.settle()
  const rows = await installation.house.database.$client<{ place: string }[]>`
    select 'inbox' as place where exists (select 1 from inbox where state = 'waiting')
    union all select 'files' where exists (select 1 from attachments where state = 'pending')
    union all select 'outbox' where exists (select 1 from outbox)
    union all select 'broadcasts' where exists (select 1 from broadcasts where state = 'running')`
  return rows.map((row) => row.place)
}

/** Waits until every update has had its turn and every message has left. */
export const settled = async (place: TestApp): Promise<void> => {
  for (const end = performance.now() + patienceMs; ;) {
    const waiting = await whatWaits(place)
    if (waiting.length === 0) return
    if (performance.now() > end) throw new Error(`after ${patienceMs} ms there still waits: ${waiting.join(', ')}`)
    await pause(8)
  }
}
