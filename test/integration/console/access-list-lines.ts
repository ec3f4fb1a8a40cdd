import { list, type Line } from './access-line.ts'

const names = [
  'questions',
  'items',
  'search',
  'dialogues',
  'overview',
  'silent',
  'answers',
  'announcements',
  'forms',
  'conclusions',
  'clocks',
  'handovers',
  'dialogue-requests',
  'plans',
  'syntheses',
  'audit',
  'officers',
]

/** Any list as a file. */
export const listLines: Readonly<Record<string, Line>> = Object.fromEntries(
  names.flatMap((name) => ['csv', 'xlsx'].map((format) => [`GET /console/lists/${name}.${format}`, list])),
)
