import { expect, test } from 'vitest'
import { moveItem, moveSection, putItem, putSection, removeSection } from '../../../src/console/forms/edit-content.ts'
import { previewOf } from '../../../src/console/forms/preview-of.ts'
import { readItem, typedOf } from '../../../src/console/forms/read-item.ts'
import { contentOfTemplate, templateNames } from '../../../src/console/forms/templates.ts'
import { checkContent, itemsOf, type FormContent } from '../../../src/forms/index.ts'

const ids = (content: FormContent): readonly string[] => itemsOf(content).map(({ id }) => id)

const faultsOf = (name: (typeof templateNames)[number], inEnglish: boolean): readonly string[] =>
  checkContent(contentOfTemplate(name, inEnglish)).map(({ why, item }) => `${why} ${item ?? ''}`.trim())

test('each template may go out as it is, but for what only the officer knows', () => {
  for (const inEnglish of [false, true]) {
    expect(faultsOf('before_dialogue', inEnglish)).toEqual([])
    expect(faultsOf('satisfaction', inEnglish)).toEqual([])
    expect(faultsOf('community', inEnglish)).toEqual(['noText matter'])
    expect(faultsOf('other', inEnglish)).toEqual(['noTitle', 'noIntro', 'noQuestion'])
  }
  expect(templateNames.filter((name) => contentOfTemplate(name, false).isNoDecision)).toEqual(['community'])
})

test('a form without English holds no English word', () => {
  expect(JSON.stringify(contentOfTemplate('before_dialogue', false))).not.toContain('"en"')
  expect(JSON.stringify(contentOfTemplate('before_dialogue', true))).toContain('"en"')
})

test('items move within and over sections, and a section that goes leaves its items behind', () => {
  const two = putSection(contentOfTemplate('satisfaction', false), '', { vi: 'Phần hai' })
  const [first, added] = two.sections
  const before = ids(two)
  const moved = moveItem(two, 'age', 'down')
  expect(ids(moved)).toEqual(before)
  expect(moved.sections[1]?.items.map(({ id }) => id)).toEqual(['age'])
  expect(moveItem(moved, 'age', 'down')).toEqual(moved)
  expect(ids(moveItem(two, 'clear', 'up')).slice(0, 2)).toEqual(['clear', 'how'])
  expect(ids(moveSection(moved, added?.id ?? '', 'up'))[0]).toBe('age')
  expect(ids(removeSection(moved, first?.id ?? ''))).toEqual(before)
  expect(removeSection(removeSection(moved, first?.id ?? ''), added?.id ?? '').sections).toHaveLength(1)
})

test('an item read back from its own fields is the same, whatever its kind', () => {
  for (const name of templateNames) {
    for (const item of itemsOf(contentOfTemplate(name, true))) {
      if (item.id === 'matter') continue
      expect(readItem(item.kind, item.id, typedOf(item), item)).toEqual(item)
    }
  }
})

test('a choice that is reworded keeps its branch, a choice that is gone takes its branch along', () => {
  const content = contentOfTemplate('before_dialogue', false)
  const item = itemsOf(content).find(({ id }) => id === 'comes')
  if (item?.kind !== 'single') throw new Error('the template has changed')
  const typed = typedOf(item)
  const reworded = readItem(
    'single',
    'comes',
    { ...typed, choices: 'Có đến dự\nTheo dõi trực tuyến\nKhông dự được' },
    item,
  )
  expect(reworded).toMatchObject({ skips: item.skips, choices: [{ id: 'yes', text: { vi: 'Có đến dự' } }, {}, {}] })
  const shorter = readItem('single', 'comes', { ...typed, choices: 'Theo dõi trực tuyến\nKhông dự được' }, item)
  expect(shorter).toMatchObject({ skips: [{ when: 'online', to: 'sex' }] })
  expect(ids(putItem(content, shorter, ''))).toEqual(ids(content))
})

test('Zalo gets numbers and no buttons; Telegram the same words, and buttons of digits where the list is long', () => {
  const content = contentOfTemplate('before_dialogue', false)
  const zalo = previewOf(content, 'vi', 'zalo')
  const telegram = previewOf(content, 'vi', 'telegram')
  expect(zalo.map(({ text }) => text)).toEqual(telegram.map(({ text }) => text))
  expect(zalo.every(({ buttons }) => buttons.length === 0)).toBe(true)
  expect(telegram[0]?.buttons).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(telegram[1]?.buttons).toEqual(['1. kém hơn nhiều', '2. mức 2', '3. mức 3', '4. mức 4', '5. tốt hơn nhiều'])
  expect(zalo[3]?.text).toContain('Câu 4/7. Ông/bà có định tham dự buổi đối thoại không?')
  expect(zalo[3]?.text).not.toContain('BOQUA')
})
