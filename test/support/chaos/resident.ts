import { setTimeout as pause } from 'node:timers/promises'
import type { Heard, Phone } from './phones.ts'

export type Filed = { readonly text: string; code: string | undefined }

/** A person with a phone who goes on until told to stop, and remembers what they handed in. */
export type Resident = {
  readonly phone: Phone
  readonly name: string
  readonly filed: Filed[]
  /** How often patience ran out and the last thing was said once more. */
  saidAgain: number
  /** What never got an answer, however often it was said. */
  readonly gaveUp: string[]
}

export type Temper = {
  /** How long an answer may take until the same is said again. */
  readonly patienceMs: number
  /** Pause between two opinions. */
  readonly thinkingMs: () => number
  readonly opinionsMax: number
  readonly goesOn: () => boolean
}

const lookEveryMs = 60
const triesMax = 6
const receipt = /\b\d{4} \d{4} \d{4}\b/

const until = async (phone: Phone, after: number, wanted: RegExp, ms: number): Promise<Heard | undefined> => {
  for (const end = performance.now() + ms; performance.now() < end; await pause(lookEveryMs)) {
    const found = phone
      .heard()
      .slice(after)
      .find(({ text }) => wanted.test(text))
    if (found) return found
  }
  return undefined
}

/** Does something and waits for the answer as a person would; undefined when it never came. */
const converse = async (
  resident: Resident,
  temper: Temper,
  act: { readonly what: string; do(): void },
  wanted: RegExp,
): Promise<Heard | undefined> => {
  const { phone } = resident
  const before = phone.heard().length
  for (let tries = 0; tries < triesMax; tries += 1) {
    if (tries > 0) resident.saidAgain += 1
    act.do()
    const found = await until(phone, before, wanted, temper.patienceMs)
    if (found) return found
  }
  resident.gaveUp.push(act.what)
  return undefined
}

const file = async (resident: Resident, temper: Temper, text: string): Promise<void> => {
  const say = (what: string) => ({ what, do: () => resident.phone.say(what) })
  const filed: Filed = { text, code: undefined }
  resident.filed.push(filed)
  if (!(await converse(resident, temper, say(text), /1\. Gửi/))) return
  const answer = await converse(resident, temper, say('1'), receipt)
  filed.code = receipt.exec(answer?.text ?? '')?.[0].replaceAll(' ', '')
}

/** From the first contact over consent and ward to one opinion after the other, until there is no time left. */
export const live = async (resident: Resident, temper: Temper): Promise<void> => {
  const { phone, name } = resident
  const say = (what: string) => ({ what, do: () => phone.say(what) })
  if (!(await converse(resident, temper, { what: 'begin', do: phone.begin }, /có đồng ý/))) return
  if (!(await converse(resident, temper, say('1'), /phường, xã nào/))) return
  if (!(await converse(resident, temper, say('cua nam'), /1\. Phường Cửa Nam/))) return
  if (!(await converse(resident, temper, say('1'), /Xong rồi/))) return
  for (let count = 1; count <= temper.opinionsMax && (count === 1 || temper.goesOn()); count += 1) {
    await file(resident, temper, `Bao giờ phường lắp thêm đèn đường ở ngõ số ${count} gần nhà ${name}?`)
    await pause(temper.thinkingMs())
  }
}
