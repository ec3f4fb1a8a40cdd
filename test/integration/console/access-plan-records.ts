import { sql } from 'drizzle-orm'
import { act, type House } from '../../../src/database/index.ts'
import { draftPlan, findPlan, linesOf, savePlanLine } from '../../../src/plans/index.ts'
import { maker, unitA } from './access-form-records.ts'

let made = 0

/** A plan with one session; each of a year of its own, because a unit has one plan a year. */
export const planWithLine = async (house: House): Promise<{ id: string; line: string }> => {
  made += 1
  const year = 2100 + made
  const id = await act(house, maker, async (scope) => {
    const drafted = await draftPlan(scope, { unitId: unitA, year: 2027 })
    // In the same transaction: of two that are made at once, the second finds the year free again.
    await scope.tx.execute(sql`update year_plans set year = ${year} where id = ${drafted}`)
    return drafted
  })
  const version = (await findPlan(house.database, id))?.version ?? 0
  const fields = {
    month: 3,
    level: 'commune',
    type: 'dialogue',
    topic: 'Thu gom rác',
    host: 'Chủ tịch Ủy ban nhân dân phường',
    place: '',
    cost: null,
  } as const
  await act(house, maker, async (scope) => await savePlanLine(scope, { id, version, fields }))
  const [line] = await linesOf(house.database, id)
  return { id, line: line?.id ?? '' }
}
