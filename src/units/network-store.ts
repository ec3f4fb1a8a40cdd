import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { unitNetworks } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Network } from './network.ts'

type NewNetwork = Omit<Network, 'endedOn' | 'isLawful' | 'minutesFile'> & {
  readonly createdBy: string
  readonly createdAt: Date
}

export const insertNetwork = async (tx: Transaction, network: NewNetwork): Promise<void> => {
  await tx.insert(unitNetworks).values(network)
}

export const setMinutesFile = async (tx: Transaction, id: string, attachmentId: string): Promise<void> => {
  await tx.update(unitNetworks).set({ minutesFile: attachmentId }).where(eq(unitNetworks.id, id))
}

/** Returns whether it held until now. */
export const endNetworkOn = async (tx: Transaction, id: string, day: PlainDate): Promise<boolean> => {
  const ended = await tx
    .update(unitNetworks)
    .set({ endedOn: day })
    .where(and(eq(unitNetworks.id, id), isNull(unitNetworks.endedOn)))
    .returning({ id: unitNetworks.id })
  return ended.length === 1
}
