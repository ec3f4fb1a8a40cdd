import { Type } from 'typebox'
import { roles } from '../../kernel/actor.ts'
import { closed, Id, nullable, text, UnitId } from './shared.ts'

const levels = ['country', 'province', 'commune', 'group'] as const

const named = { id: UnitId, fullName: Type.String({ examples: ['Phường Cửa Nam'] }), level: Type.Enum([...levels]) }

export const UnitMatch = Type.Object({
  ...named,
  type: Type.String(),
  province: Type.String({ examples: ['Thành phố Hà Nội'] }),
  path: Type.Array(UnitId),
  match: Type.Object(
    {
      kind: Type.String({ description: 'A present or an old name' }),
      why: Type.String({ description: 'As written, by its beginning, by one typing error …' }),
      elsewhere: Type.Boolean({ description: 'What was written names another district or province' }),
      name: Type.String({ description: 'The name that fitted' }),
      district: Type.String(),
      share: nullable(Type.String({ description: 'How much of the old unit came here; ask unless `whole`' })),
    },
    { description: 'Why it was found' },
  ),
})

export const UnitMatches = Type.Object({ items: Type.Array(UnitMatch) })

export const UnitQuery = Type.Object(
  {
    q: Type.String({
      minLength: 1,
      maxLength: 200,
      examples: ['p. cua nam'],
      description: 'Any spelling, old names too',
    }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })),
    within: Type.Optional({ ...UnitId, description: 'Only this unit and what lies below it' }),
  },
  closed,
)

export const UnitParams = Type.Object({ id: UnitId }, closed)

export const Unit = Type.Object({
  ...named,
  type: Type.String(),
  code: nullable(Type.String()),
  path: Type.Array(UnitId),
  above: Type.Array(Type.Object(named), { description: 'From the country down' }),
  population: nullable(Type.Integer()),
  voters: nullable(Type.Integer()),
  validFrom: Type.String({ format: 'date' }),
  validUntil: nullable(Type.String({ format: 'date' })),
})

const Count = Type.Optional(Type.Integer({ minimum: 0, maximum: 9_999_999 }))

export const NewGroup = Type.Object(
  { fullName: text(120, 'With the word for its kind'), voters: Count, population: Count },
  { ...closed, examples: [{ fullName: 'Tổ dân phố số 5', voters: 412 }] },
)

export const Me = Type.Object({
  id: Id,
  name: Type.String(),
  login: Type.String(),
  title: nullable(Type.String()),
  language: Type.Enum(['vi', 'en']),
  roles: Type.Array(Type.Object({ role: Type.Enum([...roles]), unitId: UnitId, unitName: Type.String() }), {
    description: 'Each holds on the unit and what lies below it',
  }),
})
