import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { readMobileNumber } from './entered-number.ts'

export type NamedGroup = { readonly id: string; readonly fullName: string }

/** One line of a pasted list: `0912 345 678; Tổ dân phố số 5`. What stands behind is not looked at and not kept. */
export type NumberLine = {
  /** Where it stands in the list, from 1. */
  readonly line: number
  readonly phone: string | null
  readonly group: NamedGroup | null
  readonly fault: 'number' | 'twice' | 'group' | null
}

/** A group by its name, whole or its end ("5" for "Tổ dân phố số 5"), when only one fits. */
const findGroup = (groups: readonly NamedGroup[], written: string): NamedGroup | undefined => {
  const folded = foldVietnamese(written)
  const exact = groups.filter(({ fullName }) => foldVietnamese(fullName) === folded)
  if (exact.length === 1) return exact[0]
  const ending = groups.filter(({ fullName }) => foldVietnamese(fullName).endsWith(` ${folded}`))
  return ending.length === 1 ? ending[0] : undefined
}

/** Reads a list, a line each. Empty lines count for the numbering and are left out. */
export const readNumberLines = (list: string, groups: readonly NamedGroup[]): NumberLine[] => {
  const seen = new Set<string>()
  return list.split(/\r?\n/).flatMap((text, at): NumberLine[] => {
    if (text.trim() === '') return []
    const [number = '', groupName = ''] = text.split(/[;,\t]/).map((part) => part.trim())
    const phone = readMobileNumber(number)
    const group = groupName === '' ? null : findGroup(groups, groupName)
    const isTwice = phone !== null && seen.has(phone)
    if (phone !== null) seen.add(phone)
    const fault = phone === null ? 'number' : isTwice ? 'twice' : group === undefined ? 'group' : null
    return [{ line: at + 1, phone, group: group ?? null, fault }]
  })
}
