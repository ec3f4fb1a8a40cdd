import type { Scope } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { itemsByIds, listQuestions, maskText, type Item, type Question } from '../questions/index.ts'
import type { Dossier } from './dossier.ts'
import type { Handover } from './handover.ts'
import { personsBehind } from './handover-views.ts'

// Whoever hands over is the Front of the unit, which reads words as they were sent; what the receiver may read is decided here.
const reader = systemActor('handover')

const opinionsOf = async (scope: Scope, item: Item): Promise<Question[]> => {
  const found: Question[] = []
  let cursor: string | undefined
  do {
    const page = { unitPath: item.unitPath, reader, limit: 100, filter: { itemId: item.id } }
    const got = await listQuestions(scope.tx, scope.keyring, cursor === undefined ? page : { ...page, cursor })
    found.push(...got.items)
    cursor = got.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found.toReversed()
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Everything that is handed over, as it stands now. A Front committee reads words as they were sent, a body masked ones. */
export const composeDossier = async (scope: Scope, handover: Handover): Promise<Dossier> => {
  const isMasked = handover.parties.some(({ unitId }) => unitId === null)
  const found = await itemsByIds(
    scope.tx,
    handover.items.map(({ itemId }) => itemId),
  )
  const items = found.toSorted((one, other) => one.number - other.number || (one.id < other.id ? -1 : 1))
  const listed: Dossier['items'][number][] = []
  for (const item of items) {
    const opinions = await opinionsOf(scope, item)
    listed.push({
      number: item.number,
      title: item.title,
      topic: item.topic?.vi ?? null,
      opinionClass: item.opinionClass,
      kind: item.kind,
      competence: item.competence,
      households: item.households,
      supports: item.supportCount,
      opinions: opinions.map((one) => ({
        id: one.id,
        on: vietnamDate(one.receivedAt),
        channel: one.channel,
        name: isMasked ? null : one.name,
        isErased: false,
        wordings: (one.wordings ?? []).map(({ source, text }) => ({
          source,
          text: isMasked ? maskText(text).text : text,
        })),
      })),
    })
  }
  const ids = listed.flatMap(({ opinions }) => opinions.map(({ id }) => id))
  const { persons, unknown } = await personsBehind(scope.tx, ids)
  return {
    format: 'nhip-cau-handover-1',
    from: handover.unitName,
    to: handover.parties.map(({ name }) => name),
    isMasked,
    counts: {
      items: listed.length,
      opinions: ids.length,
      persons,
      unknown,
      households: sum(listed.map(({ households }) => households ?? 0)),
      supports: sum(listed.map(({ supports }) => supports)),
    },
    items: listed,
  }
}
