import { Type, type TSchema } from 'typebox'

// Shapes that all routes share. What comes in is strict: unknown fields are refused, lengths are bounded.

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const exampleId = '019a9d3c-6a1e-7c44-9b5e-2f1f6f0a8b11'

export const closed = { additionalProperties: false } as const

export const Id = Type.String({ pattern: uuid, examples: [exampleId] })

/** `vn`, two digits of a province, five of a commune, an id of ours for villages and ward groups. */
export const UnitId = Type.String({
  pattern: `^(?:vn|[0-9]{2}|[0-9]{5}|[a-z0-9-]{6,36})$`,
  maxLength: 36,
  description: 'Code of a province or commune, or the id of a village or ward group',
  examples: ['00082'],
})

export const Moment = Type.String({
  format: 'date-time',
  maxLength: 40,
  description: 'RFC 3339 with its offset',
  examples: ['2026-12-05T08:30:00+07:00'],
})

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const text = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, ...(description === undefined ? {} : { description }) })

export const IdParams = Type.Object({ id: Id }, closed)

export const Page = {
  cursor: Type.Optional(
    Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9_-]+$', description: '`next` of the page before' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
}

export const pageOf = <Schema extends TSchema>(item: Schema) =>
  Type.Object({
    items: Type.Array(item),
    next: nullable(Type.String({ description: 'The `cursor` of the next page' })),
  })

export const Version = Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'The version that was read' })

export const IfMatch = Type.Object({
  'if-match': Type.Optional(
    Type.String({ maxLength: 40, description: 'The `ETag` that was read; instead of `version`', examples: ['"3"'] }),
  ),
})

export const IdempotencyKey = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      maxLength: 1000,
      description: 'Made by the program, one for each act; a request sent again within 24 hours gets the first answer',
      examples: ['1f0c6a52-5f2c-4f1e-9a43-0c1c4c6a9b7e'],
    }),
  ),
})

const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String({ description: 'A code for programs', examples: ['INVALID'] }),
    status: Type.Integer(),
    detail: Type.String({ description: 'A sentence for people, in the language of `Accept-Language`' }),
    field: Type.Optional(Type.String({ description: 'The field concerned', examples: ['startsAt'] })),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), why: Type.String() }))),
  },
  { description: 'Problem details (RFC 9457)' },
)

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
})

/** The refusals that a route may give, for its description. */
export const problems = (...statuses: readonly (403 | 404 | 409 | 412 | 413 | 422 | 428)[]) => ({
  401: problem('No token, a wrong or a revoked one'),
  429: problem('Too many requests; `Retry-After` says when to go on'),
  ...(statuses.includes(403) ? { 403: problem('The officer holds no role for this') } : {}),
  ...(statuses.includes(404) ? { 404: problem('Not there, or not for this officer') } : {}),
  ...(statuses.includes(409) ? { 409: problem('Changed meanwhile, or not possible in this state') } : {}),
  ...(statuses.includes(412) ? { 412: problem('`If-Match` is not the newest version') } : {}),
  ...(statuses.includes(413) ? { 413: problem('The file is larger than 20 MB') } : {}),
  ...(statuses.includes(422) ? { 422: problem('A field is not valid; `field` names it') } : {}),
  ...(statuses.includes(428) ? { 428: problem('Neither `If-Match` nor `version` was given') } : {}),
})
