import { act, type House } from '../src/database/index.ts'
import {
  approveForm,
  askApproval,
  closeForm,
  draftForm,
  findForm,
  type Form,
  type FormContent,
  type FormSettings,
} from '../src/forms/index.ts'
import { inParallel } from './in-parallel.ts'
import type { Phone } from './phones/phone.ts'
import type { DemoWard } from './prepare-ward.ts'
import { readData } from './read-data.ts'

const dayMs = 86_400_000
const atOnce = 8

const open = async (
  house: House,
  ward: DemoWard,
  content: FormContent,
  more: Pick<FormSettings, 'purpose' | 'dialogueId'>,
): Promise<Form> => {
  const { front, approver } = ward.officers
  const opensAt = house.clock.now()
  const settings: FormSettings = {
    ...more,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'unit',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 7 * dayMs),
  }
  const asked = await act(
    house,
    front.actor,
    async (scope) => await askApproval(scope, await draftForm(scope, { unitId: ward.id, settings, content })),
  )
  return await act(house, approver.actor, async (scope) => await approveForm(scope, asked))
}

/** One person through the whole form, as the bot asks. */
const answer = async (phone: Phone, at: number, words: readonly string[]): Promise<void> => {
  const ask = async (text: string, next: RegExp): Promise<void> => {
    await phone.say(text)
    await phone.hear(next)
  }
  await ask('phiếu', /sạch đến mức nào/)
  await ask(String([2, 3, 2, 4, 1, 3, 5][at % 7]), /Giờ thu gom nào/)
  await ask(String([2, 2, 3, 1, 2][at % 5]), /muốn nói thêm điều gì/)
  await ask(words[at] ?? 'BOQUA', /nhóm tuổi nào/)
  await ask(at % 6 === 0 ? 'BOQUA' : String(1 + (at % 4)), /xem lại trước khi gửi/)
  await ask('1', /Đã nhận phiếu của ông\/bà/)
}

export type Asked = { readonly closed: Form; readonly open: Form; readonly answered: number }

/** A form that some have answered in their chats and that was then closed, and one that waits for the visitor. */
export const askByForm = async (
  house: House,
  ward: DemoWard,
  phones: readonly Phone[],
  dialogueId: string,
  signal: AbortSignal,
): Promise<Asked> => {
  const data = await readData('form')
  const first = await open(house, ward, data.closed, { purpose: 'community', dialogueId: null })
  await inParallel(phones, atOnce, async (phone, at) => await answer(phone, at, data.words), signal)
  const newest = await findForm(house.database, first.id)
  if (!newest) throw new Error('the form of the demo is gone')
  const closed = await act(house, ward.officers.front.actor, async (scope) => await closeForm(scope, newest))
  const other = await open(house, ward, data.open, { purpose: 'before_dialogue', dialogueId })
  return { closed, open: other, answered: phones.length }
}
