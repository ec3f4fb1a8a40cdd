import type { AgendaItem, Dialogue, DialogueFields, HostBody, PlannedShares } from '../../dialogues/index.ts'
import { opinionClasses } from '../../dialogues/index.ts'
import { listOf, textOf, type Form } from '../forms.ts'
import { momentParts, readMoment } from '../moment-field.ts'

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** "Ủy ban nhân dân phường; Ông Nguyễn Văn A, Chủ tịch": body and, behind a semicolon, who chairs. */
const readHost = (line: string): HostBody => {
  const [name = '', chair = ''] = line.split(';').map((part) => part.trim())
  return chair === '' ? { name } : { name, chair }
}

/** "15; Thông báo kết quả kỳ trước; Chủ tịch phường": minutes, what, who. */
const readAgendaItem = (line: string): AgendaItem => {
  const [minutes = '', what = '', who = ''] = line.split(';').map((part) => part.trim())
  const count = /^\d{1,4}/.exec(minutes)
  return { minutes: count ? Number(count[0]) : Number.NaN, what, ...(who === '' ? {} : { who }) }
}

const readShares = (form: Form): PlannedShares => {
  const entries = opinionClasses.flatMap((name): [string, number][] => {
    const text = textOf(form, `share_${name}`).trim()
    return text === '' ? [] : [[name, Number(text.replace(/\s*%$/, ''))]]
  })
  return Object.fromEntries(entries)
}

/** Null when empty; what is no number is left for the verb to refuse. */
const readCount = (text: string): number | null => {
  const bare = text.replace(/[\s.]/gu, '')
  return bare === '' ? null : Number(bare)
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

/** The record of a session from its form. What makes no sense is left for the verb to refuse beside its field. */
export const readDialogueForm = (form: Form, unitId: string, now: Date): DialogueFields => {
  const startsAt = readMoment(form, 'startsAt', now) ?? new Date(Number.NaN)
  const groups = listOf(form, 'audienceUnits').filter((id) => id !== '')
  return {
    title: textOf(form, 'title'),
    type: textOf(form, 'type') as DialogueFields['type'],
    rhythm: textOf(form, 'rhythm') as DialogueFields['rhythm'],
    isThematic: textOf(form, 'isThematic') === 'yes',
    topic: orNull(textOf(form, 'topic')),
    mode: textOf(form, 'mode') as DialogueFields['mode'],
    legalBasis: textOf(form, 'legalBasis') as DialogueFields['legalBasis'],
    purpose: textOf(form, 'purpose') as DialogueFields['purpose'],
    plannedShares: readShares(form),
    hosts: linesOf(textOf(form, 'hosts')).map(readHost),
    placeUnitId: orNull(textOf(form, 'placeUnitId')),
    place: textOf(form, 'place'),
    joinUrl: orNull(textOf(form, 'joinUrl')),
    startsAt,
    endsAt: readMoment(form, 'endsAt', now),
    collectionOpensAt: readMoment(form, 'collectionOpensAt', now) ?? now,
    // The usual meaning of an empty field: questions are taken until the session begins.
    collectionClosesAt: readMoment(form, 'collectionClosesAt', now) ?? startsAt,
    agenda: linesOf(textOf(form, 'agenda')).map(readAgendaItem),
    councilSession: orNull(textOf(form, 'councilSession')),
    councilSessionId: orNull(textOf(form, 'councilSessionId')),
    deputies: linesOf(textOf(form, 'deputies')),
    audienceUnits: textOf(form, 'audience') === 'groups' ? groups : [unitId],
    audienceGroups: linesOf(textOf(form, 'audienceGroups')),
    pack: {
      summary: textOf(form, 'pack_summary'),
      whyTakePart: textOf(form, 'pack_whyTakePart'),
      whatBecomes: textOf(form, 'pack_whatBecomes'),
    },
    hotline: textOf(form, 'hotline'),
    capacity: readCount(textOf(form, 'capacity')),
  }
}

/** A record as its form shows it. */
export const dialogueAsForm = (dialogue: Dialogue): Form => ({
  title: dialogue.title,
  type: dialogue.type,
  rhythm: dialogue.rhythm,
  ...(dialogue.isThematic ? { isThematic: 'yes' } : {}),
  topic: dialogue.topic ?? '',
  mode: dialogue.mode,
  legalBasis: dialogue.legalBasis,
  purpose: dialogue.purpose,
  ...Object.fromEntries(
    Object.entries(dialogue.plannedShares).map(([name, share]) => [`share_${name}`, String(share)]),
  ),
  hosts: dialogue.hosts.map((host) => (host.chair ? `${host.name}; ${host.chair}` : host.name)).join('\n'),
  placeUnitId: dialogue.placeUnitId ?? '',
  place: dialogue.place,
  joinUrl: dialogue.joinUrl ?? '',
  ...momentParts('startsAt', dialogue.startsAt),
  ...momentParts('endsAt', dialogue.endsAt),
  ...momentParts('collectionOpensAt', dialogue.collectionOpensAt),
  ...momentParts('collectionClosesAt', dialogue.collectionClosesAt),
  agenda: dialogue.agenda.map(({ minutes, what, who }) => [minutes, what, ...(who ? [who] : [])].join('; ')).join('\n'),
  councilSession: dialogue.councilSession ?? '',
  councilSessionId: dialogue.councilSessionId ?? '',
  deputies: dialogue.deputies.join('\n'),
  audience: dialogue.audienceUnits.includes(dialogue.unitId) ? 'whole' : 'groups',
  audienceUnits: dialogue.audienceUnits,
  audienceGroups: dialogue.audienceGroups.join('\n'),
  pack_summary: dialogue.pack.summary ?? '',
  pack_whyTakePart: dialogue.pack.whyTakePart ?? '',
  pack_whatBecomes: dialogue.pack.whatBecomes ?? '',
  hotline: dialogue.hotline,
  capacity: dialogue.capacity === null ? '' : String(dialogue.capacity),
  version: String(dialogue.version),
})
