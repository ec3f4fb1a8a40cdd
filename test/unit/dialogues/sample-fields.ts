import type { Dialogue, DialogueFields } from '../../../src/dialogues/index.ts'

export const now = new Date('2026-11-21T02:00:00Z')

export const sampleFields = (changes: Partial<DialogueFields> = {}): DialogueFields => ({
  title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
  type: 'dialogue',
  rhythm: 'periodic',
  isThematic: false,
  topic: null,
  mode: 'in_person',
  legalBasis: 'communal_dialogue',
  purpose: 'resolve',
  plannedShares: {},
  hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch' }],
  placeUnitId: null,
  place: 'Nhà văn hóa số 5 phố Cửa Nam',
  joinUrl: null,
  startsAt: new Date('2026-12-05T01:30:00Z'),
  endsAt: null,
  collectionOpensAt: new Date('2026-11-21T00:00:00Z'),
  collectionClosesAt: new Date('2026-12-03T10:00:00Z'),
  agenda: [],
  councilSession: null,
  councilSessionId: null,
  deputies: [],
  audienceUnits: ['00082'],
  audienceGroups: [],
  pack: {},
  hotline: '024 3825 1234',
  capacity: null,
  ...changes,
})

export const sampleDialogue = (changes: Partial<Dialogue> = {}): Dialogue => ({
  ...sampleFields(),
  id: '019a0000-0000-7000-8000-000000000001',
  unitId: '00082',
  state: 'announced',
  cancelledWhy: null,
  told: null,
  noticeCode: '204812',
  version: 1,
  createdBy: 'somebody',
  createdAt: now,
  updatedAt: now,
  ...changes,
})
