import { Type } from 'typebox'
import { lengths, publicationWays } from '../../conclusions/index.ts'
import { closed, Id, Moment, nullable, Page, pageOf, text, UnitId } from './shared.ts'

const Day = Type.String({ format: 'date', maxLength: 10, examples: ['2026-11-20'] })
const ledgerParts = ['open', 'overdue', 'closed'] as const

export const ConclusionQuery = Type.Object(
  {
    unit: Type.Optional(UnitId),
    of: Type.Optional(
      Type.Enum([...ledgerParts], { default: 'open', description: 'What is open, what of it is late, what is closed' }),
    ),
    ...Page,
  },
  closed,
)

const common = {
  id: Id,
  number: Type.Integer(),
  words: Type.String(),
  ownerPost: Type.String({ description: 'The post that is responsible' }),
  dueOn: Day,
  state: Type.Enum(['open', 'done', 'dropped']),
  isOverdue: Type.Boolean(),
  closedOn: nullable(Day),
}

export const LedgerPage = pageOf(
  Type.Object({ ...common, dialogueId: Id, session: Type.String(), lastStep: nullable(Type.String()) }),
)

export const Conclusion = Type.Object({
  dialogueId: Id,
  unitId: UnitId,
  state: Type.Enum(['draft', 'asked', 'approved', 'published']),
  summary: Type.String(),
  publishedOn: nullable(Day),
  ways: Type.Array(Type.Enum([...publicationWays])),
  tasks: Type.Array(
    Type.Object({ ...common, steps: Type.Array(Type.Object({ words: Type.String(), notedAt: Moment })) }),
  ),
})

export const NewStep = Type.Object(
  {
    words: text(lengths.step, 'What was done; why, where it is not pursued'),
    as: Type.Optional(Type.Enum(['done', 'dropped'], { description: 'Closes the task' })),
  },
  closed,
)
