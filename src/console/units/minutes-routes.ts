import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import {
  createDatabaseStorage,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
} from '../../attachments/index.ts'
import { act } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { allNetworksOf, attachMinutes, findUnit, largestMinutes, type Network, type Unit } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { attempt, goTo, type Faults } from '../forms.ts'
import { enterers, readers } from '../navigation.ts'
import type { ShowUnit } from './network-routes.ts'

const mayOpen = [...readers, 'group_head'] as const
// The form around the file: its token and the boundaries.
const bodyLimit = largestMinutes + 65_536
const path = '/units/:id/networks/:network/minutes'

type WithNetwork = { Params: { id: string; network: string } }

/** The minutes of a community's agreement: put up by who records it, opened by the unit's officers. */
export const minutesRoutes = (app: FastifyInstance, door: Door, show: ShowUnit): void => {
  const { house } = door
  const storage = createDatabaseStorage(house.keyring)

  const networkOf = async ({ id, network }: WithNetwork['Params']): Promise<{ unit: Unit; network: Network }> => {
    const unit = /^[\w-]{1,60}$/.test(id) ? await findUnit(house.database, id) : undefined
    const found = unit && (await allNetworksOf(house.database, unit.id)).find((one) => one.id === network)
    if (!unit || !found) throw new AppError('NOT_FOUND', 'no such network of this unit')
    return { unit, network: found }
  }

  app.post<WithNetwork>(path, { config: { access: enterers }, bodyLimit }, async (request, reply) => {
    const { unit, network } = await networkOf(request.params)
    const actor = actorOf(request)
    // Before anything is decoded: whoever may not write here has nothing looked at.
    requireRole(actor, enterers, unit.path)
    const view = door.view(request)
    const refuse = async (faults: Faults, status = 422) => {
      const { file, ...others } = faults
      const named = file === undefined ? others : { ...others, [`minutes-${network.id}`]: file }
      return await show(request, reply, unit.id, { form: {}, faults: named }, status)
    }
    const bytes = (request.body as { file?: unknown } | null)?.file
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return await refuse({ file: view.t('units:minutes.none') })
    if (bytes.length > largestMinutes) return await refuse({ file: view.t('units:minutes.wrong') })
    const stored = await storeUploaded(house, storage, actor, { bytes, name: `Biên bản ${network.minutesNumber}` })
    if (!stored.ok) return await refuse({ file: view.t(refusalPhrases[stored.why]) })
    const input = { networkId: network.id, attachmentId: stored.attachmentId }
    const done = await attempt(view, async () => await act(house, actor, async (scope) => attachMinutes(scope, input)))
    if (done.ok) return await goTo(reply, `/console/units/${unit.id}#networks`, 'saved')
    return await refuse(done.faults, done.status)
  })

  app.get<WithNetwork>(path, { config: { access: mayOpen } }, async (request, reply) => {
    const { unit, network } = await networkOf(request.params)
    requireRole(actorOf(request), mayOpen, unit.path)
    const file = network.minutesFile === null ? undefined : await readAttachment(house, storage, network.minutesFile)
    if (!file) throw new AppError('NOT_FOUND', 'no minutes')
    return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
  })
}
