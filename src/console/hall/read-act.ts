import { floorRefusals, noteKinds, type HallAct } from '../../hall/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { textOf, type Form } from '../forms.ts'

const one = <Name extends string>(names: readonly Name[], given: string, field: string): Name => {
  const found = names.find((name) => name === given)
  if (found) return found
  throw new AppError('INVALID', `no such ${field}`, { phrase: 'hall:wrong.missing', field })
}

const about = ['line', 'floor'] as const

/** The act that a form of the moderator's page stands for. */
export const readAct = (form: Form): HallAct => {
  const atMs = Number(textOf(form, 'at'))
  const base = {
    key: textOf(form, 'key'),
    ...(Number.isSafeInteger(atMs) && atMs > 0 ? { at: new Date(Math.min(atMs, 8.64e15)) } : {}),
  }
  const id = textOf(form, 'id')
  switch (textOf(form, 'kind')) {
    case 'open':
      return { ...base, kind: 'open' }
    case 'close':
      return { ...base, kind: 'close' }
    case 'finish':
      return { ...base, kind: 'finish' }
    case 'take':
      return { ...base, kind: 'take', about: { kind: one(about, textOf(form, 'about'), 'about'), id } }
    case 'extend':
      return { ...base, kind: 'extend', minutes: Number(textOf(form, 'minutes')) }
    case 'floor':
      return { ...base, kind: 'floor', isOpen: textOf(form, 'isOpen') === 'yes' }
    case 'accept':
      return { ...base, kind: 'accept', id, title: textOf(form, `title-${id}`) }
    case 'refuse':
      return { ...base, kind: 'refuse', id, why: one(floorRefusals, textOf(form, 'why'), 'why') }
    case 'speak':
      return { ...base, kind: 'speak', words: textOf(form, 'spoken'), title: textOf(form, 'spokenTitle') }
    case 'note': {
      const note = one(noteKinds, textOf(form, 'note'), 'note')
      return { ...base, kind: 'note', note, speaker: textOf(form, 'speaker'), words: textOf(form, 'words') }
    }
    case 'strike':
      return { ...base, kind: 'strike', id }
    default:
      throw new AppError('INVALID', 'no such act')
  }
}
