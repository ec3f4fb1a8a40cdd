const ONSET = '(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|n|ph?|qu|r|s|th?|tr|v|x)?'
const RIMES = [
  'a(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?',
  'e(?:c|ch|m|n|ng|nh|o|p|t|u)?',
  'i(?:a|ch|m|n|nh|p|t|u|e(?:c|m|n|ng|p|t|u))?',
  'o(?:c|i|m|n|ng|p|t|oc|ong|a(?:c|ch|i|m|n|ng|nh|o|p|t|y)?|e(?:m|n|o|t)?)?',
  'u(?:a|c|i|m|n|ng|p|t|u|y|an|ang|at|ay|e|ech|enh|o(?:c|i|m|n|ng|p|t|u)?|y(?:a|ch|en|et|nh|t|u))?',
  'y(?:e(?:m|n|t|u))?',
]
const SYLLABLE = new RegExp(`^${ONSET}(?:${RIMES.join('|')})$`)

/** True when folded letters ("nhieu", "tra") could be a Vietnamese syllable; a typing error mostly makes one that cannot. */
export const isSyllable = (folded: string): boolean => SYLLABLE.test(folded)
