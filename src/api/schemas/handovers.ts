import { Type } from 'typebox'
import { handoverMax, outcomes, returnReasons } from '../../handover/index.ts'
import { closed, Id, Moment, nullable, Page, pageOf, text, UnitId, Version } from './shared.ts'

const Day = Type.String({ format: 'date', maxLength: 10, examples: ['2026-11-20'] })
const state = Type.Enum(['draft', 'asked', 'sent', 'received', 'returned', 'done', 'dropped'])

export const HandoverQuery = Type.Object(
  {
    unit: Type.Optional(UnitId),
    of: Type.Optional(
      Type.Enum(['sent', 'incoming'], {
        default: 'sent',
        description: 'What the units have drafted and sent, or were sent',
      }),
    ),
    ...Page,
  },
  closed,
)

const Party = Type.Object({
  seq: Type.Integer({ description: '0 leads, the others join in' }),
  unitId: nullable(UnitId),
  name: Type.String(),
  receivedAt: nullable(Moment),
  returnedAt: nullable(Moment),
  returnReason: nullable(Type.Enum([...returnReasons])),
  competentBody: nullable(Type.String()),
})

const Matter = Type.Object({
  itemId: Id,
  number: Type.Integer(),
  title: nullable(Type.String()),
  outcome: nullable(Type.Enum([...outcomes])),
  outcomeWords: nullable(Type.String()),
})

export const Handover = Type.Object({
  id: Id,
  unitId: UnitId,
  state,
  number: Type.String(),
  dated: nullable(Day),
  note: Type.String(),
  sentAt: nullable(Moment),
  digest: nullable(Type.String({ description: 'SHA-256 of the dossier in its latest revision' })),
  version: Version,
  parties: Type.Array(Party),
  items: Type.Array(Matter),
})

export const HandoverList = pageOf(Handover)

const Receiver = Type.Union([
  Type.Object({ unitId: UnitId }, closed),
  Type.Object({ body: text(handoverMax.body) }, closed),
])

export const NewHandover = Type.Object(
  {
    unitId: UnitId,
    itemIds: Type.Array(Id, { minItems: 1, maxItems: handoverMax.items }),
    to: Type.Array(Receiver, { minItems: 1, maxItems: handoverMax.parties, description: 'The first leads' }),
    number: Type.Optional(Type.String({ maxLength: handoverMax.number })),
    note: Type.Optional(Type.String({ maxLength: handoverMax.note })),
  },
  closed,
)

const version = { version: Type.Optional(Version) }
const seq = { seq: Type.Optional(Type.Integer({ minimum: 0, maximum: handoverMax.parties, default: 0 })) }

export const Step = Type.Object(version, closed)
export const Approval = Type.Object({ ...version, aloneBecause: Type.Optional(text(300)) }, closed)
export const Rejection = Type.Object({ ...version, why: text(handoverMax.why) }, closed)
export const Receipt = Type.Object(
  { ...version, ...seq, name: text(handoverMax.name), post: text(handoverMax.name) },
  closed,
)
export const Return = Type.Object(
  {
    ...version,
    ...seq,
    reason: Type.Enum([...returnReasons]),
    competentBody: Type.Optional(Type.String({ maxLength: handoverMax.body })),
    words: Type.Optional(Type.String({ maxLength: handoverMax.why })),
  },
  closed,
)
export const Outcome = Type.Object(
  {
    ...version,
    ...seq,
    itemId: Id,
    outcome: Type.Enum([...outcomes]),
    words: Type.Optional(Type.String({ maxLength: handoverMax.why })),
  },
  closed,
)

export const Dossier = Type.Object(
  { format: Type.Literal('nhip-cau-handover-1') },
  { additionalProperties: true, description: 'Keys in order, no spaces, UTF-8: its SHA-256 is `digest`' },
)
