import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { documentTemplates } from '../database/tables/documents.ts'
import { standardTemplates, type DocumentKind } from './kinds.ts'
import type { Template } from './template.ts'

export type TemplateInForce = {
  readonly template: Template
  /** Whose it is; null for the standard one. */
  readonly unitId: string | null
  /** Of the unit's own template; 0 where it has none. */
  readonly version: number
}

/** What a unit words a kind of document by: its own template, else that of the nearest unit above, else the standard. */
export const templateInForce = async (
  database: Queryable,
  { unitPath, kind }: { readonly unitPath: readonly string[]; readonly kind: DocumentKind },
): Promise<TemplateInForce> => {
  const rows = await database
    .select()
    .from(documentTemplates)
    .where(and(inArray(documentTemplates.unitId, [...unitPath]), eq(documentTemplates.kind, kind)))
  const own = unitPath.at(-1)
  const nearest = unitPath.toReversed().flatMap((unitId) => rows.find((row) => row.unitId === unitId) ?? [])[0]
  return {
    // A text that templates did not have when this one was written is that of the standard.
    template: { ...standardTemplates[kind], ...(nearest?.texts as Partial<Template> | undefined) },
    unitId: nearest?.unitId ?? null,
    version: rows.find((row) => row.unitId === own)?.version ?? 0,
  }
}
