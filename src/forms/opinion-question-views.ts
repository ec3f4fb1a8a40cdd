import { eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { formWords } from '../database/tables/forms.ts'
import { questionsOf, type Words } from './content.ts'
import { readContent } from './form-views.ts'

export type QuestionOfOpinion = { readonly formId: string; readonly title: Words; readonly question: Words }

/** What was asked where an opinion was said in words on a form: without the question many an answer means nothing. */
export const questionOfOpinion = async (
  database: Queryable,
  opinionId: string,
): Promise<QuestionOfOpinion | undefined> => {
  const [row] = await database
    .select({ formId: formWords.formId, version: formWords.version, question: formWords.question })
    .from(formWords)
    .where(eq(formWords.opinionId, opinionId))
  const content = row && (await readContent(database, row.formId, row.version))
  const asked = content && questionsOf(content).find(({ id }) => id === row.question)
  return asked && { formId: row.formId, title: content.title, question: asked.text }
}
