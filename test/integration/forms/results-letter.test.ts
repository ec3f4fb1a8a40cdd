import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  approveBroadcast,
  draftAnnouncement,
  draftLetter,
  runFanOut,
  type CirclePart,
} from '../../../src/broadcasts/index.ts'
import { closeForm, mixArrivals, type Form } from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { audiencePage } from '../../../src/residents/index.ts'
import { openForms, type FormsHouse } from './forms-house.ts'

let forms: FormsHouse
beforeEach(async () => {
  forms = await openForms()
})
afterEach(async () => {
  await forms.close()
})

const run = async (): Promise<void> => await runFanOut({ house: forms.house, audience: audiencePage })

const announced = async (): Promise<string> => {
  const { id } = await forms.call(forms.front)
  const { broadcast } = await forms.as(forms.front, async (scope) => await draftAnnouncement(scope, { dialogueId: id }))
  await forms.as(forms.approver, async (scope) => {
    await approveBroadcast(scope, { id: broadcast.id, version: 1 })
  })
  await run()
  return id
}

const answeredBy = async (form: Form, count: number, of: number) => {
  const people = await forms.villagers(of)
  for (const who of people.slice(0, count)) await forms.answer(who, form, { content: { choice: 'yes' }, sex: null })
  await forms.as(systemActor('forms'), mixArrivals)
  return people.map((who) => Number(who.actor.chatId))
}

const write = async (dialogueId: string, of: readonly CirclePart[]): Promise<string> =>
  await forms.as(
    forms.front,
    async (scope) =>
      await draftLetter(scope, {
        dialogueId,
        kind: 'message',
        bodies: { vi: 'Phiếu xin ý kiến đã có 3 người trả lời.' },
        circle: { of, organisations: [] },
      }),
  )

const approve = async (id: string): Promise<void> =>
  await forms.as(forms.approver, async (scope) => {
    await approveBroadcast(scope, { id, version: 1 })
  })

it('goes once to those who answered by name and want notices, after a second person has approved it', async () => {
  const dialogueId = await announced()
  const form = await forms.open({ dialogueId, naming: 'named' })
  const [one = 0, two = 0, stopped = 0] = await answeredBy(form, 3, 5)
  await forms.as(forms.front, async (scope) => await closeForm(scope, form))
  await forms.sql`update residents set notices_stopped_at = now()
    where id = (select resident_id from contacts where chat_id = ${stopped})`
  const id = await write(dialogueId, ['answered'])
  await expect(
    forms.as(forms.front, async (scope) => {
      await approveBroadcast(scope, { id, version: 1 })
    }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await run()
  expect(await forms.messagesOf(`broadcast:${id}`)).toEqual([])
  await approve(id)
  await run()
  await run()
  expect(await forms.messagesOf(`broadcast:${id}`)).toEqual([one, two])
})

it('finds nobody of a form that is anonymous or still open', async () => {
  const dialogueId = await announced()
  const anonymous = await forms.open({ dialogueId })
  await answeredBy(anonymous, 3, 3)
  await forms.as(forms.front, async (scope) => await closeForm(scope, anonymous))
  const open = await forms.open({ dialogueId, naming: 'named' })
  await answeredBy(open, 2, 2)
  const id = await write(dialogueId, ['answered'])
  await approve(id)
  await run()
  expect(await forms.messagesOf(`broadcast:${id}`)).toEqual([])
})
