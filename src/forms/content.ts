/** Words in Vietnamese, and in English where the form has both languages. */
export type Words = { readonly vi: string; readonly en?: string }

export type Choice = { readonly id: string; readonly text: Words }

/** Where it goes on from a question: to a later item, or to the end. The first line that fits is taken. */
export type Skip = {
  /** A choice's id, a number of the scale as text, or `skipped`. */
  readonly when: string
  /** An item's id, or `end`. */
  readonly to: string
}

type Asked = {
  readonly id: string
  readonly text: Words
  /** Why it is asked: the answer to "why do you ask". */
  readonly why?: Words
  readonly required: boolean
  readonly skips?: readonly Skip[]
}

export type Item =
  | { readonly kind: 'note'; readonly id: string; readonly text: Words }
  | (Asked & {
      readonly kind: 'single'
      readonly choices: readonly Choice[]
      /** What is chosen tells the results by sex or age apart. */
      readonly measures?: 'sex' | 'age'
    })
  | (Asked & { readonly kind: 'multiple'; readonly choices: readonly Choice[]; readonly most?: number })
  | (Asked & {
      readonly kind: 'scale'
      readonly from: number
      readonly to: number
      readonly low?: Words
      readonly high?: Words
    })
  | (Asked & {
      readonly kind: 'ranking'
      readonly choices: readonly Choice[]
      /** How many places are asked for; all without it. */
      readonly places?: number
    })
  | (Asked & { readonly kind: 'number'; readonly least: number; readonly most: number })
  | (Asked & { readonly kind: 'short_text' })
  | (Asked & { readonly kind: 'long_text' })
  | (Asked & { readonly kind: 'voice' })
  | (Asked & { readonly kind: 'photo' })

export type Question = Exclude<Item, { kind: 'note' }>
export type ItemKind = Item['kind']

export const itemKinds = [
  'single',
  'multiple',
  'scale',
  'ranking',
  'number',
  'short_text',
  'long_text',
  'voice',
  'photo',
  'note',
] as const satisfies readonly ItemKind[]

export type Section = { readonly id: string; readonly title: Words; readonly items: readonly Item[] }

/** All that a person is asked, in order. Jsonb of a version. */
export type FormContent = {
  readonly title: Words
  /** What it is for and what becomes of the answers. */
  readonly intro: Words
  readonly inEnglish: boolean
  readonly sections: readonly Section[]
  /** Where the law calls for a decision by households, the form says that it is none. */
  readonly isNoDecision: boolean
}

export const limits = {
  title: 150,
  intro: 1_000,
  text: 400,
  why: 300,
  choice: 100,
  choices: 12,
  items: 40,
  sections: 10,
  scale: 10,
  shortText: 200,
  longText: 2_000,
  files: 3,
  number: 1_000_000_000,
} as const

export const sexes = ['female', 'male', 'other'] as const
export const ageBands = ['under18', '18-29', '30-44', '45-59', '60up'] as const

export const wordsIn = (locale: 'vi' | 'en', words: Words): string =>
  locale === 'en' && words.en !== undefined && words.en !== '' ? words.en : words.vi

export const itemsOf = (content: FormContent): readonly Item[] => content.sections.flatMap((section) => section.items)

export const isQuestion = (item: Item): item is Question => item.kind !== 'note'

export const questionsOf = (content: FormContent): readonly Question[] => itemsOf(content).filter(isQuestion)

/** The section that an item stands in. */
export const sectionOf = (content: FormContent, itemId: string): Section | undefined =>
  content.sections.find((section) => section.items.some((item) => item.id === itemId))

/** Kinds whose answers are words or files, and are read by people, not counted. */
export const isOpenKind = (kind: ItemKind): boolean =>
  kind === 'short_text' || kind === 'long_text' || kind === 'voice' || kind === 'photo'
