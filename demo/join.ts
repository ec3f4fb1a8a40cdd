import { numberOf, type Phone } from './phones/phone.ts'

const done = /Xong rồi/
const list = /^\s*1\. /m
const fewQuestions = 5

/** First contact as a resident lives it: consent, ward, done. */
export const join = async (phone: Phone, words: { readonly yes: string; readonly place: string }): Promise<void> => {
  await phone.begin()
  await phone.hear(/có đồng ý/)
  await phone.say(words.yes)
  await phone.hear(/phường, xã nào/)
  await phone.say(words.place)
  for (let asked = 0; asked < fewQuestions; asked += 1) {
    const shown = await phone.hear(new RegExp(`${done.source}|${list.source}`, 'm'))
    if (done.test(shown)) return
    const ours =
      numberOf(shown, (label) => label.includes('Cửa Nam') && label.includes('Hà Nội')) ??
      numberOf(shown, (label) => label.includes('Cửa Nam')) ??
      numberOf(shown, (label) => label.includes('Hà Nội'))
    if (ours === undefined) throw new Error(`the ward is not among what was offered for "${words.place}"`)
    await phone.say(ours)
  }
  throw new Error(`the bot did not come to an end with "${words.place}"`)
}
