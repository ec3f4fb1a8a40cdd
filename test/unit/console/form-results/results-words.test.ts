import { describe, expect, it } from 'vitest'
import { resultsWords } from '../../../../src/console/form-results/results-words.ts'
import type { Form, FormContent, FormItem, FormResults, QuestionResults } from '../../../../src/forms/index.ts'

const asked = (id: string): Extract<FormItem, { kind: 'single' }> => ({
  kind: 'single',
  id,
  text: { vi: `Câu ${id}?` },
  required: true,
  choices: [
    { id: 'yes', text: { vi: 'Có' } },
    { id: 'no', text: { vi: 'Không' } },
  ],
})

const contentOf = (items: readonly FormItem[]): FormContent => ({
  title: { vi: 'Thu gom rác' },
  intro: { vi: '…' },
  inEnglish: false,
  isNoDecision: true,
  sections: [{ id: 's', title: { vi: '' }, items }],
})

const counted = (item: QuestionResults['item'], yes: number | null, no: number | null): QuestionResults => ({
  item,
  isChanged: false,
  isWithheld: false,
  reached: 1_200,
  answered: 1_000,
  passed: 200,
  values: [
    { value: 'yes', counts: { persons: yes, households: 0, aside: 0 }, places: [] },
    { value: 'no', counts: { persons: no, households: 0, aside: 0 }, places: [] },
  ],
  tables: [],
  withheld: [],
})

const told = (questions: readonly QuestionResults[], items: readonly FormItem[]) => ({
  form: { code: '123456' } as Form,
  contents: [contentOf(items)],
  results: {
    main: 'persons',
    total: { persons: 1_200, households: 0, aside: 0 },
    ways: null,
    questions,
    places: [],
    elsewhere: 0,
  } satisfies FormResults,
})

describe('the words of results', () => {
  it('say how many answered, what was asked and how many chose what, in the order that it was asked in', () => {
    const item = asked('a')
    expect(resultsWords('vi', told([counted(item, 300, 700)], [item]))).toBe(
      [
        'Phiếu xin ý kiến “Thu gom rác” đã có 1.200 người trả lời.',
        '',
        'Câu a? (1.000 người trả lời câu này)',
        '- Có: 300 (30%)',
        '- Không: 700 (70%)',
        '',
        'Đây là xin ý kiến, không phải quyết định của cộng đồng dân cư.',
      ].join('\n'),
    )
  })

  it('keep back what the page keeps back, and say so', () => {
    const [item, other] = [asked('a'), asked('b')]
    const text = resultsWords(
      'vi',
      told([counted(item, null, null), { ...counted(other, 600, 400), isWithheld: true, values: [] }], [item, other]),
    )
    expect(text).not.toContain('- Có')
    expect(text).not.toContain('Câu b')
    expect(text).toContain('Những số rất nhỏ không nêu')
  })

  it('leave questions out at the end rather than be longer than a letter', () => {
    const items = Array.from({ length: 40 }, (_, at) => asked(`số ${at} về việc thu gom rác ở khu dân cư`))
    const text = resultsWords(
      'vi',
      told(
        items.map((item) => counted(item, 500, 500)),
        items,
      ),
    )
    expect(text.length).toBeLessThanOrEqual(1_350)
    expect(text).toContain('Câu số 0 ')
    expect(text).not.toContain('Câu số 39 ')
    expect(text).toContain('Các câu còn lại')
  })
})
