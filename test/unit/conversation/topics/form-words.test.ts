import { describe, expect, it } from 'vitest'
import { formWords, readFormWord } from '../../../../src/conversation/topics/form-words.ts'
import { spellings } from '../../../../src/conversation/words/command-words.ts'
import { readWord } from '../../../../src/conversation/words/read-word.ts'
import { foldVietnamese } from '../../../../src/kernel/vietnamese/fold-vietnamese.ts'

const all = Object.entries(formWords).flatMap(([word, texts]) => texts.map((text) => [text, word] as const))

describe('the words within a form', () => {
  it.each(all)('%s is read with and without diacritics, in one piece and two, in any case', (text, word) => {
    const bare = foldVietnamese(text)
    for (const typed of [text, bare, bare.replaceAll(' ', ''), bare.replaceAll(' ', '').toUpperCase(), `/${bare}`]) {
      expect([typed, readFormWord(typed)]).toEqual([typed, word])
    }
    expect(readFormWord(`${text} ạ`)).toBe(word)
  })

  it.each(all)('%s is no command word, however it is typed', (text) => {
    const bare = foldVietnamese(text)
    for (const typed of [text, bare, bare.replaceAll(' ', ''), bare.toUpperCase()]) {
      expect([typed, readWord(typed)?.kind]).not.toEqual([typed, 'command'])
    }
  })

  it('no command word is read as one of them', () => {
    for (const { text } of spellings) expect([text, readFormWord(text)]).toEqual([text, null])
  })

  it.each(['vì sao không thu gom rác', 'bỏ qua chuyện cũ', '2', 'Hài lòng', 'bó quà', '', 'tạm', 'quay lại giờ cũ'])(
    '"%s" is an answer, not a word',
    (text) => {
      expect(readFormWord(text)).toBeNull()
    },
  )
})
