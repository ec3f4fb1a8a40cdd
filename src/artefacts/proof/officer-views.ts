import { inArray } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { officers } from '../../database/tables/officers.ts'
import { isId } from '../../kernel/ids.ts'
import type { ProvenOfficer } from './proof.ts'

/** Officers with the titles that they have now. What the service itself or a program did belongs to nobody here. */
export const officersNamed = async (
  db: Queryable,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, ProvenOfficer>> => {
  const wanted = [...new Set(ids)].filter((id) => id !== null).filter((id) => isId(id))
  if (wanted.length === 0) return new Map()
  const found = await db
    .select({ id: officers.id, name: officers.name, title: officers.title })
    .from(officers)
    .where(inArray(officers.id, wanted))
  return new Map(found.map((one) => [one.id, one]))
}
