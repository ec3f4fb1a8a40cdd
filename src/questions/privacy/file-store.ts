import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { opinionAttachments } from '../../database/tables/questions.ts'

export const setReleased = async (
  tx: Transaction,
  file: { readonly opinionId: string; readonly attachmentId: string },
  by: { readonly officerId: string; readonly at: Date } | null,
): Promise<boolean> => {
  const rows = await tx
    .update(opinionAttachments)
    .set({ releasedAt: by?.at ?? null, releasedBy: by?.officerId ?? null })
    .where(
      and(eq(opinionAttachments.opinionId, file.opinionId), eq(opinionAttachments.attachmentId, file.attachmentId)),
    )
    .returning({ id: opinionAttachments.attachmentId })
  return rows.length === 1
}
