import { unitWithAncestors } from '../../units/index.ts'
import type { TurnContext } from '../turn.ts'

/** "Tổ dân phố số 5, Phường Cửa Nam, Thành phố Hà Nội": from the narrowest to the province. */
export const placeName = async (turn: TurnContext, unitId: string): Promise<string> => {
  const units = await unitWithAncestors(turn.scope.tx, unitId)
  const names = units.filter((unit) => unit.level !== 'country').map((unit) => unit.fullName)
  return names.reverse().join(', ')
}

/** Where a resident lives, as far as they told. */
export const homeName = async (turn: TurnContext): Promise<string | null> => {
  const id = turn.resident?.groupUnitId ?? turn.resident?.unitId
  return id ? await placeName(turn, id) : null
}
