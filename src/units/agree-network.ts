import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { isId, newId } from '../kernel/ids.ts'
import { groupFor } from './group-for.ts'
import { countsAsNotice, type Network, type NetworkKind } from './network.ts'
import { endNetworkOn, insertNetwork } from './network-store.ts'
import { allNetworksOf, findNetwork } from './network-views.ts'

export const longestNetworkName = 120
export const longestMinutesNumber = 60

export type AgreedNetwork = {
  readonly unitId: string
  readonly kind: NetworkKind
  readonly name: string
  readonly since: PlainDate
  readonly minutesNumber: string
  readonly minutesDate: PlainDate
}

const invalid = (field: string, phrase: string, most = 0): AppError =>
  new AppError('INVALID', `network: ${field}`, { phrase: `units:${phrase}`, values: { most }, field })

/** Records by which network a community agreed to be told, since when and by which minutes; gives its id. */
export const agreeNetwork = async (scope: Scope, input: AgreedNetwork): Promise<string> => {
  const unit = await groupFor(scope, input.unitId)
  const now = scope.clock.now()
  const today = vietnamDate(now)
  const name = input.name.trim().normalize('NFC')
  const minutesNumber = input.minutesNumber.trim().normalize('NFC')
  if (name.length > longestNetworkName) throw invalid('name', 'network.name', longestNetworkName)
  if (input.kind === 'other' && name === '') throw invalid('name', 'network.nameOther')
  if (minutesNumber === '' || minutesNumber.length > longestMinutesNumber) {
    throw invalid('minutesNumber', 'network.minutesNumber', longestMinutesNumber)
  }
  if (input.minutesDate > today) throw invalid('minutesDate', 'network.minutesFuture')
  if (input.since < input.minutesDate) throw invalid('since', 'network.beforeMinutes')
  const same = (await allNetworksOf(scope.tx, unit.id)).some(
    (one) => one.endedOn === null && one.kind === input.kind && one.name === name,
  )
  if (same)
    throw new AppError('CONFLICT', 'that network holds already', { phrase: 'units:network.twice', field: 'kind' })
  const id = newId()
  const { kind, since, minutesDate } = input
  const createdBy = scope.actor.kind === 'officer' ? scope.actor.officerId : 'system'
  const network = { id, unitId: unit.id, kind, name, since, minutesNumber, minutesDate, createdBy, createdAt: now }
  await insertNetwork(scope.tx, network)
  await recordAudit(scope, {
    action: 'network.agreed',
    subject: { kind: 'network', id },
    unitId: unit.id,
    details: { kind, since, minutesDate, isLawful: countsAsNotice(kind) },
  })
  return id
}

/** From today on it holds no more; that it held stays on record, for notices of that time rest on it. */
export const endNetwork = async (scope: Scope, id: string): Promise<Network> => {
  const network = isId(id) ? await findNetwork(scope.tx, id) : undefined
  if (!network) throw new AppError('NOT_FOUND', 'no such network', { phrase: 'errors:notFound' })
  await groupFor(scope, network.unitId)
  const today = vietnamDate(scope.clock.now())
  const day = today < network.since ? network.since : today
  if (!(await endNetworkOn(scope.tx, id, day))) {
    throw new AppError('CONFLICT', 'the network ended before', { phrase: 'units:network.ended' })
  }
  await recordAudit(scope, {
    action: 'network.ended',
    subject: { kind: 'network', id },
    unitId: network.unitId,
    details: { endedOn: day },
  })
  return { ...network, endedOn: day }
}
