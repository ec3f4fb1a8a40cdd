import { isId } from '../kernel/ids.ts'
import { modes, opinionClasses } from './dialogue-parts.ts'
import { dialogueTypes, legalBases, purposes, rhythms, type DialogueFields } from './dialogue.ts'
import { checkTimes } from './check-times.ts'
import { wrongField } from './wrong-field.ts'

// UTF-16 units. Together they keep the longest possible notice within the 2,000 that Zalo takes in one message.
export const longest = {
  title: 160,
  topic: 200,
  place: 200,
  joinUrl: 200,
  hostName: 120,
  chair: 80,
  councilSession: 160,
  deputy: 80,
  group: 80,
  agendaItem: 200,
  packPart: 2000,
  documentName: 120,
} as const

export const most = { hosts: 6, deputies: 20, groups: 20, agenda: 40, units: 200, documents: 10 } as const

/** Seats of the largest session. */
export const mostSeats = 100_000

const within = (field: string, text: string, max: number): void => {
  if (text.length > max) throw wrongField(field, 'tooLong', { max, length: text.length })
}

const needed = (field: string, text: string | null, max: number): void => {
  if (text === null || text === '') throw wrongField(field, 'empty')
  within(field, text, max)
}

const oneOf = (field: string, value: string, allowed: readonly string[]): void => {
  if (!allowed.includes(value)) throw wrongField(field, 'notOffered')
}

const atMost = (field: string, list: readonly unknown[], max: number): void => {
  if (list.length > max) throw wrongField(field, 'tooMany', { max, length: list.length })
}

/** Whether a text is one Vietnamese number that people can call: 024 3825 1234, +84 …, 1900 … */
export const isHotline = (text: string): boolean => {
  if (!/^\+?[\d\s.()-]{8,24}$/.test(text)) return false
  const digits = text.replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0')
  return /^0\d{9,10}$/.test(digits) || /^1[89]00\d{4,6}$/.test(digits)
}

const isJoinUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && url.protocol === 'https:' && url.username === '' && !/[\s<>"]/.test(text)
}

const checkKind = (fields: DialogueFields): void => {
  oneOf('type', fields.type, dialogueTypes)
  oneOf('rhythm', fields.rhythm, rhythms)
  oneOf('mode', fields.mode, modes)
  oneOf('legalBasis', fields.legalBasis, legalBases)
  oneOf('purpose', fields.purpose, purposes)
  if (fields.isThematic) needed('topic', fields.topic, longest.topic)
  else within('topic', fields.topic ?? '', longest.topic)
  if (fields.type === 'voter_contact') {
    needed('councilSession', fields.councilSession, longest.councilSession)
    if (fields.deputies.length === 0) throw wrongField('deputies', 'empty')
  } else within('councilSession', fields.councilSession ?? '', longest.councilSession)
}

const checkPlaceTexts = (fields: DialogueFields): void => {
  const isOnline = fields.mode === 'online' || fields.mode === 'hybrid'
  if (isOnline) needed('joinUrl', fields.joinUrl, longest.joinUrl)
  if (fields.joinUrl !== null) {
    within('joinUrl', fields.joinUrl, longest.joinUrl)
    if (!isJoinUrl(fields.joinUrl)) throw wrongField('joinUrl', 'notALink')
  }
  if (fields.mode === 'online') within('place', fields.place, longest.place)
  else needed('place', fields.place, longest.place)
}

const checkLists = (fields: DialogueFields): void => {
  if (fields.hosts.length === 0) throw wrongField('hosts', 'empty')
  atMost('hosts', fields.hosts, most.hosts)
  for (const host of fields.hosts) {
    within('hosts', host.name, longest.hostName)
    within('hosts', host.chair ?? '', longest.chair)
  }
  atMost('deputies', fields.deputies, most.deputies)
  for (const deputy of fields.deputies) within('deputies', deputy, longest.deputy)
  atMost('audienceGroups', fields.audienceGroups, most.groups)
  for (const group of fields.audienceGroups) within('audienceGroups', group, longest.group)
  atMost('agenda', fields.agenda, most.agenda)
  for (const item of fields.agenda) {
    needed('agenda', item.what, longest.agendaItem)
    within('agenda', item.who ?? '', longest.chair)
    if (!Number.isInteger(item.minutes) || item.minutes < 1 || item.minutes > 600) throw wrongField('agenda', 'minutes')
  }
  if (fields.audienceUnits.length === 0) throw wrongField('audienceUnits', 'empty')
  atMost('audienceUnits', fields.audienceUnits, most.units)
}

const checkShares = ({ plannedShares }: DialogueFields): void => {
  const entries = Object.entries(plannedShares)
  const classes: readonly string[] = opinionClasses
  const right = entries.every(
    ([name, share]) => classes.includes(name) && Number.isInteger(share) && share >= 0 && share <= 100,
  )
  const sum = entries.reduce((total, [, share]) => total + share, 0)
  if (!right || (entries.length > 0 && sum !== 100)) throw wrongField('plannedShares', 'shares', { sum })
}

const checkPack = ({ pack }: DialogueFields): void => {
  for (const name of ['summary', 'whyTakePart', 'whatBecomes'] as const)
    within('pack', pack[name] ?? '', longest.packPart)
  const documents = pack.documents ?? []
  const { length } = documents
  if (length > most.documents) throw wrongField('pack', 'tooManyDocuments', { max: most.documents, length })
  if (new Set(documents.map(({ attachmentId }) => attachmentId)).size < length) throw wrongField('pack', 'document')
  for (const document of documents) {
    if (document.name === '') throw wrongField('pack', 'documentName')
    within('pack', document.name, longest.documentName)
    if (!isId(document.attachmentId)) throw wrongField('pack', 'document')
  }
}

/**
 * Refuses fields that make no session, the first fault first, each with its form field. `keepsTime`: the time of the
 * session is not new, so it may have passed meanwhile.
 */
export const checkFields = (fields: DialogueFields, now: Date, keepsTime = false): void => {
  needed('title', fields.title, longest.title)
  checkKind(fields)
  checkTimes(fields, now, keepsTime)
  checkPlaceTexts(fields)
  checkLists(fields)
  checkShares(fields)
  checkPack(fields)
  const { capacity } = fields
  if (capacity !== null && (!Number.isInteger(capacity) || capacity < 1 || capacity > mostSeats)) {
    throw wrongField('capacity', 'capacity', { max: mostSeats })
  }
  if (!isHotline(fields.hotline)) throw wrongField('hotline', 'hotline')
}
