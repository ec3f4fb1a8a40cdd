import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { heightOf, twoPages } from '../../../src/preparation/brief-size.ts'
import type { Brief, BriefTopic } from '../../../src/preparation/brief.ts'
import { briefBlocks, makeDocument } from '../../../src/preparation/index.ts'
import type { Item } from '../../../src/questions/index.ts'

const words =
  'Đề nghị phường sớm giải quyết dứt điểm tình trạng lấn chiếm vỉa hè, lòng đường làm nơi kinh doanh, để xe trái phép '
const text = (length: number): string => words.repeat(Math.ceil(length / words.length)).slice(0, length)

const item = (number: number, title: number): Item =>
  ({
    id: `i${number}`,
    number,
    title: text(title),
    opinionCount: 120,
    supportCount: 340,
    weight: 10,
    competence: 'province',
    competentBody: `Sở Xây dựng thành phố ${number}`,
  }) as unknown as Item

const topic = (at: number, full: number): BriefTopic => ({
  topicId: `t${at}`,
  name: { vi: 'Trật tự đô thị, lấn chiếm vỉa hè, lòng đường', en: 'Order in the streets' },
  isSensitive: true,
  isHotSpot: true,
  isRisk: true,
  weight: 10,
  opinions: 1_234,
  persons: 1_180,
  unknown: 54,
  supports: 2_345,
  areas: Array.from({ length: 12 }, (_, n) => ({ name: `Tổ dân phố số ${n + 1} khu Tây Nam`, count: 90 + n })),
  matters: [1, 2, 3].map((n) => item(at * 10 + n, full)),
  matterCount: 12,
  wordings: [text(full * 2), text(full * 2)],
})

const dialogue = {
  id: 'd',
  title: 'Đối thoại định kỳ với Nhân dân về vệ sinh môi trường, trật tự đô thị và thoát nước, chống ngập',
  startsAt: new Date('2026-12-04T07:00:00Z'),
  place: 'Hội trường tầng 2, trụ sở Ủy ban nhân dân phường Cửa Nam',
}

const brief = (topics: number, full: number, more: number): Brief =>
  ({
    dialogue,
    unitName: 'Phường Cửa Nam',
    madeAt: new Date('2026-12-03T07:00:00Z'),
    received: 9_876,
    waiting: 12,
    kept: 9_800,
    supports: 23_450,
    matterCount: 96,
    topics: Array.from({ length: topics }, (_, at) => topic(at + 1, full)),
    furtherTopics: 4,
    furtherOpinions: 321,
    classes: ['party_building', 'government_building', 'livelihood', 'idea', 'question'].map((opinionClass) => ({
      opinionClass,
      count: 1_960,
      planned: 20,
      isLacking: true,
    })),
    former: {
      id: 'f',
      title: 'Đối thoại định kỳ quý III về thu gom rác',
      startsAt: new Date('2026-09-04T07:00:00Z'),
      endsAt: null,
      state: 'held',
      resultAt: null,
      resultDay: '2026-09-20',
      isLate: true,
    },
    carried: Array.from({ length: more }, (_, n) => ({
      id: `c${n}`,
      words: text(300),
      ownerPost: 'Phó Chủ tịch Ủy ban nhân dân phường phụ trách đô thị',
      dueOn: '2026-11-10',
      isLate: n % 2 === 0,
    })),
    competent: Array.from({ length: more }, (_, n) => ({
      competence: 'province',
      body: `Sở Nông nghiệp và Môi trường thành phố Hà Nội ${n}`,
      numbers: Array.from({ length: 30 }, (_x, at) => at + 1),
    })),
    participants: Array.from({ length: more }, (_, n) => ({
      id: `p${n}`,
      role: 'agency',
      name: 'Nguyễn Thị Minh Khai',
      title: 'Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị',
      body: 'Ủy ban nhân dân phường Cửa Nam',
      attends: 'asked',
    })),
    requests: Array.from({ length: more }, (_, n) => ({
      id: `r${n}`,
      state: 'answered',
      body: 'Phòng Kinh tế, Hạ tầng và Đô thị',
      about: text(120),
      dueOn: '2026-12-01',
      answer: [text(400), text(400), text(400), text(400)].join('\n'),
    })),
  }) as unknown as Brief

const cases = [
  [1, 40, 0],
  [4, 80, 2],
  [8, 60, 4],
  [8, 110, 8],
  [8, 120, 20],
  [8, 120, 60],
] as const

test.each(cases)(
  'a brief of %d topics with titles of %d letters and %d of everything else fits on two pages',
  async (topics, full, more) => {
    for (const locale of ['vi', 'en'] as const) {
      const made = briefBlocks(locale, brief(topics, full, more))
      expect(heightOf(made.blocks)).toBeLessThanOrEqual(twoPages)
      // To be opened and looked at: the estimate is only as good as the paper.
      if (process.env['KEEP_BRIEFS'] !== undefined) {
        const file = await makeDocument({ ...made, at: new Date(0), isCompact: true })
        await writeFile(`${process.env['KEEP_BRIEFS']}/${locale}-${topics}-${full}-${more}.docx`, file)
      }
    }
  },
)

test('what did not fit is counted in it, and a small brief leaves nothing out', () => {
  const full = JSON.stringify(briefBlocks('vi', brief(8, 120, 60)).blocks)
  for (const said of ['chủ đề khác', 'vấn đề khác', 'người, cơ quan khác', 'đề nghị khác']) expect(full).toContain(said)
  // Who was asked by name is not crowded out by bodies.
  for (const said of ['Sở Nông nghiệp và Môi trường', 'Nguyễn Thị Minh Khai']) expect(full).toContain(said)
  const small = JSON.stringify(briefBlocks('vi', brief(2, 40, 3)).blocks)
  for (const said of ['người, cơ quan khác', 'đề nghị khác']) expect(small).not.toContain(said)
})
