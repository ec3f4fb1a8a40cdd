import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawPoster, renderCard } from '../../../src/artefacts/index.ts'
import { fitText } from '../../../src/artefacts/lettering/fit-text.ts'
import { traceLine, widthOf } from '../../../src/artefacts/lettering/lettering.ts'
import { links, longestSession, sampleSheet } from './sample-sheet.ts'

const at = { x: 0, y: 100, size: 100, weight: 400 } as const
const bold = { size: 10, weight: 700 } as const

test('every letter of Vietnamese has an outline of its own, also when it comes decomposed', () => {
  const letters = Array.from(
    'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ',
  )
  const all = letters.flatMap((letter) => [letter, letter.toLocaleUpperCase('vi')])
  const outlines = all.map((letter) => traceLine(letter, at))
  expect(outlines.filter((one) => one === '')).toEqual([])
  expect(new Set(outlines).size).toBe(all.length)
  expect(all.map((letter) => traceLine(letter.normalize('NFD'), at))).toEqual(outlines)
})

test('what the font cannot write leaves no box behind', () => {
  expect(traceLine('🙂', at)).toBe('')
  expect(widthOf('a🙂', bold)).toBe(widthOf('a', bold))
})

test('a text is made smaller until it fits, and cut with an ellipsis only when it cannot', () => {
  const box = { width: 300, height: 100, sizes: [40, 10], weight: 700 } as const
  const short = fitText('Rác', box)
  expect(short).toMatchObject({ size: 40, lines: ['Rác'] })
  const long = fitText('Đối thoại về thu gom rác và vệ sinh ngõ phố năm hai nghìn', box)
  expect(long.size).toBeLessThan(40)
  expect(long.lines.join(' ')).toBe('Đối thoại về thu gom rác và vệ sinh ngõ phố năm hai nghìn')
  const endless = fitText('rác '.repeat(400), box)
  expect(endless.size).toBe(10)
  expect(endless.lines.at(-1)).toMatch(/…$/)
  for (const one of [short, long, endless]) {
    expect(one.height).toBeLessThanOrEqual(100)
    expect(one.lines.filter((line) => widthOf(line, { size: one.size, weight: 700 }) > 300)).toEqual([])
  }
})

test('an address without a space is broken rather than drawn over the edge', () => {
  const { lines } = fitText(`https://hop.example.vn/${'a'.repeat(90)}`, {
    width: 200,
    height: 500,
    sizes: [20, 20],
    weight: 400,
  })
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.filter((line) => widthOf(line, { size: 20, weight: 400 }) > 200)).toEqual([])
})

test.each([
  ['usual', {}],
  ['longest', longestSession],
  ['cancelled', { ...longestSession, state: 'cancelled', cancelledWhy: 'Bão đổ bộ. '.repeat(21) }],
] as const)('the %s session fits on one sheet and on one card, in letters and not in fonts', async (_name, changes) => {
  const poster = drawPoster(sampleSheet(changes), links)
  expect(poster).not.toContain('<text')
  expect(poster).not.toContain('font-family')
  expect(await sharp(Buffer.from(poster)).metadata()).toMatchObject({ format: 'svg', width: 2100, height: 2970 })
  const card = await renderCard(sampleSheet(changes), links)
  expect(await sharp(card).metadata()).toMatchObject({ format: 'png', width: 1080, height: 1350 })
  expect(card.length).toBeLessThan(300_000)
})

test('the title is told to those who cannot see the poster, and cannot break out of it', () => {
  const poster = drawPoster(sampleSheet({ title: 'Rác "và" <script>' }), links)
  expect(poster).toContain('aria-label="Rác &quot;và&quot; &lt;script&gt;')
})
