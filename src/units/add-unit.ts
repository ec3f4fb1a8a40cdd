import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { longestGroupName, readGroupName } from './group-name.ts'
import { communeFor, groupKey, writeGroups } from './import-groups.ts'
import { openGroupsOf } from './unit-store.ts'

export type NewGroup = {
  readonly communeId: string
  /** With the word for its kind: "Thôn Đồng Dầu", "Tổ dân phố số 5". */
  readonly fullName: string
  readonly voters?: number
  readonly population?: number
}

const isCount = (value: number | undefined): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value >= 0 && value < 10_000_000)

/** Enters one village or ward group of a commune; gives its id. Provinces and communes come by `importUnits`. */
export const addUnit = async (scope: Scope, input: NewGroup): Promise<string> => {
  const commune = await communeFor(scope, input.communeId)
  const name = readGroupName(input.fullName)
  if (typeof name === 'string') {
    throw new AppError('INVALID', `name of a village or ward group: ${name}`, {
      phrase: `units:group_name_${name}`,
      values: { most: longestGroupName },
      field: 'fullName',
    })
  }
  const { voters, population } = input
  for (const [field, value] of Object.entries({ voters, population })) {
    if (!isCount(value)) throw new AppError('INVALID', `${field} is no count`, { phrase: 'units:not_a_number', field })
  }
  const present = await openGroupsOf(scope.tx, [commune.id])
  if (present.some((group) => groupKey(group) === groupKey(name))) {
    throw new AppError('CONFLICT', `commune ${commune.id} has a group of that name`, {
      phrase: 'units:group_exists',
      field: 'fullName',
    })
  }
  const line = {
    line: 0,
    ...name,
    ...(voters === undefined ? {} : { voters }),
    ...(population === undefined ? {} : { population }),
  }
  const { ids } = await writeGroups(scope, commune, [line])
  const [id] = ids
  if (id === undefined) throw new Error('a group was written without an id')
  return id
}
