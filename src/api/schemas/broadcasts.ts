import { Type } from 'typebox'
import { circleParts, letterKinds, longestNotice, paceRange } from '../../broadcasts/index.ts'
import { ways, type Way } from '../../delivery/index.ts'
import { organisations } from '../../residents/index.ts'
import { closed, Id, Moment, nullable, text, UnitId, Version } from './shared.ts'

const kinds = ['announcement', 'change', 'cancellation'] as const
const states = ['draft', 'rejected', 'running', 'paused', 'done', 'stopped'] as const

const Count = Type.Integer({ minimum: 0 })

const Counts = Type.Object(
  {
    recipients: Count,
    waiting: Count,
    held: Count,
    sending: Count,
    sent: Count,
    refused: Count,
    unreachable: Count,
    expired: Count,
    uncertain: Count,
    replaced: Count,
  },
  { description: 'Messages by what became of them; they add up to `recipients`' },
)

const WaySum = Type.Object({ persons: Count, cost: Type.Number({ minimum: 0, description: 'VND' }) })

const Plan = Type.Object(
  {
    at: Moment,
    persons: Count,
    byWay: Type.Object(Object.fromEntries(ways.map((way) => [way, WaySum])) as Record<Way, typeof WaySum>),
    cost: Type.Number({ minimum: 0, description: 'VND' }),
    unreachable: Count,
    lastAfterSeconds: Count,
  },
  { description: 'Whom it would reach by which way, made shortly after the draft; `held` get it when they next write' },
)

const Texts = Type.Object({ vi: Type.String(), en: Type.String() })

const Circle = Type.Object(
  {
    of: Type.Array(Type.Enum([...circleParts]), { minItems: 1, description: 'People of these kinds, each once' }),
    organisations: Type.Array(Type.Enum([...organisations]), {
      description: 'Of these people only who said that they are members; everybody where none is named',
    }),
  },
  closed,
)

export const Broadcast = Type.Object({
  id: Id,
  kind: Type.Enum([...kinds, ...letterKinds]),
  dialogueId: Id,
  unitId: UnitId,
  state: Type.Enum([...states]),
  version: Type.Integer({ description: 'Version of the words' }),
  texts: Texts,
  writtenBy: Id,
  audienceUnits: Type.Array(UnitId),
  circle: nullable(Circle),
  counts: Counts,
  createdBy: Id,
  createdAt: Moment,
  approvedBy: nullable(Id),
  approvedAt: nullable(Moment),
  approvalNote: nullable(Type.String({ description: 'Why one person was enough; null where two acted' })),
  lateNote: nullable(Type.String({ description: 'Why it went out later than the law asks; null where it did not' })),
  beginsAt: nullable(Moment),
  mayCost: Type.Boolean({ description: 'Whether ways that cost money may be used' }),
  perMinute: nullable(Type.Integer({ description: 'At most so many messages a minute' })),
  onUncertain: Type.Enum(['resend', 'leave'], {
    description: 'What becomes of a message of which nobody knows whether it left',
  }),
  secondsLeft: nullable(Type.Integer({ minimum: 0, description: 'Until the last one leaves, while it is being sent' })),
  rest: nullable(
    Type.Enum(['begins', 'night', 'holiday'], {
      description: 'Why nothing goes out at this moment; null when it does',
    }),
  ),
  plan: nullable(Plan),
  rejectedWhy: nullable(Type.String()),
  pausedWhy: nullable(Type.String()),
  startedAt: nullable(Moment),
  finishedAt: nullable(Moment),
})

export const BroadcastList = Type.Object({ items: Type.Array(Broadcast) })

export const Draft = Type.Object(
  {
    kind: Type.Optional(Type.Enum([...kinds], { default: 'announcement', description: 'What people are to be told' })),
  },
  { ...closed, examples: [{}] },
)

export const Letter = Type.Object(
  {
    kind: Type.Enum([...letterKinds]),
    bodies: Type.Object({ vi: text(longestNotice), en: Type.Optional(text(longestNotice)) }, closed),
    circle: Circle,
  },
  {
    ...closed,
    examples: [
      {
        kind: 'result',
        bodies: { vi: 'Phường lắp thêm đèn ở ngõ 5 trước ngày 31/12/2026.' },
        circle: { of: ['told', 'asked', 'coming'], organisations: [] },
      },
    ],
  },
)

export const Pace = Type.Object(
  {
    perMinute: nullable(
      Type.Integer({
        minimum: paceRange.least,
        maximum: paceRange.most,
        description: 'At most so many messages a minute; null for what the channels allow',
      }),
    ),
  },
  { ...closed, examples: [{ perMinute: 60 }] },
)

export const NewTexts = Type.Object(
  {
    version: Type.Optional(Version),
    texts: Type.Object(
      { vi: Type.Optional(text(longestNotice)), en: Type.Optional(text(longestNotice)) },
      { ...closed, minProperties: 1, description: 'Every fact that a notice carries must stay in it' },
    ),
  },
  closed,
)

export const Approval = Type.Object(
  {
    version: Type.Optional({ ...Version, description: 'Version of the words that were read; the newest unless told' }),
    aloneBecause: Type.Optional(text(300, 'Why one person is enough, where the rule allows it')),
    lateBecause: Type.Optional(text(300, 'Why it goes out later than the law asks, for sessions at short notice')),
  },
  { ...closed, examples: [{ version: 1 }] },
)

export const Rejection = Type.Object({ reason: text(300) }, { ...closed, examples: [{ reason: 'Sai địa điểm' }] })

export const Empty = Type.Object({}, closed)
