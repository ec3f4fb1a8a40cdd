import { findUnit } from '../../units/index.ts'
import type { TurnContext } from '../turn.ts'

/** Where somebody lives and what they follow, each as the path of units from the country down. */
export type Places = {
  readonly paths: readonly (readonly string[])[]
  /** Units on the path to their own home. */
  readonly own: readonly string[]
}

export const placesOf = async (turn: TurnContext): Promise<Places> => {
  const home = turn.resident?.groupUnitId ?? turn.resident?.unitId
  const pathOf = async (id: string | null | undefined): Promise<readonly string[]> =>
    id ? ((await findUnit(turn.scope.tx, id))?.path ?? []) : []
  const own = await pathOf(home)
  const followed = await pathOf(turn.resident?.followedUnitId)
  return { own, paths: [own, followed].filter((path) => path.length > 0) }
}
