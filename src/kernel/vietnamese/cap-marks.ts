/**
 * Cuts runs of combining marks to four. Vietnamese needs two on a letter; long runs only break screens, and
 * reordering a run of n marks costs n² in Unicode normalisation, so this goes before every `normalize`.
 */
export const capMarks = (text: string): string => text.replace(/(\p{M}{4})\p{M}+/gu, '$1')
