import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Scope } from '../database/index.ts'
import { units } from '../database/tables/units.ts'
import { AppError } from '../kernel/errors.ts'
import { longestGroupName, readGroupName } from './group-name.ts'
import { communeFor, writeGroups } from './import-groups.ts'

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
  const [same] = await scope.tx
    .select({ id: units.id })
    .from(units)
    .where(
      and(
        eq(units.parentId, commune.id),
        eq(units.type, name.type),
        sql`lower(${units.fullName}) = lower(${name.fullName})`,
        isNull(units.validUntil),
      ),
    )
  if (same) {
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
