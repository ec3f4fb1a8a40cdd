import { yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { foldName } from './fold-name.ts'
import type { OpenedUnit } from './unit-change.ts'
import type { NewUnit } from './unit-store.ts'
import type { Unit } from './unit-views.ts'
import { levelOf, splitFullName } from './unit.ts'

const invalid = (message: string, phrase: string): AppError => new AppError('INVALID', message, { phrase })

/** A merged unit often takes over the code of one that ends: then its id carries the year besides. */
const idOf = (opened: OpenedUnit, taken: ReadonlySet<string>, day: PlainDate): string => {
  if (opened.code === undefined) return newId()
  return taken.has(opened.code) ? `${opened.code}-${yearOf(day)}` : opened.code
}

/** The row of a unit that a change sets up; refuses a name, code or place that does not suit its kind. */
export const openedRow = (opened: OpenedUnit, parent: Unit, taken: ReadonlySet<string>, day: PlainDate): NewUnit => {
  const named = splitFullName(opened.fullName.normalize('NFC').trim())
  const level = named ? levelOf(named.type) : undefined
  if (!named || (level !== 'commune' && level !== 'group')) {
    throw invalid(`"${opened.key}" has no known kind of unit in its name`, 'units:change_no_kind')
  }
  if (parent.level !== (level === 'commune' ? 'province' : 'commune')) {
    throw invalid(`a ${level} cannot lie below a ${parent.level}`, 'units:change_wrong_parent')
  }
  if ((level === 'commune') !== /^\d{5}$/.test(opened.code ?? '')) {
    throw invalid(`a commune needs its code of five digits, a group has none: "${opened.key}"`, 'units:change_code')
  }
  const id = idOf(opened, taken, day)
  return {
    id,
    code: opened.code ?? null,
    parentId: parent.id,
    path: [...parent.path, id],
    level,
    ...named,
    fullName: opened.fullName.normalize('NFC').trim(),
    folded: foldName(named.name),
    population: opened.population ?? null,
    areaKm2: opened.areaKm2 ?? null,
    voters: opened.voters ?? null,
    validFrom: day,
  }
}
