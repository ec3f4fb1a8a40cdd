import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, type Scope } from '../../../src/database/index.ts'
import {
  approveForm,
  askApproval,
  closeForm,
  draftForm,
  findForm,
  mixArrivals,
  submitAnswer,
  takeWordsIn,
} from '../../../src/forms/index.ts'
import { systemActor, type Actor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { rubbishForm } from '../forms/forms-house.ts'
import { openForm } from './access-form-records.ts'
import { maker, records, unitA } from './access-records.ts'
import { openConsole, type OpenConsole } from './open-console.ts'

let here: OpenConsole
beforeAll(async () => {
  here = await openConsole()
})
afterAll(async () => await here.close())

const as = async <T>(actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> => await act(here.house, actor, work)
const job = systemActor('forms')

test('every view and file of the results is refused and audited before the closing, and shows no small number after it', async () => {
  const opensAt = here.house.clock.now()
  const settings = {
    purpose: 'community',
    dialogueId: null,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'unit',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 864_000_000),
  } as const
  const drafted = await as(
    maker,
    async (scope) => await draftForm(scope, { unitId: unitA, settings, content: rubbishForm }),
  )
  const asked = await as(maker, async (scope) => await askApproval(scope, drafted))
  const { id } = await as({ ...maker, officerId: newId() }, async (scope) => await approveForm(scope, asked))
  await as(job, async (scope) => {
    for (let at = 0; at < 40; at += 1) {
      const no = {
        content: { choice: 'no' },
        change: { choices: ['hours'] },
        words: { text: 'Gọi tôi số 0912 345 678' },
      }
      const values = { ...(at < 3 ? no : { content: { choice: 'yes' } }), sex: null }
      await submitAnswer(scope, { formId: id, version: 1, values, source: 'web' })
    }
  })
  await as(job, mixArrivals)
  const reader = await here.browser('reader', [{ role: 'front_officer', unitId: unitA }])
  const paths = ['results', 'results.csv', 'results.xlsx', 'results/codes.csv', 'results/words/words']
  for (const path of paths) expect((await reader.get(`/console/forms/${id}/${path}`)).statusCode).toBe(403)
  const refused = await here.house.database.execute(
    "select 1 from audit_entries where action = 'console.refused' and subject_id like '%/results%'",
  )
  expect(refused).toHaveLength(paths.length)

  const open = await findForm(here.house.database, id)
  if (!open) throw new Error('the form is gone')
  await as(maker, async (scope) => await closeForm(scope, open))
  const [page, csv, xlsx, book, words] = await Promise.all(
    paths.map(async (path) => await reader.get(`/console/forms/${id}/${path}`)),
  )
  expect([page, csv, xlsx, book, words].map((one) => one?.statusCode)).toEqual([200, 200, 200, 200, 200])
  expect(page?.body).toContain('Có 40 người trả lời trong 40 người được hỏi câu này')
  expect(page?.body).toContain('Không hiện kết quả câu này')
  // Who has kept silent, and not told apart from who would be known by being few.
  const [, silent = ''] = page?.body.split('Nơi chưa có ai trả lời, hoặc có ít hơn 5 câu trả lời') ?? []
  expect(silent).toContain('Tổ dân phố số 1')
  expect(csv?.body).toContain('content,no,all,,persons,,40')
  expect(csv?.body).toContain('content,yes,all,,persons,,40')
  expect(csv?.body).not.toContain('content,no,all,,persons,3')
  expect(book?.body).toContain('Chưa hài lòng')
  expect(words?.body).toContain('Gọi tôi số')
  expect(words?.body).not.toContain('0912')
})

test('a letter with the results begins in neutral words, for everybody there where nobody knows who answered', async () => {
  const { id: dialogueId } = await records.letter(here.house)
  const closed = async (naming: 'named' | 'anonymous', session: string | null): Promise<string> => {
    const id = await openForm(here.house, { naming, audience: 'unit', dialogueId: session })
    await as(job, async (scope) => {
      for (let at = 0; at < 7; at += 1) {
        await submitAnswer(scope, { formId: id, version: 1, values: { a: { text: 'Sớm hơn' } }, source: 'web' })
      }
    })
    const form = await findForm(here.house.database, id)
    if (!form) throw new Error('the form is gone')
    await as(maker, async (scope) => await closeForm(scope, form))
    return id
  }
  const [named, anonymous, alone] = [
    await closed('named', dialogueId),
    await closed('anonymous', dialogueId),
    await closed('named', null),
  ]
  const writer = await here.browser('writer', [{ role: 'front_officer', unitId: unitA }])
  const pageOf = async (id: string): Promise<string> => (await writer.get(`/console/forms/${id}/results`)).body
  const letterOf = async (id: string): Promise<string> =>
    (await writer.get(`/console/dialogues/${dialogueId}/letters/message?form=${id}`)).body
  const ticked = (body: string): string[] =>
    [...body.matchAll(/<input[^>]*name="circle"[^>]*>/g)]
      .map(([input]) => input)
      .filter((input) => /\schecked/.test(input))
      .map((input) => /value="([^"]*)"/.exec(input)?.[1] ?? '')

  expect(await pageOf(named)).toContain(`/console/dialogues/${dialogueId}/letters/message?form=${named}`)
  expect(await pageOf(anonymous)).toContain('không ai biết người nào đã trả lời')
  expect(await pageOf(alone)).toContain('không gắn với buổi đối thoại nào')
  expect(await pageOf(alone)).not.toContain('/letters/')
  const leader = await here.browser('leader', [{ role: 'leader', unitId: unitA }])
  expect((await leader.get(`/console/forms/${named}/results`)).body).not.toContain('/letters/')

  expect(await letterOf(named)).toContain('đã có 7 người trả lời')
  expect(ticked(await letterOf(named))).toEqual(['answered'])
  expect(ticked(await letterOf(anonymous))).toEqual(['area'])
  expect(await letterOf(alone)).not.toContain('đã có 7 người trả lời')

  await as(job, takeWordsIn)
  const triage = (await writer.get('/console/triage')).body
  expect(triage).toMatch(/Trả lời câu “Ông\/bà muốn [^”]+\?” của phiếu “[^”]+”/)
  expect(triage).toContain('Phiếu xin ý kiến')
})
