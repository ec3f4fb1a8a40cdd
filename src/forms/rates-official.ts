import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { isQuestion, itemsOf, type FormContent, type Question } from './content.ts'
import type { ContentFault } from './content-fault.ts'

/** Posts that one person holds: whoever rates the post rates the person. Collective words ("cán bộ một cửa") are none. */
const posts = [
  'chủ tịch',
  'phó chủ tịch',
  'bí thư',
  'phó bí thư',
  'trưởng thôn',
  'phó thôn',
  'trưởng ấp',
  'trưởng xóm',
  'trưởng bản',
  'trưởng khu phố',
  'tổ trưởng',
  'tổ phó',
  'trưởng ban',
  'phó ban',
  'trưởng công an',
  'trưởng phòng',
  'phó phòng',
  'giám đốc',
  'phó giám đốc',
  'hiệu trưởng',
  'hiệu phó',
  'trạm trưởng',
  'đại biểu',
  'ứng cử viên',
  'chánh văn phòng',
  'thủ trưởng',
  'người đứng đầu',
  'president',
  'chairman',
  'chairwoman',
  'chairperson',
  'secretary',
  'head of the village',
  'candidate',
]

const ratings = [
  'đánh giá',
  'hài lòng',
  'tín nhiệm',
  'xếp loại',
  'xếp hạng',
  'chấm điểm',
  'cho điểm',
  'nhận xét',
  'mức độ',
  'hoàn thành nhiệm vụ',
  'tin tưởng',
  'ủng hộ',
  'xứng đáng',
  'năng lực',
  'phẩm chất',
  'đạo đức',
  'tác phong',
  'nên tiếp tục',
  'nên thôi',
  'bầu',
  'lựa chọn',
  'rate',
  'satisfied',
  'trust',
  'confidence',
  'competent',
  'vote',
]

/** Of whom one votes or how much one trusts is no matter of a form, whoever is meant. */
const always = ['phiếu tín nhiệm', 'bỏ phiếu tín nhiệm', 'lấy phiếu tín nhiệm', 'bất tín nhiệm', 'vote of confidence']

/** Bodies whose names hold a post's words: the seat of the chairman is no chairman. */
const bodies = [
  'văn phòng chủ tịch',
  'ban bí thư',
  'đoàn chủ tịch',
  'đoàn đại biểu',
  'hội nghị đại biểu',
  'đại biểu tham dự',
]

/** Padded by blanks, punctuation gone: a phrase is found between two blanks. */
const asWords = (text: string): string =>
  ` ${text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

const hasDiacritics = (text: string): boolean => asWords(foldVietnamese(text)) !== asWords(text)

const findIn = (text: string, phrases: readonly string[]): string | undefined => {
  const words = asWords(text)
  const isBare = !hasDiacritics(text)
  return phrases.find((one) => words.includes(` ${one} `) || (isBare && words.includes(` ${foldVietnamese(one)} `)))
}

const without = (text: string, phrases: readonly string[]): string =>
  phrases.reduce((left, one) => left.replaceAll(` ${one} `, ' '), asWords(text))

/** "ông Nguyễn Văn A", "đ/c Hạnh"; "ông/bà" by itself is nobody. */
const namedPerson =
  /(?<![\p{L}/])(?:[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|[cC]ô|[cC]hú|[bB]ác|[đĐ]ồng chí|[đĐ]\/[cC]|Mr|Mrs|Ms)\.?\s+(?!Bà(?:\s|$))\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)*/u

const nameIn = (text: string): string | undefined => namedPerson.exec(text.normalize('NFC'))?.[0]

const postIn = (text: string): string | undefined => findIn(without(text, bodies), posts)

const personIn = (text: string): string | undefined => nameIn(text) ?? postIn(text)

const choicesOf = (item: Question): readonly string[] =>
  'choices' in item ? item.choices.flatMap((choice) => [choice.text.vi, choice.text.en ?? '']) : []

const ratedIn = (item: Question): string | undefined => {
  const texts = [item.text.vi, item.text.en ?? '']
  const choices = choicesOf(item)
  const banned = [...texts, ...choices].map((text) => findIn(text, always)).find((one) => one !== undefined)
  if (banned) return banned
  // Choosing among persons is rating them, whatever the question says.
  const chosen = choices.map(nameIn).find((one) => one !== undefined)
  if (chosen) return chosen
  for (const text of texts) {
    const person = personIn(text)
    const isMeasure = item.kind === 'scale' || item.kind === 'ranking'
    if (person && (isMeasure || [text, ...choices].some((one) => findIn(one, ratings)))) return person
  }
  const isRating = texts.some((text) => findIn(text, ratings))
  return isRating ? choices.map(personIn).find((one) => one !== undefined) : undefined
}

/**
 * Questions that rate a named or titled official, each with the words that show it. A form consults on matters; of
 * persons in office only a procedure of its own may ask (domain rules 7; the law forbids influence on such votes).
 */
export const findOfficialsRated = (content: FormContent): readonly ContentFault[] =>
  itemsOf(content)
    .filter(isQuestion)
    .flatMap((item) => {
      const words = ratedIn(item)
      return words === undefined ? [] : [{ why: 'ratesOfficial' as const, item: item.id, values: { words } }]
    })
