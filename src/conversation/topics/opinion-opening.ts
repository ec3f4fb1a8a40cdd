import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { guessClass, type OpinionClass } from '../../questions/index.ts'
import type { ResidentCard } from '../../residents/index.ts'
import type { Opening } from '../turn.ts'
import type { CommandWord } from '../words/command-words.ts'
import { readWord } from '../words/read-word.ts'
import { newDraft, type Draft } from './opinion-draft.ts'

const classOfWord: Partial<Record<CommandWord, OpinionClass>> = {
  HOI: 'question',
  HIENKE: 'idea',
  PHANANH: 'livelihood',
}

const government = /\b(?:chinh quyen|uy ban|ubnd|phuong|xa|can bo|cong chuc|hanh chinh|mot cua)\b/

/** Góp ý: to the Party or to the government; null where the words do not tell. */
const bodyOf = (words: string): OpinionClass | null => {
  if (words === '') return null
  if (guessClass(words) === 'party_building') return 'party_building'
  return government.test(foldVietnamese(words)) ? 'government_building' : null
}

/** The draft that an opening makes: the whole message as its words, and the class that its first word names. */
export const draftFrom = (resident: ResidentCard, opening: Opening): Draft => {
  const said = opening.input?.kind === 'text' ? opening.input.text : ''
  const reading = said === '' ? null : readWord(said)
  // Without a word the person has said that the text itself is meant: "Phan Anh", a name.
  const isWordAlone = reading?.kind === 'command' && reading.argument === undefined && opening.word !== undefined
  const words = isWordAlone ? '' : said
  // A word that was only possible ("Hội phụ nữ …") says nothing about the class.
  const word = reading?.kind === 'ambiguous' ? undefined : opening.word
  // The menu's entry stands for opinions, matters and ideas together; the words will tell.
  const isOpinionWord = word === 'GOPY' && opening.input !== undefined
  const body = isOpinionWord ? bodyOf(words) : null
  return {
    ...newDraft(resident),
    words,
    opinionClass: isOpinionWord ? body : ((word && classOfWord[word]) ?? null),
    asksParty: isOpinionWord && body === null,
  }
}
