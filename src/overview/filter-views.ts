import { asc, eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { savedFilters as table } from '../database/tables/overview.ts'

export type SavedFilter = { readonly id: string; readonly page: string; readonly name: string; readonly query: string }

/** What an officer has kept for their lists; nobody else's. */
export const savedFilters = async (database: Queryable, officerId: string): Promise<SavedFilter[]> =>
  await database
    .select({ id: table.id, page: table.page, name: table.name, query: table.query })
    .from(table)
    .where(eq(table.officerId, officerId))
    .orderBy(asc(table.page), asc(table.name))
