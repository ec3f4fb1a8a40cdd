import {
  isCollecting,
  noticeDue,
  usualHosts,
  type Dialogue,
  type DialogueChanges,
  type DialogueInput,
} from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Unit } from '../units/index.ts'
import type { DialogueChangeBody, NewDialogueBody } from './schemas/dialogues.ts'

/** A session as programs read it. What people were told last is kept to ourselves: `noticeDue` says what it means. */
export const showDialogue = ({ told, ...dialogue }: Dialogue, now: Date) => ({
  ...dialogue,
  startsAt: dialogue.startsAt.toISOString(),
  endsAt: dialogue.endsAt?.toISOString() ?? null,
  collectionOpensAt: dialogue.collectionOpensAt.toISOString(),
  collectionClosesAt: dialogue.collectionClosesAt.toISOString(),
  createdAt: dialogue.createdAt.toISOString(),
  updatedAt: dialogue.updatedAt.toISOString(),
  noticeDue: noticeDue({ told, ...dialogue }),
  isCollecting: isCollecting(dialogue, now),
})

type MomentName = 'startsAt' | 'endsAt' | 'collectionOpensAt' | 'collectionClosesAt'
type Moments = { readonly [Name in MomentName]: DialogueChangeBody[Name] | undefined }

const momentsOf = ({ startsAt, endsAt, collectionOpensAt, collectionClosesAt }: Moments) => ({
  ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt) }),
  ...(endsAt === undefined ? {} : { endsAt: endsAt === null ? null : new Date(endsAt) }),
  ...(collectionOpensAt === undefined ? {} : { collectionOpensAt: new Date(collectionOpensAt) }),
  ...(collectionClosesAt === undefined ? {} : { collectionClosesAt: new Date(collectionClosesAt) }),
})

export const changesOf = ({ version: _version, ...body }: DialogueChangeBody): DialogueChanges => {
  const { startsAt, endsAt, collectionOpensAt, collectionClosesAt, ...rest } = body
  return { ...rest, ...momentsOf({ startsAt, endsAt, collectionOpensAt, collectionClosesAt }) }
}

/** What was left out becomes the usual session of a ward, as in the console's form. */
export const inputOf = (body: NewDialogueBody, unit: Unit): DialogueInput => {
  const startsAt = new Date(body.startsAt)
  if (body.type === 'voter_contact' && body.legalBasis === undefined) {
    // Whose deputies meet their voters decides the deadlines; a guess would be a wrong clock.
    throw new AppError('INVALID', 'a voter contact without its legal basis', {
      phrase: 'dialogues:wrong.empty',
      field: 'legalBasis',
    })
  }
  return {
    type: 'dialogue',
    rhythm: 'periodic',
    mode: 'in_person',
    legalBasis: 'communal_dialogue',
    purpose: 'consult',
    hosts: usualHosts(unit.fullName),
    place: '',
    collectionClosesAt: startsAt,
    ...changesOf(body),
    unitId: unit.id,
    title: body.title,
    hotline: body.hotline,
    startsAt,
  }
}
