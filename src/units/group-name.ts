import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { foldName } from './fold-name.ts'
import { levelOf, splitFullName, type UnitType } from './unit.ts'

export type GroupName = {
  readonly type: UnitType
  readonly name: string
  readonly fullName: string
  readonly folded: string
}

export type GroupNameFault = 'empty' | 'too_long' | 'no_kind' | 'no_name'

/** Longest name of a village or ward group, in characters. */
export const longestGroupName = 100

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1)

/** "thôn Đồng Dầu" → a village; the name must say what it is: thôn, bản, tổ dân phố … */
export const readGroupName = (text: string): GroupName | GroupNameFault => {
  const fullName = capital(normaliseText(text).replaceAll(/\s+/g, ' ').trim())
  if (fullName === '') return 'empty'
  if (fullName.length > longestGroupName) return 'too_long'
  const named = splitFullName(fullName)
  if (!named || levelOf(named.type) !== 'group') return 'no_kind'
  const folded = foldName(named.name)
  return folded === '' ? 'no_name' : { ...named, fullName, folded }
}
