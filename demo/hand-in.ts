import { phrase } from '../src/phrases/index.ts'
import { drawPhoto } from './draw-photo.ts'
import { numberOf, type Phone } from './phones/phone.ts'
import type { DemoMessage } from './read-data.ts'

export type HandedIn =
  | { readonly kind: 'receipt'; readonly code: string }
  /** A complaint, a denunciation or an emergency, of which only a number is kept. */
  | { readonly kind: 'diverted' }

const vi = (key: Parameters<typeof phrase>[1]): string => phrase('vi', key)

const code = /\d{4} \d{4} \d{4}/
const endOf = vi('questions:guard.doorTaken').slice(0, 30)
const emergencyEnd = vi('questions:guard.emergencyDone').slice(0, 30)
const steps = {
  confirm: vi('questions:confirm.title'),
  emergency: vi('questions:guard.emergencyAsk'),
  guard: vi('questions:guard.isOpinion'),
  party: vi('questions:party.ask'),
  where: vi('questions:where.ask'),
  clarify: vi('conversation:clarify.passOn'),
  naming: vi('questions:naming.choice.anonymous'),
  classes: vi('questions:class.ask'),
  name: vi('questions:naming.askName'),
}
type Step = keyof typeof steps
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const anything = new RegExp([...Object.values(steps), endOf, emergencyEnd].map(escaped).join('|') + `|${code.source}`)
const mostSteps = 12

const write = async (phone: Phone, message: DemoMessage): Promise<void> => {
  const text = message.decomposed ? message.text.normalize('NFD') : message.text
  if (message.voice) return await phone.sendVoice()
  if (message.photo) return await phone.sendPhoto(await drawPhoto(message.photo), text)
  await phone.say(text)
}

/** The line that a person who means this message picks; a bare number answers on every channel. */
const pick = (shown: string, label: string): string => {
  const number = numberOf(shown, (line) => line.startsWith(label))
  if (number === undefined) throw new Error(`the bot does not offer "${label}"`)
  return number
}

const stepIn = (shown: string): Step | undefined =>
  (Object.keys(steps) as Step[]).find((step) => shown.includes(steps[step]))

const answerTo = (step: Step, shown: string, message: DemoMessage): string => {
  switch (step) {
    case 'emergency':
      return pick(shown, vi(message.diverted ? 'questions:guard.emergencyNo' : 'questions:guard.emergencyYes'))
    case 'guard':
      return pick(shown, vi(message.diverted ? 'questions:guard.takeDoor' : 'questions:guard.isOpinion'))
    case 'party':
      return pick(
        shown,
        vi(message.class === 'party_building' ? 'questions:party.party' : 'questions:party.government'),
      )
    case 'where':
      // The visitor may have announced the second session; whoever speaks of its matter goes there.
      return (
        numberOf(shown, (line) => line.includes(message.text.includes('Thợ Nhuộm') ? 'đột xuất' : 'định kỳ')) ?? '1'
      )
    case 'clarify':
      return pick(shown, vi('conversation:clarify.passOn'))
    case 'naming':
      return pick(shown, vi(`questions:naming.choice.${message.naming ?? 'named'}`))
    case 'classes':
      return pick(shown, vi(`questions:class.${message.class}`))
    case 'name':
      return message.name ?? ''
    case 'confirm': {
      if (!shown.includes(`Loại: ${vi(`questions:class.${message.class}`)}`)) {
        return pick(shown, vi('questions:confirm.changeClass'))
      }
      const wanted = message.naming === undefined ? 'Giấu tên' : message.naming === 'named' ? 'Nêu tên' : 'Ẩn danh'
      if (!shown.includes(`Cách nêu tên: ${wanted}`)) return pick(shown, vi('questions:confirm.changeNaming'))
      return pick(shown, vi('questions:confirm.send'))
    }
  }
}

/** A message from its first word to the receipt, with whatever the bot asks on the way. */
export const handIn = async (phone: Phone, message: DemoMessage): Promise<HandedIn> => {
  await write(phone, message)
  for (let step = 0; step < mostSteps; step += 1) {
    const shown = await phone.hear(anything)
    const asked = stepIn(shown)
    if (asked !== undefined) await phone.say(answerTo(asked, shown, message))
    else if (shown.includes(endOf) || shown.includes(emergencyEnd)) return { kind: 'diverted' }
    else return { kind: 'receipt', code: code.exec(shown)?.[0] ?? '' }
  }
  throw new Error('the bot asked more than it should')
}

/** The author looks their opinion up and takes it back, or adds to it. */
export const goOnWith = async (phone: Phone, receipt: string, message: DemoMessage): Promise<void> => {
  if (message.then === undefined && message.adds === undefined) return
  await phone.say(`TRACUU ${receipt}`)
  const item = await phone.hear(new RegExp(escaped(vi('questions:track.withdraw'))))
  if (message.adds !== undefined) {
    await phone.say(pick(item, vi('questions:track.add')))
    await phone.hear(new RegExp(escaped(vi('questions:track.addAsk'))))
    await phone.say(message.adds)
    await phone.hear(new RegExp(escaped(vi('questions:track.added'))))
    return
  }
  await phone.say(pick(item, vi('questions:track.withdraw')))
  await phone.say(
    pick(await phone.hear(new RegExp(escaped(vi('questions:track.withdrawAsk')))), vi('questions:track.withdrawYes')),
  )
  await phone.hear(new RegExp(escaped(vi('questions:track.withdrawn'))))
}
