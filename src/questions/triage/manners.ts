import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { distinct, loosePhrases, readLooseText, vocabularyOf } from './loose-text.ts'

/** Why a text waits for a person before it joins the list: public rules, each explained by the words themselves. */
export type Manners = { readonly why: 'insult' | 'link' | 'repeat' | 'sell'; readonly because: readonly string[] }

// Only what is said to hurt; anger about work is no insult. Held, never dropped: a person reads it.
const insults = loosePhrases(
  'đồ chó | lũ chó | thằng chó | con chó này | đồ ngu | lũ ngu | ngu như bò | ngu như lợn | óc chó | mất dạy | vô học | đồ khốn | khốn nạn | khốn kiếp',
  'súc vật | lũ súc sinh | đồ súc sinh | địt mẹ | đụ má | đéo | vãi lồn | con đĩ | đồ đĩ | bố láo | mả mẹ | tiên sư | giết mày | chém chết | đập chết | cho mày chết',
)
const sells = loosePhrases(
  'vay tiền nhanh | vay nóng | giải ngân nhanh | bốc bát họ | lô đề | cá cược | nhà cái | tặng mã | mã giảm giá | khuyến mãi khủng | kiếm tiền online | việc nhẹ lương cao',
  'hoàn tiền ngay | đầu tư sinh lời | lợi nhuận cao | kết bạn zalo để nhận | inbox nhận quà | thuốc gia truyền | bán sim | cần bán gấp',
)
const vocabulary = vocabularyOf([...insults, ...sells])
const link =
  /(?:https?:\/\/|www\.)[^\s]{3,}|\b[a-z0-9-]{2,}\.(?:com|net|org|info|xyz|top|vip|club|shop|live|bet|cc|me|ly)\b(?:\/[^\s]*)?/giu
const ours = /\.gov\.vn(?:\/|$)/iu

const passageMin = 12
const timesMax = 4

/** The same sentence again and again. */
const repeated = (text: string): string | null => {
  const counts = new Map<string, number>()
  for (const part of text.split(/[\n.!?;]+/u)) {
    const folded = foldVietnamese(part)
    if (folded.length < passageMin) continue
    const count = (counts.get(folded) ?? 0) + 1
    if (count > timesMax) return part.trim().slice(0, 60)
    counts.set(folded, count)
  }
  return null
}

/** What in a text makes a person look at it first; null for nearly all of them. */
export const judgeManners = (text: string): Manners | null => {
  const loose = readLooseText(text, vocabulary)
  const said = (wanted: typeof insults): string[] => distinct(loose.find(wanted).map(loose.said))
  const rude = said(insults)
  if (rude.length > 0) return { why: 'insult', because: rude }
  const links = (text.match(link) ?? []).filter((one) => !ours.test(one))
  if (links.length > 0) return { why: 'link', because: distinct(links.map((one) => one.slice(0, 60))) }
  const again = repeated(text)
  if (again !== null) return { why: 'repeat', because: [again] }
  const offers = said(sells)
  return offers.length > 0 ? { why: 'sell', because: offers } : null
}
