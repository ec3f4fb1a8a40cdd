import { act, type House } from '../src/database/index.ts'
import { phrase } from '../src/phrases/index.ts'
import { draftSessionAgenda, readPreparation } from '../src/preparation/index.ts'
import {
  keepOpinion,
  listQuestions,
  mergeItems,
  readyTopics,
  refuseOpinion,
  similarTo,
  suggest,
  topicsFor,
  type Question,
} from '../src/questions/index.ts'
import type { DemoWard } from './prepare-ward.ts'

// The newest wait for the visitor, who wants to sort some too.
const leftToSort = 12
const alike = 0.4

type Sorted = { readonly kept: number; readonly merged: number }

/**
 * The Front officer has sorted most of what came in: kept it under a topic, joined what asks the same, did not take one
 * that is too short to answer, and drafted the agenda.
 */
export const sortOpinions = async (house: House, ward: DemoWard, dialogueId: string): Promise<Sorted> => {
  const { database, keyring, clock } = house
  const { actor } = ward.officers.front
  const topics = readyTopics(await topicsFor(database, ward.path))
  const { items } = await listQuestions(database, keyring, { dialogueId, reader: actor, limit: 100 })
  const waiting = items.filter(({ state, triage }) => state === 'received' && triage === 'waiting').toReversed()
  const wordsOf = ({ wordings }: Question): string => wordings?.at(-1)?.text ?? ''
  // Who spoke and did not write waits for somebody who listens.
  const written = waiting.slice(0, -leftToSort).filter((one) => wordsOf(one) !== '')
  const [shortest] = written.toSorted((one, other) => wordsOf(one).length - wordsOf(other).length)
  let kept = 0
  let merged = 0
  for (const one of written) {
    const text = wordsOf(one)
    if (one === shortest) continue
    const hints = suggest(text, topics)
    const { competence } = hints
    const { items: like } = await similarTo(database, keyring, {
      opinionId: one.id,
      unitId: ward.id,
      dialogueId,
      text,
      now: clock.now(),
    })
    const same = like.find((item) => item.dialogueId === dialogueId && item.similarity >= alike)
    await act(house, actor, async (scope) => {
      const { itemId } = await keepOpinion(scope, {
        opinionId: one.id,
        opinionClass: one.opinionClass,
        kind: hints.kind.value,
        topicId: hints.topics[0]?.value ?? null,
        reach: hints.reach.value,
        households: hints.households?.value ?? null,
        isRisk: hints.risk.value,
        isHotSpot: hints.hotSpot.value,
        competence: competence.value === 'other' && competence.body === null ? 'commune' : competence.value,
        competentBody: competence.body,
      })
      if (same) await mergeItems(scope, { intoItemId: same.itemId, itemIds: [itemId] })
    })
    kept += 1
    if (same) merged += 1
  }
  await act(house, actor, async (scope) => {
    if (shortest) {
      const words = 'Xin ông/bà ghi thêm địa điểm và việc muốn hỏi, chúng tôi sẽ xem lại ngay.'
      await refuseOpinion(scope, { opinionId: shortest.id, why: 'unclear', words })
    }
    const { version } = await readPreparation(scope.tx, dialogueId)
    await draftSessionAgenda(scope, {
      dialogueId,
      version,
      nameOf: ({ number, topic }) =>
        topic === null
          ? phrase('vi', 'preparation:unnamed', { number })
          : phrase('vi', 'preparation:unnamedOf', { number, topic: topic.vi }),
    })
  })
  return { kept, merged }
}
