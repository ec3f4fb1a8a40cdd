import type { Scope } from '../database/index.ts'
import { addUsedSeconds } from './agenda-store.ts'

/** Time that a line of the agenda has taken in the hall, added to what it had; whoever counts has checked who may. */
export const countUsed = async (
  scope: Pick<Scope, 'tx'>,
  input: { readonly dialogueId: string; readonly lineId: string; readonly seconds: number },
): Promise<void> => await addUsedSeconds(scope.tx, input)
