export type ContentFault = {
  readonly why:
    | 'noTitle'
    | 'noIntro'
    | 'noQuestion'
    | 'noText'
    | 'noEnglish'
    | 'tooLong'
    | 'tooFewChoices'
    | 'tooManyChoices'
    | 'sameChoice'
    | 'tooManyItems'
    | 'badScale'
    | 'badNumbers'
    | 'badMost'
    | 'unknownTarget'
    | 'unknownCondition'
    | 'loop'
    | 'unreachable'
    | 'ratesOfficial'
    | 'measuredTwice'
  /** The item concerned; absent where it is the form as a whole. */
  readonly item?: string
  /** What the sentence names: another item's place in order, a limit, the words found. */
  readonly values?: Readonly<Record<string, string | number>>
}
