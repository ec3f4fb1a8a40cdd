import type { Static } from 'typebox'
import { wordsIn, type Form, type FormContent, type FormResults, type FormSettings } from '../forms/index.ts'
import type { NewForm } from './schemas/forms.ts'

const moment = (at: Date | null): string | null => at?.toISOString() ?? null

/** What a form is, without the words of its questions. */
export const showForm = (form: Form, content: FormContent) => ({
  id: form.id,
  unitId: form.unitId,
  state: form.state,
  code: form.code,
  title: wordsIn('vi', content.title),
  purpose: form.purpose,
  dialogueId: form.dialogueId,
  counts: form.counts,
  naming: form.naming,
  audience: form.audience,
  isLive: form.isLive,
  showsAnswered: form.showsAnswered,
  smallestCell: form.smallestCell,
  opensAt: form.opensAt.toISOString(),
  closesAt: form.closesAt.toISOString(),
  closedAt: moment(form.closedAt),
  openVersion: form.openVersion,
  newestVersion: form.newestVersion,
  createdBy: form.createdBy,
  createdAt: form.createdAt.toISOString(),
  approvedBy: form.approvedBy,
  approvedAt: moment(form.approvedAt),
  sentBackWhy: form.sentBackWhy,
  version: form.version,
})

/** The settings and words that a program sends. */
export const readNewForm = ({
  unitId,
  content,
  opensAt,
  closesAt,
  ...rest
}: Static<typeof NewForm>): { unitId: string; settings: FormSettings; content: FormContent } => ({
  unitId,
  settings: { ...rest, opensAt: new Date(opensAt), closesAt: new Date(closesAt) },
  content,
})

/** Results as programs read them; what a person may not see is null here as well. */
export const showResults = ({ questions, ...rest }: FormResults) => ({
  main: rest.main,
  total: rest.total,
  ways: rest.ways,
  questions: questions.map(({ item, values, tables, withheld, ...question }) => ({
    id: item.id,
    kind: item.kind,
    text: wordsIn('vi', item.text),
    isChanged: question.isChanged,
    reached: question.reached,
    answered: question.answered,
    passed: question.passed,
    isWithheld: question.isWithheld,
    values: values.map(({ value, counts, places }) => ({ value, ...counts, places: [...places] })),
    tables: tables.map(({ split, rows }) => ({
      split,
      rows: rows.map(({ cell, base, counts }) => ({ cell, base, counts: [...counts] })),
    })),
    withheld: [...withheld],
  })),
  places: rest.places.map(({ id, name, residents, answered }) => ({ id, name, residents, answered })),
  elsewhere: rest.elsewhere,
})
