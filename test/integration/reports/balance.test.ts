import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answersOfItem,
  approveAnswer,
  askAnswerApproval,
  draftAnswer,
  decisions,
  reopenItem,
  type AnswerDraft,
} from '../../../src/answers/index.ts'
import { inSavepoint, type Scope } from '../../../src/database/index.ts'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { isAppError } from '../../../src/kernel/errors.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  eraseOpinionsOf,
  handInOpinion,
  keepOpinion,
  mergeItems,
  objectToMerge,
  refuseOpinion,
  splitOff,
  supportItem,
  undoMerge,
  withdrawOpinion,
} from '../../../src/questions/index.ts'
import { collectionBalance, requireBalance, type CollectionBalance } from '../../../src/reports/index.ts'
import { openAnswerStage, type AnswerStage } from '../answers/answer-stage.ts'
import type { Person } from '../questions/question-house.ts'
import { plainHead } from '../questions/items/item-stage.ts'

// `SEQUENCES=10000` runs as many as the rule asks for: about a quarter of an hour on two cores.
const sequences = Number(process.env['SEQUENCES'] ?? 60)
const seed = Number(process.env['SEED'] ?? 20_261_123)
const steps = 14

let stage: AnswerStage
let people: Person[]
beforeAll(async () => {
  stage = await openAnswerStage()
  people = [await stage.meet(), await stage.meet(), await stage.meet()]
})
afterAll(async () => await stage.close())

/** The same numbers in every run. */
const randomFrom = (from: number) => {
  let state = from >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

class Undone extends Error {}

const openSession = async (scope: Scope): Promise<string> => {
  const id = newId()
  const code = String(Number.parseInt(id.slice(-8), 16) % 1_000_000).padStart(6, '0')
  await scope.tx.execute(sql`
    insert into dialogues (id, unit_id, title, type, rhythm, mode, legal_basis, purpose, place, starts_at,
      collection_opens_at, collection_closes_at, hotline, state, notice_code, created_by, created_at, updated_at)
    values (${id}, '00001', 'Đối thoại', 'dialogue', 'periodic', 'in_person', 'other', 'consult', 'Nhà văn hóa',
      '2999-01-01', '2020-01-01', '2999-01-01', '024 3825 1234', 'announced', ${code}, ${newId()}, now(), now())`)
  return id
}

type Raw = { id: string; state: string; triage: string; item_id: string | null }
type Answered = { item_id: string; decision: string; open: boolean }

/** The same figures by other code: every opinion looked at for itself. */
const countByHand = async (scope: Scope, dialogueId: string) => {
  const rows = await scope.tx.execute<Raw>(sql`
    select id, state, triage, item_id from opinions where dialogue_id = ${dialogueId}`)
  const answers = await scope.tx.execute<Answered>(sql`
    select a.item_id, a.decision, exists (select 1 from item_reopenings r where r.answer_id = a.id) as open
    from item_answers a where a.state = 'approved' order by a.seq`)
  const newest = new Map(answers.map((one) => [one.item_id, one]))
  const counts = {
    received: rows.length,
    answeredAlone: 0,
    answeredJoined: 0,
    transferred: 0,
    refused: 0,
    withdrawn: 0,
    erased: 0,
    pending: 0,
  }
  for (const { state, triage, item_id: itemId } of rows) {
    const answer = newest.get(itemId ?? '')
    const mates = rows.filter((one) => one.item_id === itemId && one.state === 'received' && one.triage === 'kept')
    if (state === 'withdrawn') counts.withdrawn += 1
    else if (state === 'erased') counts.erased += 1
    else if (triage === 'refused') counts.refused += 1
    else if (triage === 'waiting' || !answer || answer.open) counts.pending += 1
    else if (answer.decision === 'transferred') counts.transferred += 1
    else if (mates.length > 1) counts.answeredJoined += 1
    else counts.answeredAlone += 1
  }
  return counts
}

const told: Readonly<Record<(typeof decisions)[number], Partial<AnswerDraft>>> = {
  resolved: {},
  accepted: { responsible: 'Tổ quản lý đô thị phường', dueOn: '2999-01-31' },
  explained: {
    words: 'Theo quy định hiện nay xe tải không được vào ngõ rộng dưới 3 mét, nên xe thu gom dừng ở đầu ngõ 12.',
  },
  transferred: {
    words: 'Việc sửa cống lớn thuộc thẩm quyền của Sở Xây dựng. Phường đã chuyển công văn số 45/UBND ngày 20/11/2026.',
    responsible: 'Sở Xây dựng thành phố Hà Nội',
  },
  declined: {
    words:
      'Phường không tiếp thu đề nghị cấm xe máy cả ngày trong ngõ 12, vì người dân trong ngõ cần đi lại và chở hàng.',
  },
}

test(`after any of ${sequences} random sequences of acts the balance adds up, as other code counts it`, async () => {
  const random = randomFrom(seed)
  const one = <Item>(all: readonly Item[]): Item | undefined => all[random(all.length)]
  const done = new Map<string, number>()

  const play = async (scope: Scope): Promise<void> => {
    const dialogueId = await openSession(scope)
    const own = new Map<string, Person>()
    const batches: string[] = []
    let read = 0
    const as = async (actor: Actor, work: (inner: Scope) => Promise<unknown>): Promise<unknown> =>
      await inSavepoint(scope.tx, async (tx) => await work({ ...scope, tx, actor }))
    const items = async (): Promise<string[]> =>
      (
        await scope.tx.execute<{ id: string }>(
          sql`select id from items where dialogue_id = ${dialogueId} and state = 'open' order by number`,
        )
      ).map(({ id }) => id)
    const { writer, approver, front } = stage

    const answer = async (): Promise<unknown> => {
      const itemId = one(await items()) ?? newId()
      const decision = one(decisions) ?? 'resolved'
      const words = stage.words({ decision, whatIsNew: 'Phường đã kiểm tra lại tại chỗ.', ...told[decision] })
      const version = async (): Promise<{ answerId: string; version: number }> => {
        const [last] = await answersOfItem(scope.tx, scope.keyring, itemId)
        return { answerId: last?.id ?? newId(), version: last?.version ?? 0 }
      }
      await as(writer, async (inner) => await draftAnswer(inner, { ...words, itemId, version: 0 }))
      await as(writer, async (inner) => await askAnswerApproval(inner, await version()))
      return await as(approver, async (inner) => await approveAnswer(inner, await version()))
    }
    const pointed = () => {
      const [opinionId, person] = one([...own]) ?? [newId(), people[0]]
      return { opinionId, actor: (person ?? people[0])?.actor ?? systemActor('test') }
    }
    const acts: readonly (readonly [string, number, () => Promise<unknown>])[] = [
      [
        'hand in',
        6,
        async () => {
          const person = one(people)
          if (!person) return
          await as(person.actor, async (inner) => {
            const { opinionId } = await handInOpinion(inner, {
              unitId: '00001',
              dialogueId,
              opinionClass: 'livelihood',
              naming: 'sealed',
              text: `Rác ở ngõ ${own.size} phố Cửa Nam ba ngày không ai thu, lần ${random(1_000_000)}`,
              attachmentIds: [],
              channel: 'web',
              language: 'vi',
            })
            own.set(opinionId, person)
          })
        },
      ],
      ['keep', 6, async () => await as(front, async (s) => await keepOpinion(s, { ...plainHead, ...pointed() }))],
      [
        'refuse',
        2,
        async () =>
          await as(front, async (s) => {
            await refuseOpinion(s, { opinionId: pointed().opinionId, why: 'unclear', words: 'Xin ghi rõ địa điểm.' })
          }),
      ],
      [
        'merge',
        4,
        async () => {
          const all = await items()
          const [intoItemId, other] = [one(all) ?? newId(), one(all) ?? newId()]
          const merged = (await as(
            front,
            async (s) => await mergeItems(s, { intoItemId, itemIds: [other], despiteObjection: true }),
          )) as { batchId: string }
          batches.push(merged.batchId)
        },
      ],
      ['split', 1, async () => await as(front, async (s) => await splitOff(s, { opinionId: pointed().opinionId }))],
      ['undo', 1, async () => await as(front, async (s) => await undoMerge(s, { batchId: one(batches) ?? newId() }))],
      [
        'object',
        1,
        async () => {
          const { opinionId, actor } = pointed()
          await as(actor, async (s) => await objectToMerge(s, { opinionId }))
        },
      ],
      [
        'withdraw',
        1,
        async () => {
          const { opinionId, actor } = pointed()
          await as(actor, async (s) => await withdrawOpinion(s, { opinionId }))
        },
      ],
      [
        'support',
        1,
        async () => {
          const itemId = one(await items()) ?? newId()
          await as(pointed().actor, async (s) => await supportItem(s, { itemId }))
        },
      ],
      ['answer', 4, answer],
      [
        'reopen',
        2,
        async () => {
          const { actor } = pointed()
          const [last] = await answersOfItem(scope.tx, scope.keyring, one(await items()) ?? newId())
          const answerId = last?.id ?? newId()
          await as(actor, async (s) => await reopenItem(s, { answerId, words: 'Chưa đúng điều tôi hỏi.' }))
        },
      ],
      [
        'erase',
        1,
        async () => {
          const person = one(people)
          if (!person || random(3) > 0) return
          await as(person.actor, async (s) => await eraseOpinionsOf(s, stage.storage, person.residentId))
        },
      ],
    ]
    const weighted = acts.flatMap((act) => Array.from({ length: act[1] }, () => act))
    for (let step = 0; step < steps; step += 1) {
      const [name, , act] = one(weighted) ?? ['', 0, async () => await Promise.resolve()]
      try {
        await act()
        done.set(name, (done.get(name) ?? 0) + 1)
      } catch (error) {
        // Most acts fit nothing that stands at the moment: they are refused and leave no trace.
        if (!isAppError(error)) throw error
      }
      read += 1
    }
    expect(read).toBe(steps)
    const balance = await collectionBalance(scope.tx, dialogueId)
    const { supports: _supports, fromForms: _fromForms, leaves, faults, ...parts } = balance
    expect({ ...parts, faults }).toEqual({ ...(await countByHand(scope, dialogueId)), faults: [] })
    expect(leaves).toBe(balance.received)
    throw new Undone()
  }

  for (let sequence = 0; sequence < sequences; sequence += 1) {
    await expect(stage.as(systemActor('test'), play), `sequence ${sequence} of seed ${seed}`).rejects.toThrow(Undone)
  }
  // Each act has really happened, or the sequences would prove little.
  const lacking = ['hand in', 'keep', 'refuse', 'merge', 'withdraw', 'answer'].filter((name) => !done.has(name))
  expect(lacking).toEqual([])
}, 1_800_000)

test('a report is refused where an opinion was removed behind the log, or counts are off', () => {
  const sound: CollectionBalance = {
    received: 3,
    answeredAlone: 1,
    answeredJoined: 0,
    transferred: 0,
    refused: 1,
    withdrawn: 0,
    erased: 0,
    pending: 1,
    supports: 0,
    fromForms: 0,
    leaves: 3,
    faults: [],
  }
  expect(() => requireBalance(sound)).not.toThrow()
  for (const fault of ['parts', 'items', 'leaves'] as const) {
    expect(() => requireBalance({ ...sound, faults: [fault] })).toThrow(
      expect.objectContaining({ code: 'PRECONDITION', phrase: `reports:fault.${fault}` }),
    )
  }
})

test('an opinion taken out of the database behind the service shows as a fault of the log', async () => {
  const dialogueId = await stage.as(systemActor('test'), openSession)
  const [person] = people
  if (!person) throw new Error('nobody is there')
  const first = await stage.handIn(person, { dialogueId, text: 'Đèn ngõ 5 hỏng đã một tuần nay chưa ai sửa' })
  await stage.handIn(person, { dialogueId, text: 'Cống đầu ngõ 7 tắc, mưa là ngập vào nhà dân' })
  expect(await collectionBalance(stage.house.database, dialogueId)).toMatchObject({
    received: 2,
    leaves: 2,
    faults: [],
  })
  await stage.house.database.execute(sql`delete from opinions where id = ${first.opinionId}`)
  expect(await collectionBalance(stage.house.database, dialogueId)).toMatchObject({ received: 1, faults: ['leaves'] })
})
