import { hasDiacritics } from '../../kernel/vietnamese/diacritics.ts'
import { syllables } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { CommandWord } from './command-words.ts'

type Reading = { readonly as: string; readonly before: string }

// Without diacritics the command's letters begin these words too; `before` is the folded syllable that follows them.
const READINGS: Partial<Record<CommandWord, readonly Reading[]>> = {
  HOI: [
    {
      as: 'hội',
      before:
        'nghi truong phu nong cuu vien hop thao cho lang dong nguoi chu khuyen luat nha le dan lien dinh den chua ban thi cho dien quan kin tu ty y',
    },
    { as: 'hôi', before: 'thoi qua ham tanh nach lam mui rinh nong hac ri vai khung kinh the' },
    { as: 'hồi', before: 'am dap truoc nay xua sinh suc phuc huong ay do chieu sang dem toi giao trong tinh' },
    { as: 'hối', before: 'lo han thuc doai cai hoan ha' },
    { as: 'hơi', before: 'on xa nhieu cao thap bui lau kho chat cham met buon lanh it to nho nguoi bi te that doc' },
  ],
  HIENKE: [{ as: 'hiện kè', before: 'bo da song de nay chan kenh muong ao ho cua o dang bi da' }],
  PHANANH: [{ as: 'phần anh', before: 'em ay chi ta do toi' }],
}

const CAPITALISED = /^\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+$/u

/**
 * What else a command without its diacritics could be, in the text that follows it; empty when nothing speaks for
 * another reading. People who use diacritics in the rest would have used them in the command as well.
 */
export const otherReadings = (word: CommandWord, written: string, rest: string): readonly string[] => {
  const next = syllables(rest.slice(0, 100))[0] ?? ''
  const readings = (READINGS[word] ?? []).filter((reading) => reading.before.split(' ').includes(next))
  if (readings.length > 0) return [...new Set(readings.map((reading) => `${reading.as} …`))]
  // "Phan Anh o to 5": a name.
  if (word === 'PHANANH' && CAPITALISED.test(written)) return [written]
  if (hasDiacritics(rest)) return [written]
  return []
}
