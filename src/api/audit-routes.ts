import { Type } from 'typebox'
import { auditHead } from '../audit/index.ts'
import type { Door } from './door.ts'
import type { ApiScope } from './scope.ts'

const Head = Type.Object({
  seq: Type.Integer({ description: 'Place of the last link' }),
  hash: Type.String({ description: 'SHA-256 in hex over the link before and the entry' }),
  at: Type.String({ format: 'date-time' }),
})

/** The head of the audit chain, for whoever notes it elsewhere. No token: it says nothing but that the chain is there. */
export const auditRoutes = (api: ApiScope, { house }: Door): void => {
  api.get(
    '/v1/audit/head',
    {
      config: { access: 'public' },
      schema: {
        tags: ['audit'],
        operationId: 'auditHead',
        summary: 'The last link of the audit chain; null while nothing is chained',
        security: [],
        response: { 200: Type.Object({ head: Type.Union([Head, Type.Null()]) }) },
      },
    },
    async () => {
      const head = await auditHead(house.database)
      return { head: head ? { ...head, at: head.at.toISOString() } : null }
    },
  )
}
