import { Type } from 'typebox'
import { AppError } from '../kernel/errors.ts'
import { closingsOf, consistencyPath, findLog, nameLog } from '../receipts/index.ts'
import type { Door } from './door.ts'
import type { ApiScope } from './scope.ts'

const Closing = Type.Object({
  seq: Type.Integer({ description: 'Which closing of the log, from 1' }),
  size: Type.Integer({ description: 'Leaves that the root stands over' }),
  root: Type.String({ description: 'RFC 6962 root, SHA-256 in hex' }),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'Leaves by kind' }),
  closedAt: Type.String({ format: 'date-time' }),
})

const Log = Type.Object({
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  unitId: Type.String(),
  closings: Type.Array(Closing),
})

const Proof = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  path: Type.Array(Type.String(), { description: 'RFC 6962 consistency proof, 2.1.2, hashes in hex' }),
})

const config = { access: 'public' } as const
const Params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** The logs of receipts, for whoever watches that they are only added to. No token, as no leaf is shown. */
export const receiptLogRoutes = (api: ApiScope, { house }: Door): void => {
  const { database } = house
  const read = async (id: string) => {
    const log = await findLog(database, id)
    if (!log) throw new AppError('NOT_FOUND', 'no such log of receipts', { phrase: 'errors:notFound' })
    return { log, closings: await closingsOf(database, id) }
  }

  api.get(
    '/v1/receipts/logs/:id',
    {
      config,
      schema: {
        tags: ['receipts'],
        operationId: 'receiptLog',
        summary: 'A log of receipts with its closings',
        security: [],
        params: Params,
        response: { 200: Log },
      },
    },
    async (request) => {
      const { log, closings } = await read(request.params.id)
      return {
        id: log.id,
        name: nameLog('vi', log),
        unitId: log.unitId,
        closings: closings.map(({ seq, size, root, counts, closedAt }) => ({
          seq,
          size,
          root: root.toString('hex'),
          counts,
          closedAt: closedAt.toISOString(),
        })),
      }
    },
  )

  api.get(
    '/v1/receipts/logs/:id/consistency',
    {
      config,
      schema: {
        tags: ['receipts'],
        operationId: 'receiptLogConsistency',
        summary: 'The proof that a later root stands over the leaves of an earlier one',
        security: [],
        params: Params,
        querystring: Type.Object({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) }),
        response: { 200: Proof },
      },
    },
    async (request) => {
      const { from, to } = request.query
      const { log, closings } = await read(request.params.id)
      const sizes = new Set(closings.map(({ size }) => size))
      // Between closings alone: a root over another size was never published.
      if (!sizes.has(from) || !sizes.has(to) || from > to) {
        throw new AppError('INVALID', 'no closings of these sizes', { phrase: 'receipts:noClosing' })
      }
      const path = await consistencyPath(database, log.id, from, to)
      return { from, to, path: path.map((hash) => hash.toString('hex')) }
    },
  )
}
