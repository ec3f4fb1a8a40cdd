import { Type } from 'typebox'
import { audiences, countings, formPurposes, formStates, limits, namings } from '../../forms/index.ts'
import { closed, Id, Moment, nullable, Page, pageOf, text, UnitId, Version } from './shared.ts'

const Words = (max: number) =>
  Type.Object({ vi: text(max), en: Type.Optional(Type.String({ maxLength: max })) }, closed)

const ItemId = Type.String({ pattern: '^[a-zA-Z0-9_-]{1,40}$' })

const asked = {
  id: ItemId,
  text: Words(limits.text),
  why: Type.Optional(Words(limits.why)),
  required: Type.Boolean(),
  skips: Type.Optional(
    Type.Array(Type.Object({ when: text(40), to: ItemId }, closed), {
      maxItems: limits.choices + 1,
      description: 'Where it goes on: `when` a choice, a step of the scale or `skipped`; `to` a later item or `end`',
    }),
  ),
}
const choices = Type.Array(Type.Object({ id: ItemId, text: Words(limits.choice) }, closed), {
  maxItems: limits.choices,
})
const step = Type.Integer({ minimum: 0, maximum: limits.scale })
const figure = Type.Integer({ minimum: 0, maximum: limits.number })

const Item = Type.Union([
  Type.Object({ kind: Type.Literal('note'), id: ItemId, text: Words(limits.text) }, closed),
  Type.Object(
    {
      kind: Type.Literal('single'),
      ...asked,
      choices,
      measures: Type.Optional(Type.Enum(['sex', 'age'], { description: 'Results are told apart by what is chosen' })),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('multiple'), ...asked, choices, most: Type.Optional(Type.Integer()) }, closed),
  Type.Object(
    {
      kind: Type.Literal('scale'),
      ...asked,
      from: step,
      to: step,
      low: Type.Optional(Words(limits.choice)),
      high: Type.Optional(Words(limits.choice)),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('ranking'), ...asked, choices, places: Type.Optional(Type.Integer()) }, closed),
  Type.Object({ kind: Type.Literal('number'), ...asked, least: figure, most: figure }, closed),
  Type.Object({ kind: Type.Enum(['short_text', 'long_text', 'voice', 'photo']), ...asked }, closed),
])

const Content = Type.Object(
  {
    title: Words(limits.title),
    intro: Words(limits.intro),
    inEnglish: Type.Boolean({ description: 'Whether every text is there in English too' }),
    isNoDecision: Type.Boolean({
      description: 'The law calls for a decision by households: the form says that it is none',
    }),
    sections: Type.Array(
      Type.Object(
        { id: ItemId, title: Words(limits.title), items: Type.Array(Item, { maxItems: limits.items }) },
        closed,
      ),
      { minItems: 1, maxItems: limits.sections },
    ),
  },
  closed,
)

const settings = {
  purpose: Type.Enum([...formPurposes]),
  dialogueId: nullable(Id),
  counts: Type.Enum([...countings], { description: 'Who counts: a household answers once, by whoever comes first' }),
  naming: Type.Enum([...namings]),
  audience: Type.Enum([...audiences]),
  isLive: Type.Boolean({ description: 'A poll in the hall' }),
  showsAnswered: Type.Boolean({ description: 'Heads of groups see who has answered; only of forms by name' }),
  smallestCell: Type.Integer({ minimum: 1, maximum: 50, description: 'Smaller numbers are kept back' }),
  opensAt: Moment,
  closesAt: Moment,
}

export const NewForm = Type.Object({ unitId: UnitId, ...settings, content: Content }, closed)

const shown = {
  id: Id,
  unitId: UnitId,
  state: Type.Enum([...formStates]),
  code: Type.String({ description: 'Six digits, as on posters and slips' }),
  title: Type.String(),
  ...settings,
  closedAt: nullable(Moment),
  openVersion: nullable(Type.Integer({ description: 'Version of the words that is answered' })),
  newestVersion: Type.Integer(),
  createdBy: Id,
  createdAt: Moment,
  approvedBy: nullable(Id),
  approvedAt: nullable(Moment),
  sentBackWhy: nullable(Type.String()),
  version: Version,
}

export const Form = Type.Object({ ...shown, content: Content })
export const FormPage = pageOf(Type.Object(shown))

export const FormQuery = Type.Object(
  { ...Page, state: Type.Optional(Type.Enum([...formStates])), unit: Type.Optional(UnitId) },
  closed,
)

export const Step = Type.Object({ version: Type.Optional(Version) }, closed)
export const Approval = Type.Object(
  { version: Type.Optional(Version), aloneBecause: Type.Optional(text(500, 'Why one person is enough')) },
  closed,
)

const Count = Type.Integer({ minimum: 0 })
const Shown = nullable(Type.Integer({ minimum: 0, description: 'Null: small, or would give a small number away' }))

export const Results = Type.Object({
  main: Type.Enum(['persons', 'households'], { description: 'What `reached`, `answered` and the tables count' }),
  total: Type.Object({ persons: Count, households: Count, aside: Count }),
  ways: nullable(Type.Object({ digital: Count, paper: Count })),
  questions: Type.Array(
    Type.Object({
      id: ItemId,
      kind: Type.String(),
      text: Type.String(),
      isChanged: Type.Boolean({ description: 'Its words or choices were others in an earlier version' }),
      reached: Count,
      answered: Count,
      passed: Count,
      isWithheld: Type.Boolean(),
      values: Type.Array(
        Type.Object({
          value: Type.String(),
          persons: Shown,
          households: Shown,
          aside: Shown,
          places: Type.Array(Shown, { description: 'Of a ranking: how many put it first, second …' }),
        }),
      ),
      tables: Type.Array(
        Type.Object({
          split: Type.String(),
          rows: Type.Array(
            Type.Object({
              cell: Type.String(),
              base: Shown,
              counts: Type.Array(Shown, { description: 'In the order of `values`' }),
            }),
          ),
        }),
      ),
      withheld: Type.Array(Type.String(), { description: 'Splits that are there and cannot be shown' }),
    }),
  ),
  places: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), residents: Count, answered: Shown })),
  elsewhere: Count,
})
