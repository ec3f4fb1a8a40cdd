import { act, type House } from '../database/index.ts'
import { countParked, listParked, unparkUpdate, type ParkedUpdate } from '../inbox/index.ts'
import { systemActor } from '../kernel/actor.ts'

/** What the console shows of updates that failed again and again, and how one is put back in line. */
export const parkedUpdates = (house: House) => ({
  count: async (): Promise<number> => await countParked(house.database),
  list: async (limit: number): Promise<readonly ParkedUpdate[]> => await listParked(house.database, limit),
  retry: async (id: number): Promise<boolean> => {
    const isBack = await act(
      house,
      systemActor('unpark'),
      async ({ tx, clock }) => await unparkUpdate(tx, id, clock.now()),
    )
    if (isBack) house.signals.poke('inbox')
    return isBack
  },
})
