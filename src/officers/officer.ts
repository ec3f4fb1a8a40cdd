import { AppError } from '../kernel/errors.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'

/** An officer as other rooms and pages know one. */
export type Officer = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly title: string | null
  readonly language: 'vi' | 'en'
  readonly hasPassword: boolean
  readonly hasTotp: boolean
  readonly disabledAt: Date | null
}

const longestName = 80

const oneLine = (text: string): string => normaliseText(text).replaceAll(/\s+/g, ' ').trim()

/** A person's name or title on one line. Refuses empty ones (names only) and ones above 80 characters. */
export const readPersonName = (text: string): string => {
  const name = oneLine(text)
  if (name === '') throw new AppError('INVALID', 'no name', { phrase: 'officers:nameMissing', field: 'name' })
  if (name.length > longestName) {
    const values = { most: longestName }
    throw new AppError('INVALID', 'name too long', { phrase: 'officers:nameTooLong', values, field: 'name' })
  }
  return name
}

export const readTitle = (text: string | undefined): string | null => {
  const title = oneLine(text ?? '')
  if (title.length <= longestName) return title === '' ? null : title
  const values = { most: longestName }
  throw new AppError('INVALID', 'title too long', { phrase: 'officers:nameTooLong', values, field: 'title' })
}

/** As it is compared: what phones add at the end or in front (a space, a capital) does not matter. */
export const foldLogin = (text: string): string => text.slice(0, 200).normalize('NFKC').trim().toLowerCase()

const loginPattern = /^[a-z0-9][a-z0-9._@-]{2,59}$/

/** What an officer signs in with: 3 to 60 of a-z, 0-9, dot, dash, underscore, @. */
export const readLogin = (text: string): string => {
  const login = foldLogin(text)
  if (loginPattern.test(login)) return login
  throw new AppError('INVALID', 'not a login', { phrase: 'officers:loginForm', field: 'login' })
}

/** "Nguyễn Thị Hoa" → "nguyenthihoa": what is offered when nobody chose a login. */
export const loginFromName = (name: string): string => {
  const letters = foldVietnamese(name).replaceAll(/[^a-z0-9]/g, '')
  return letters.length >= 3 ? letters.slice(0, 40) : `canbo${letters}`
}
