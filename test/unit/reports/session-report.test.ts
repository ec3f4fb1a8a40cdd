import { expect, test } from 'vitest'
import type { Dialogue } from '../../../src/dialogues/index.ts'
import { fillTemplate, standardTemplates } from '../../../src/documents/index.ts'
import type { CollectionBalance, ReportFacts } from '../../../src/reports/index.ts'
import { reportValues } from '../../../src/reports/session-report.ts'

const dialogue = {
  title: 'Thu gom rác',
  type: 'dialogue',
  place: 'Nhà văn hóa số 5',
  startsAt: new Date('2026-12-05T01:30:00Z'),
  mode: 'in_person',
  legalBasis: 'communal_dialogue',
  topic: null,
  joinUrl: null,
  endsAt: null,
  collectionOpensAt: new Date('2026-11-20T00:00:00Z'),
  collectionClosesAt: new Date('2026-12-04T10:00:00Z'),
  agenda: [],
  pack: {},
  hotline: '024 3825 0000',
  noticeCode: '204812',
  hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch' }],
} as unknown as Dialogue

const balance: CollectionBalance = {
  received: 577,
  answeredAlone: 31,
  answeredJoined: 400,
  transferred: 20,
  refused: 10,
  withdrawn: 5,
  erased: 2,
  pending: 109,
  supports: 12,
  fromForms: 0,
  leaves: 577,
  faults: [],
}
const facts: ReportFacts = {
  persons: 420,
  unknown: 80,
  households: 1_250,
  byClass: [{ opinionClass: 'livelihood', n: 500 }],
  byTopic: [{ name: 'Vệ sinh môi trường', n: 300 }],
  silent: ['Tổ dân phố số 7'],
  groups: 12,
  root: { size: 577, hex: 'ab'.repeat(32), closedAt: new Date('2026-12-05T03:00:00Z') },
}
const units = {
  unit: { id: '00004', fullName: 'Phường Cửa Nam', level: 'commune', path: ['vn', '01', '00004'] },
  above: { id: '01', fullName: 'Thành phố Hà Nội', level: 'province', path: ['vn', '01'] },
} as unknown as Pick<Parameters<typeof reportValues>[0], 'unit' | 'above'>

const wordsOf = (changes: { balance?: CollectionBalance; facts?: ReportFacts } = {}): string => {
  const session = { dialogue, agenda: [], participants: [], came: 96, ...units }
  const values = reportValues({ ...session, balance, facts, ...changes })
  return JSON.stringify(fillTemplate(standardTemplates.session_report, values, '2026-12-08'))
}

test('each part stands with its base, and the three ways of counting are never added', () => {
  const words = wordsOf()
  expect(words).toContain('31/577, bằng 5,4%')
  expect(words).toContain('của 420 người hệ thống biết và 80 ý kiến không ghi người gửi')
  expect(words).toContain('1.250 hộ')
  expect(words).toContain('không cộng với nhau')
  expect(words).toContain('12 lượt người dân cho biết cùng quan tâm, không tính vào số ý kiến')
  // The class is a share of what is still valid, neither withdrawn nor erased.
  expect(words).toContain('500/570, bằng 87,7%')
})

test('who was not heard is named, and the root by which everybody can check is printed', () => {
  const words = wordsOf()
  expect(words).toContain('1/12, bằng 8,3% thôn, tổ dân phố: Tổ dân phố số 7')
  expect(words).toContain(`Sổ chốt ngày 05/12/2026 gồm 577 dòng, dấu của sổ: ${'ab'.repeat(32)}`)
  expect(wordsOf({ facts: { ...facts, root: null, silent: [] } })).toContain('Sổ biên nhận của cuộc chưa chốt')
})

test('a session to which nobody wrote has a report without shares of nothing', () => {
  const none: CollectionBalance = {
    received: 0,
    answeredAlone: 0,
    answeredJoined: 0,
    transferred: 0,
    refused: 0,
    withdrawn: 0,
    erased: 0,
    pending: 0,
    supports: 0,
    fromForms: 0,
    leaves: 0,
    faults: [],
  }
  const words = wordsOf({
    balance: none,
    facts: { ...facts, persons: 0, unknown: 0, households: null, byClass: [], byTopic: [], silent: [], root: null },
  })
  expect(words).not.toMatch(/NaN|∞|%/)
  expect(words).toContain('Đã tiếp nhận 0 ý kiến, kiến nghị')
})
