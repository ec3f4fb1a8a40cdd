import { Type, type Static } from 'typebox'
import {
  dialogueTypes,
  legalBases,
  longest,
  modes,
  most,
  mostSeats,
  type OpinionClass,
  purposes,
  rhythms,
  states,
} from '../../dialogues/index.ts'
import { closed, Id, Moment, nullable, Page, pageOf, text, UnitId, Version } from './shared.ts'

const percent = Type.Optional(Type.Integer({ minimum: 0, maximum: 100 }))
const Shares = Type.Object(
  {
    livelihood: percent,
    party_building: percent,
    government_building: percent,
    idea: percent,
    question: percent,
  } satisfies Record<OpinionClass, typeof percent>,
  { ...closed, description: 'Percent of each opinion class that is planned for; 100 in all, or empty' },
)

const Host = Type.Object({ name: text(longest.hostName), chair: Type.Optional(text(longest.chair)) }, closed)
const AgendaItem = Type.Object(
  {
    minutes: Type.Integer({ minimum: 1, maximum: 600 }),
    what: text(longest.agendaItem),
    who: Type.Optional(text(longest.chair)),
  },
  closed,
)
const Pack = Type.Object(
  {
    summary: Type.Optional(text(longest.packPart)),
    whyTakePart: Type.Optional(text(longest.packPart)),
    whatBecomes: Type.Optional(text(longest.packPart)),
    documents: Type.Optional(
      Type.Array(Type.Object({ attachmentId: Id, name: text(longest.documentName) }, closed), {
        maxItems: most.documents,
        description:
          'Their order and titles; one that is left out is erased, and a new one is put up at `…/documents` first. Left out as a whole, they stay',
      }),
    ),
  },
  { ...closed, description: 'The policies concerned in plain words, why take part, what becomes of an opinion' },
)

const fields = {
  title: Type.String({ minLength: 1, maxLength: longest.title, examples: ['Đối thoại về thu gom rác thải'] }),
  type: Type.Enum([...dialogueTypes]),
  rhythm: Type.Enum([...rhythms]),
  isThematic: Type.Boolean(),
  topic: nullable(text(longest.topic)),
  mode: Type.Enum([...modes]),
  legalBasis: Type.Enum([...legalBases], { description: 'Selects the rules and deadlines' }),
  purpose: Type.Enum([...purposes]),
  plannedShares: Shares,
  hosts: Type.Array(Host, { minItems: 1, maxItems: 6 }),
  placeUnitId: nullable(UnitId),
  place: Type.String({ maxLength: longest.place, examples: ['Nhà văn hóa số 5 phố Cửa Nam'] }),
  joinUrl: nullable(text(longest.joinUrl, 'https address, for sessions held online or both ways')),
  startsAt: Moment,
  endsAt: nullable(Moment),
  collectionOpensAt: Moment,
  collectionClosesAt: Moment,
  agenda: Type.Array(AgendaItem, { maxItems: 40 }),
  councilSession: nullable(text(longest.councilSession)),
  councilSessionId: nullable(Id),
  deputies: Type.Array(text(longest.deputy), { maxItems: 20 }),
  audienceUnits: Type.Array(UnitId, { minItems: 1, maxItems: 200, description: 'Each with all that lies below it' }),
  audienceGroups: Type.Array(text(longest.group), { maxItems: 20 }),
  pack: Pack,
  hotline: Type.String({ minLength: 8, maxLength: 24, examples: ['024 3825 1234'] }),
  capacity: nullable(Type.Integer({ minimum: 1, maximum: mostSeats, description: 'Seats; null where nobody counts' })),
}

/** Every field of the record may be changed, the host's unit apart. */
export const DialogueChange = Type.Partial(Type.Object({ ...fields, version: Version }), {
  ...closed,
  examples: [{ version: 1, place: 'Trụ sở UBND phường Cửa Nam' }],
})

const { version: _version, ...changeable } = DialogueChange.properties

const withDefault = (value: string, description: string) => ({ default: value, description })

export const NewDialogue = Type.Object(
  {
    ...changeable,
    unitId: UnitId,
    title: fields.title,
    place: Type.Optional(fields.place),
    startsAt: fields.startsAt,
    hotline: fields.hotline,
    type: Type.Optional(Type.Enum([...dialogueTypes], { default: 'dialogue' })),
    rhythm: Type.Optional(Type.Enum([...rhythms], { default: 'periodic' })),
    mode: Type.Optional(Type.Enum([...modes], { default: 'in_person' })),
    legalBasis: Type.Optional(
      Type.Enum([...legalBases], withDefault('communal_dialogue', 'Must be said for voter contacts')),
    ),
    purpose: Type.Optional(Type.Enum([...purposes], { default: 'consult' })),
    hosts: Type.Optional(fields.hosts),
    collectionClosesAt: Type.Optional({ ...Moment, description: 'When questions close; as it begins unless told' }),
  },
  {
    ...closed,
    description: 'What may be left out becomes the usual session of the unit',
    examples: [
      {
        unitId: '00082',
        title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
        isThematic: true,
        topic: 'Thu gom rác thải sinh hoạt',
        startsAt: '2026-12-05T08:30:00+07:00',
        endsAt: '2026-12-05T11:30:00+07:00',
        collectionClosesAt: '2026-12-03T17:00:00+07:00',
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        hotline: '024 3825 1234',
      },
    ],
  },
)

export const Dialogue = Type.Object({
  id: Id,
  unitId: UnitId,
  state: Type.Enum([...states]),
  ...fields,
  noticeCode: Type.String({ description: 'Six digits that residents check a notice by', examples: ['204812'] }),
  cancelledWhy: nullable(Type.String()),
  noticeDue: nullable(
    Type.Enum(['announcement', 'change', 'cancellation'], { description: 'What people still have to be told' }),
  ),
  isCollecting: Type.Boolean({ description: 'Questions are taken in now' }),
  version: Type.Integer(),
  createdBy: Id,
  createdAt: Moment,
  updatedAt: Moment,
})

export const DialoguePage = pageOf(Dialogue)

export const DialogueQuery = Type.Object(
  {
    ...Page,
    unit: Type.Optional(UnitId),
    state: Type.Optional(Type.Enum([...states])),
  },
  closed,
)

export const Cancellation = Type.Object(
  { reason: text(240, 'Read to people as it is'), version: Type.Optional(Version) },
  { ...closed, examples: [{ reason: 'Bão số 10 đổ bộ, buổi đối thoại được dời sang tuần sau' }] },
)

export type NewDialogueBody = Static<typeof NewDialogue>
export type DialogueChangeBody = Static<typeof DialogueChange>

/** What a document may be sent as; its bytes decide what it is. */
export const documentTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/octet-stream',
] as const

export const File = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })
export const DocumentQuery = Type.Object({ name: text(longest.documentName, 'What people read as its title') }, closed)
export const DocumentParams = Type.Object({ id: Id, file: Id }, closed)
