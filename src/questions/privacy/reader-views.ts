import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { officerRoles, officers } from '../../database/tables/officers.ts'

const roles = ['front_officer', 'approver', 'leader', 'responder', 'supervisor']

/** Officers at work on a unit or above it, who can be named as readers of an identity. */
export const possibleReaders = async (
  database: Queryable,
  unitPath: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> =>
  await database
    .selectDistinct({ id: officers.id, name: officers.name })
    .from(officers)
    .innerJoin(officerRoles, eq(officerRoles.officerId, officers.id))
    .where(
      and(isNull(officers.disabledAt), inArray(officerRoles.role, roles), inArray(officerRoles.unitId, [...unitPath])),
    )
    .orderBy(asc(officers.name), asc(officers.id))
