import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'

/** Where a page ended. */
export type ListPlace = { readonly at: Date; readonly id: string }

/** An opaque text for links; it says nothing that the list itself does not show. */
export const cursorAfter = (place: ListPlace): string =>
  Buffer.from(`${place.at.getTime()}.${place.id}`, 'utf8').toString('base64url')

export const readCursor = (cursor: string): ListPlace => {
  const [, ms, id] = /^(\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  if (ms !== undefined && id !== undefined && isId(id)) return { at: new Date(Number(ms)), id }
  throw new AppError('INVALID', 'a list cursor that is none of ours', { phrase: 'errors:invalid', field: 'cursor' })
}
