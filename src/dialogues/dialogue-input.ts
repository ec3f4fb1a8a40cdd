import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import type { DialogueFields } from './dialogue.ts'

type Optional =
  | 'topic'
  | 'isThematic'
  | 'plannedShares'
  | 'placeUnitId'
  | 'joinUrl'
  | 'endsAt'
  | 'collectionOpensAt'
  | 'agenda'
  | 'councilSession'
  | 'councilSessionId'
  | 'deputies'
  | 'audienceUnits'
  | 'audienceGroups'
  | 'pack'
  | 'capacity'

/** What an officer hands in; what may be left out has an obvious meaning. */
export type DialogueInput = { readonly unitId: string } & Omit<DialogueFields, Optional> &
  Partial<Pick<DialogueFields, Optional>>

/** What may be changed later: everything but the host's unit. */
export type DialogueChanges = Partial<DialogueFields>

const line = (text: string): string => normaliseText(text).replace(/\s+/gu, ' ').trim()
const paragraphs = (text: string): string =>
  normaliseText(text)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
const lineOrNull = (text: string | null | undefined): string | null => {
  const made = line(text ?? '')
  return made === '' ? null : made
}
const lines = (texts: readonly string[]): string[] => [...new Set(texts.map(line))].filter((text) => text !== '')

/** The fields as they are kept: one Unicode form, no stray spaces, nothing empty in lists. */
export const tidyFields = (fields: DialogueFields): DialogueFields => {
  const { summary, whyTakePart, whatBecomes, documents } = fields.pack
  return {
    ...fields,
    title: line(fields.title),
    topic: lineOrNull(fields.topic),
    place: line(fields.place),
    joinUrl: lineOrNull(fields.joinUrl),
    councilSession: lineOrNull(fields.councilSession),
    hotline: line(fields.hotline),
    hosts: fields.hosts
      .map((host) => ({ name: line(host.name), ...(host.chair?.trim() ? { chair: line(host.chair) } : {}) }))
      .filter((host) => host.name !== ''),
    agenda: fields.agenda.map((item) => ({
      minutes: item.minutes,
      what: line(item.what),
      ...(item.who?.trim() ? { who: line(item.who) } : {}),
    })),
    deputies: lines(fields.deputies),
    audienceUnits: lines(fields.audienceUnits),
    audienceGroups: lines(fields.audienceGroups),
    pack: {
      ...(summary?.trim() ? { summary: paragraphs(summary) } : {}),
      ...(whyTakePart?.trim() ? { whyTakePart: paragraphs(whyTakePart) } : {}),
      ...(whatBecomes?.trim() ? { whatBecomes: paragraphs(whatBecomes) } : {}),
      ...(documents && documents.length > 0
        ? { documents: documents.map(({ attachmentId, name }) => ({ attachmentId, name: line(name) })) }
        : {}),
    },
  }
}

/** A new record's fields with what was left out filled in. */
export const fieldsOf = (input: DialogueInput, now: Date): DialogueFields => {
  const { unitId, ...given } = input
  return tidyFields({
    isThematic: false,
    topic: null,
    plannedShares: {},
    placeUnitId: null,
    joinUrl: null,
    endsAt: null,
    collectionOpensAt: now,
    agenda: [],
    councilSession: null,
    councilSessionId: null,
    deputies: [],
    audienceUnits: [unitId],
    audienceGroups: [],
    pack: {},
    capacity: null,
    ...given,
  })
}
