import { Type } from 'typebox'
import { opinionChannels, opinionClasses, shownNameMax, wordsMax } from '../../questions/index.ts'
import { closed, Id, Moment, nullable, Page, pageOf, text, UnitId } from './shared.ts'

const namings = ['sealed', 'anonymous', 'named'] as const
const states = ['received', 'withdrawn', 'erased'] as const

const OpinionClass = Type.Enum([...opinionClasses], {
  description: 'Phản ánh dân sinh, góp ý xây dựng Đảng, góp ý xây dựng chính quyền, hiến kế, câu hỏi',
})
const Naming = Type.Enum([...namings], { default: 'sealed', description: 'How the author is shown' })

export const Question = Type.Object({
  id: Id,
  unitId: UnitId,
  unitName: nullable(Type.String()),
  dialogueId: nullable(Id),
  opinionClass: OpinionClass,
  naming: Naming,
  name: nullable(Type.String({ description: 'Only of those who chose to be named' })),
  state: Type.Enum([...states]),
  isHeld: Type.Boolean({ description: 'Waits for a person to look' }),
  channel: Type.Enum([...opinionChannels]),
  isEnteredByOfficer: Type.Boolean(),
  language: Type.String(),
  receivedAt: Moment,
  isDayOnly: Type.Boolean({ description: 'Of an anonymous opinion only the day is known' }),
  text: nullable(Type.String({ description: 'As it was handed in; null where the officer may not read it' })),
  wordings: nullable(
    Type.Array(
      Type.Object({ source: Type.Enum(['author', 'officer', 'transcript']), text: Type.String(), at: Moment }),
      {
        description: 'All wordings in the order they came',
      },
    ),
  ),
  files: Type.Array(Type.Object({ id: Id, state: Type.String(), mediaType: nullable(Type.String()) })),
})

export const QuestionPage = pageOf(Question)

export const QuestionQuery = Type.Object(
  {
    ...Page,
    opinionClass: Type.Optional(OpinionClass),
    channel: Type.Optional(Type.Enum([...opinionChannels])),
    naming: Type.Optional(Type.Enum([...namings])),
    state: Type.Optional(Type.Enum([...states], { default: 'received' })),
    held: Type.Optional(Type.Boolean({ default: false })),
  },
  closed,
)

export const NewQuestion = Type.Object(
  {
    unitId: Type.Optional({ ...UnitId, description: 'The unit concerned; that of the session unless told' }),
    dialogueId: Type.Optional({ ...Id, description: 'A session that takes in questions now' }),
    opinionClass: OpinionClass,
    naming: Type.Optional(Naming),
    name: Type.Optional(text(shownNameMax, 'Needed when `naming` is `named`')),
    text: text(wordsMax, 'The person’s own words'),
    channel: Type.Optional(
      Type.Enum(['desk', 'phone', 'paper'], { default: 'desk', description: 'They came, called or wrote on paper' }),
    ),
    language: Type.Optional(Type.Enum(['vi', 'en'], { default: 'vi' })),
  },
  {
    ...closed,
    examples: [
      {
        unitId: '00082',
        opinionClass: 'question',
        channel: 'phone',
        text: 'Bao giờ phường sửa cống ở ngõ 12?',
      },
    ],
  },
)

/** What stands on the slip that the person takes home. The words are not said back. */
export const Receipt = Type.Object({
  id: Id,
  code: Type.String({
    description: 'Tells it to the person; of an anonymous one it is kept nowhere else',
    examples: ['4821 9370 6514'],
  }),
  unitId: UnitId,
  dialogueId: nullable(Id),
  opinionClass: OpinionClass,
  naming: Naming,
  channel: Type.Enum(['desk', 'phone', 'paper']),
  receivedAt: Moment,
  verifyPath: Type.String({ examples: ['/verify/482193706514'] }),
})
