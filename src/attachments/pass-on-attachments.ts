import type { Scope } from '../database/index.ts'
import { handOver } from './attachment-store.ts'

type Input = {
  readonly attachmentIds: readonly string[]
  readonly from: string
  /** What they belong to from now on. */
  readonly to: string
}

/** Gives files of one holder to another. Returns those that it got; what was erased meanwhile is left out. */
export const passOnAttachments = async (
  scope: Scope,
  { attachmentIds, from, to }: Input,
): Promise<readonly string[]> => {
  if (attachmentIds.length === 0) return []
  const moved = new Set(await handOver(scope.tx, attachmentIds, { from, to }))
  return attachmentIds.filter((id) => moved.has(id))
}
