import { answerThread, closeThread, listThreads } from '../src/desk/index.ts'
import { act } from '../src/database/index.ts'
import type { DemoHouse } from './open-house.ts'
import type { Phone } from './phones/phone.ts'
import type { DemoWard } from './prepare-ward.ts'
import type { DemoTalk } from './read-data.ts'

const previewLength = 60

/** A resident asks for a person; the Front officer answers, or leaves it for the visitor to answer. */
export const talk = async (
  { installation: { house } }: DemoHouse,
  ward: DemoWard,
  phone: Phone,
  { text, answer, thanks }: DemoTalk,
): Promise<void> => {
  await phone.say('CANBO')
  await phone.hear(/Mời ông\/bà nhắn/)
  await phone.say(text)
  await phone.hear(/đã được chuyển tới cán bộ/)
  if (answer === undefined) return
  const waiting = await listThreads(house.database, house.keyring, { unitId: ward.id, state: 'waiting' })
  const thread = waiting.find(({ preview }) => preview.startsWith(text.slice(0, previewLength)))
  if (!thread) throw new Error('what was written to an officer does not wait for one')
  await act(
    house,
    ward.officers.front.actor,
    async (scope) => await answerThread(scope, { threadId: thread.id, text: answer }),
  )
  await phone.hear(/Cán bộ Mặt trận trả lời/)
  if (thanks === undefined) return
  await phone.say(thanks)
  await phone.hear(/chuyển/)
  await act(house, ward.officers.front.actor, async (scope) => await closeThread(scope, { threadId: thread.id }))
}
