import type { LetterKind } from '../../broadcasts/index.ts'
import type { Queryable } from '../../database/index.ts'
import { findDialogue } from '../../dialogues/index.ts'
import { findForm, readResults, readVersions, type Form, type FormContent } from '../../forms/index.ts'
import type { Actor } from '../../kernel/actor.ts'
import { isId } from '../../kernel/ids.ts'
import type { Form as Fields } from '../forms.ts'
import { resultsWords } from './results-words.ts'

/** What was approved of a form, oldest first. */
export const approvedContents = async (database: Queryable, formId: string): Promise<readonly FormContent[]> =>
  (await readVersions(database, formId)).filter(({ approvedAt }) => approvedAt !== null).map(({ content }) => content)

/** As what the results of a form may go out now: letters are about a session that people know of. */
export const letterOf = async (database: Queryable, form: Form): Promise<LetterKind | null> => {
  const session =
    form.state === 'closed' && form.dialogueId !== null ? await findDialogue(database, form.dialogueId) : undefined
  if (!session || session.state === 'cancelled') return null
  if (session.state === 'held' || session.state === 'concluded') return 'result'
  return session.told === null ? null : 'message'
}

/**
 * A letter as an officer begins it from the results of a form: neutral words and the people who are known to have
 * answered. Of an anonymous form nobody is known, so it is for everybody there who agreed to notices.
 */
export const resultsLetter = async (
  database: Queryable,
  actor: Actor,
  { formId, dialogueId }: { readonly formId: string; readonly dialogueId: string },
): Promise<Fields> => {
  const form = isId(formId) ? await findForm(database, formId) : undefined
  if (form?.dialogueId !== dialogueId || form.state !== 'closed') return {}
  const contents = await approvedContents(database, form.id)
  const told = { form, contents, results: await readResults(database, form, actor) }
  return {
    vi: resultsWords('vi', told),
    en: contents.at(-1)?.inEnglish === true ? resultsWords('en', told) : '',
    circle: form.naming === 'named' ? 'answered' : 'area',
  }
}
