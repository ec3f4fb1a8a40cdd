import { isId } from '../../kernel/ids.ts'
import type { NewLine } from '../../preparation/index.ts'
import { textOf, type Form } from '../forms.ts'

const mostLines = 300

const idOf = (form: Form, name: string): string | null => {
  const id = textOf(form, name)
  return isId(id) ? id : null
}

const readLine = (form: Form, index: number): NewLine => {
  const id = idOf(form, `id.${index}`)
  const minutes = textOf(form, `minutes.${index}`).trim()
  return {
    ...(id === null ? {} : { id }),
    itemId: idOf(form, `itemId.${index}`),
    topicId: idOf(form, `topicId.${index}`),
    title: textOf(form, `title.${index}`),
    who: textOf(form, `who.${index}`),
    place: textOf(form, `place.${index}`) === 'written' ? 'written' : 'hall',
    minutes: minutes === '' ? Number.NaN : Number(minutes),
    isPinned: textOf(form, `pin.${index}`) === 'yes',
  }
}

const moved = (lines: readonly NewLine[], act: string): NewLine[] => {
  const [, what, place] = /^(up|down|remove)\.(\d{1,3})$/.exec(act) ?? []
  const from = Number(place)
  const line = lines[from]
  if (!line) return [...lines]
  if (what === 'remove') return lines.filter((one) => one !== line)
  const rest = lines.filter((one) => one !== line)
  return rest.toSpliced(Math.max(0, what === 'up' ? from - 1 : from + 1), 0, line)
}

/** The agenda as a form holds it, after what its button does. */
export const readAgenda = (form: Form): NewLine[] => {
  const count = Math.min(mostLines, Math.max(0, Math.trunc(Number(textOf(form, 'lines'))) || 0))
  const lines = Array.from({ length: count }, (_, index) => readLine(form, index))
  const title = textOf(form, 'addTitle').trim()
  const added: NewLine[] =
    title === '' ? [] : [{ itemId: null, topicId: null, title, who: null, place: 'hall', minutes: 5, isPinned: true }]
  const arranged = moved(lines, textOf(form, 'act'))
  return [
    ...arranged.filter(({ place }) => place === 'hall'),
    ...added,
    ...arranged.filter(({ place }) => place !== 'hall'),
  ]
}
