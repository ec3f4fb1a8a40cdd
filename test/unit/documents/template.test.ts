import { expect, test } from 'vitest'
import {
  documentKinds,
  fillTemplate,
  knownFields,
  standardTemplates,
  type Template,
} from '../../../src/documents/index.ts'
import { templateFaults } from '../../../src/documents/template.ts'
import en from '../../../locales/en/documents.json' with { type: 'json' }
import vi from '../../../locales/vi/documents.json' with { type: 'json' }

const known = { words: ['ten', 'ngay', 'so'], blocks: ['bang'] }
const plain: Template = {
  ...standardTemplates.notice,
  superior: '',
  issuer: 'Ủy ban',
  place: 'Cửa Nam',
  abstract: 'Về <ten>',
  body: 'Cuộc <ten>.',
  recipients: 'Lưu: VT.',
}
const blocksOf = (body: string, values: Record<string, string> = {}) =>
  fillTemplate({ ...plain, body }, { ten: 'Rác', ...values }, '2026-12-01').blocks

test.each(documentKinds)(
  'the standard template of %s holds only what it knows and what has a name in both languages',
  (kind) => {
    expect(templateFaults(standardTemplates[kind], knownFields[kind])).toEqual([])
    for (const name of [...knownFields[kind].words, ...knownFields[kind].blocks]) {
      expect(vi).toHaveProperty([`field.${name}`])
      expect(en).toHaveProperty([`field.${name}`])
    }
  },
)

test('a line with a field that has no value is left out, and so is a heading that nothing follows', () => {
  expect(blocksOf('# Một\nSố <so> dòng.\n# Hai\nCuộc <ten>.', { so: '' })).toEqual([
    { kind: 'heading', text: 'Hai' },
    { kind: 'text', text: 'Cuộc Rác.' },
  ])
})

test('the numbers of headings go on where one was left out', () => {
  const headings = blocksOf('# I. A\nx\n# 1. a\n<so>\n# 2. b\nx\n# II. B\n<so>\n# III. C\n# 1. c\nx\nx', { so: '' })
    .filter(({ kind }) => kind === 'heading')
    .map((block) => ('text' in block ? block.text : ''))
  expect(headings).toEqual(['I. A', '1. b', 'II. C', '1. c'])
  expect(blocksOf('# I. A\nx\n# II. B\n<so>\n# III. C\nx', { so: '' })).toContainEqual({
    kind: 'heading',
    text: 'II. C',
  })
})

test('a lone # ends the last part, so that closing words stand under no heading', () => {
  expect(blocksOf('# I. A\nx\n# II. B\n<so>\n#\nTrân trọng.', { so: '' })).toEqual([
    { kind: 'heading', text: 'I. A' },
    { kind: 'text', text: 'x' },
    { kind: 'text', text: 'Trân trọng.' },
  ])
  expect(blocksOf('# I. A\n<so>\n#', { so: '' })).toEqual([])
})

test('points that follow one another are one list, and a table stands where its field stands alone', () => {
  const table = { kind: 'table', head: ['a'], rows: [['b']], widths: [100] } as const
  const { blocks } = fillTemplate(
    { ...plain, body: '- một\n- hai <ten>\n<bang>\nxong' },
    { ten: 'Rác', bang: [table] },
    '2026-12-01',
  )
  expect(blocks).toEqual([{ kind: 'list', items: ['một', 'hai Rác'] }, table, { kind: 'text', text: 'xong' }])
})

test('a resident’s words that look like a field or a heading stay words', () => {
  expect(blocksOf('Hỏi: <ten>', { ten: '<so> # ngõ 5' })).toEqual([{ kind: 'text', text: 'Hỏi: <so> # ngõ 5' }])
})

test.each([
  ['an unknown field', { body: 'Cuộc <ten_cuoc>.' }, { text: 'body', why: 'unknown', field: 'ten_cuoc' }],
  ['a table within a sentence', { body: 'Xem <bang> sau.' }, { text: 'body', why: 'notAlone', field: 'bang' }],
  ['a table outside the body', { abstract: '<bang>' }, { text: 'abstract', why: 'unknown', field: 'bang' }],
  ['no body', { body: ' ' }, { text: 'body', why: 'empty' }],
  ['a Party signature of a State office', { authority: 'T/M BAN' }, { text: 'authority', why: 'stateForm' }],
  [
    'a State signature of the Party',
    { family: 'party', authority: 'TM. BAN' },
    { text: 'authority', why: 'partyForm' },
  ],
] as const)('%s is refused by name', (_what, change, fault) => {
  expect(templateFaults({ ...plain, ...change }, known)).toEqual([fault])
})
