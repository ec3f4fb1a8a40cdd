import { Type } from 'typebox'
import { decisions, standings } from '../../answers/index.ts'
import { opinionClasses } from '../../questions/index.ts'
import { closed, Id, nullable, UnitId } from './shared.ts'

const Day = Type.String({ format: 'date', maxLength: 10, examples: ['2026-11-20'] })
const Decision = Type.Enum([...decisions], {
  description: 'Tiếp thu; giải trình; giải quyết, tháo gỡ; chuyển; không tiếp thu',
})

const Given = Type.Object({ decision: Decision, answeredOn: Day, answeringBody: Type.String() })

/** Where an opinion stands: nobody's words, and not who sent it. */
export const QuestionStanding = Type.Object({
  id: Id,
  unitId: UnitId,
  dialogueId: nullable(Id),
  itemId: nullable(Id),
  opinionClass: Type.Enum([...opinionClasses]),
  isAskedAgain: Type.Boolean({ description: 'Its author said that the answer is none' }),
  answer: nullable(Given),
})

export const AnswerQuery = Type.Object(
  {
    unit: Type.Optional(UnitId),
    standing: Type.Optional(Type.Enum([...standings], { default: 'answered' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, default: 0 })),
  },
  closed,
)

export const AnswerList = Type.Object({
  items: Type.Array(
    Type.Object({
      itemId: Id,
      unitId: UnitId,
      number: Type.Integer(),
      title: nullable(Type.String()),
      opinions: Type.Integer(),
      supports: Type.Integer(),
      standing: Type.Enum([...standings]),
      decision: nullable(Decision),
      answeringBody: nullable(Type.String()),
      answeredOn: nullable(Day),
    }),
  ),
  counts: Type.Object(
    Object.fromEntries(
      standings.map((one) => [one, Type.Integer({ description: 'At most 1,001, which stands for more.' })]),
    ) as Record<(typeof standings)[number], ReturnType<typeof Type.Integer>>,
  ),
})
