import { Type } from 'typebox'
import { footings, provenKinds } from '../../artefacts/index.ts'
import { modes } from '../../dialogues/index.ts'
import { networkKinds } from '../../units/index.ts'
import { Id, Moment, nullable, UnitId } from './shared.ts'

const Count = Type.Integer({ minimum: 0 })
const Day = Type.String({ format: 'date' })

const Officer = Type.Object({ id: Id, name: Type.String(), title: nullable(Type.String()) })

const Facts = Type.Partial(
  Type.Object({
    title: Type.String(),
    topic: nullable(Type.String()),
    mode: Type.Enum([...modes]),
    startsAt: Moment,
    place: Type.String(),
    joinUrl: nullable(Type.String()),
    hosts: Type.Array(Type.Object({ name: Type.String(), chair: Type.Optional(Type.String()) })),
    hotline: Type.String(),
    collectionOpensAt: Moment,
    collectionClosesAt: Moment,
  }),
  { description: 'What people were told last' },
)

const Law = Type.Object(
  {
    source: Type.String(),
    days: Count,
    lastDay: Type.String({ format: 'date', description: 'Last day on which the notice could go out in time' }),
    firstSentOn: nullable(Day),
    isKept: Type.Boolean({ description: 'Whether a message that counts went out in time' }),
    lateWhy: nullable(Type.String()),
  },
  { description: 'The rule as it held when the first announcement was approved' },
)

const Text = Type.Object({
  language: Type.String(),
  text: Type.String(),
  fingerprint: Type.String(),
  writtenBy: nullable(Officer),
  writtenAt: Moment,
})

const WayCounts = Type.Object({
  way: Type.Enum(Object.keys(footings)),
  footing: Type.Enum(['by-itself', ...networkKinds, 'never'], {
    description: 'What the way needs before the notice that the law asks for may rest on it',
  }),
  persons: Count,
  sent: Count,
  counted: Type.Integer({ minimum: 0, description: 'Of those sent, to whom it counts as notice' }),
  delivered: Count,
  seen: Count,
  refused: Count,
  unreachable: Count,
  uncertain: Count,
  unsent: Count,
})

const Group = Type.Object(
  {
    unitId: nullable(UnitId),
    unit: nullable(Type.String()),
    networks: Type.Array(
      Type.Object({
        kind: Type.Enum([...networkKinds]),
        name: Type.String(),
        since: Day,
        minutesNumber: Type.String(),
        minutesDate: Day,
        isLawful: Type.Boolean(),
      }),
    ),
    persons: Count,
    counted: Count,
    onlyExtra: Count,
    unreached: Count,
  },
  { description: 'A village or ward group; null for people of whom none is known' },
)

const Notice = Type.Object({
  broadcastId: Id,
  kind: Type.Enum([...provenKinds]),
  draftedBy: nullable(Officer),
  draftedAt: Moment,
  approvedBy: Officer,
  approvedAt: Moment,
  approvedAloneWhy: nullable(Type.String()),
  lateWhy: nullable(Type.String()),
  firstSentAt: nullable(Moment),
  lastSentAt: nullable(Moment),
  texts: Type.Array(Text),
  ways: Type.Array(WayCounts),
  groups: Type.Array(Group),
})

export const NoticeProof = Type.Object({
  proof: Type.Object(
    {
      dialogueId: Id,
      noticeCode: Type.String(),
      facts: Facts,
      unit: Type.Object({ id: UnitId, name: Type.String() }),
      audience: Type.Array(Type.String()),
      madeAt: Moment,
      law: nullable(Law),
      notices: Type.Array(Notice),
      groupLinks: Type.Array(Type.Object({ unit: Type.String(), openings: Count })),
    },
    {
      description:
        'Who was told, when, by which way, with which words, who wrote and approved them, and whether the law was kept',
    },
  ),
  digest: Type.String({
    description: 'SHA-256 in hex over `proof` as JSON with its keys in order and nothing between them',
  }),
  kept: Type.Array(Type.Object({ at: Type.String({ format: 'date-time' }), digest: Type.String() })),
})
