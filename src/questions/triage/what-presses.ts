import type { Queryable } from '../../database/index.ts'
import { loosePhrases, readLooseText, vocabularyOf } from './loose-text.ts'
import { dangerIn } from './suggest.ts'
import { sensitiveTopics } from './topic-views.ts'

/** Why an opinion stands before older ones in the queue: words that spell danger, or a topic to be looked at with care. */
export const whatPresses = async (
  database: Queryable,
  input: { readonly unitId: string; readonly text: string },
): Promise<'danger' | 'sensitive' | null> => {
  if (dangerIn(input.text).length > 0) return 'danger'
  const topics = await sensitiveTopics(database, input.unitId)
  // A single word such as "chùa" names a place as often as a matter; two syllables say more.
  const wanted = loosePhrases(...topics.flatMap((topic) => topic.words)).filter((one) => one.folded.length > 1)
  return readLooseText(input.text, vocabularyOf(wanted)).find(wanted).length > 0 ? 'sensitive' : null
}
