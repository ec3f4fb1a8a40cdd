import { sheetOf, type SessionSheet } from '../../../src/artefacts/index.ts'
import type { Dialogue } from '../../../src/dialogues/index.ts'
import { now, sampleDialogue } from '../dialogues/sample-fields.ts'

export const origin = 'https://nhipcau.example.vn'

export const links = {
  verify: `${origin}/verify/204812`,
  chats: [
    { name: 'zalo', url: 'https://zalo.me/2491302944280861639' },
    { name: 'web', url: `${origin}/chat?start=d_204812` },
  ],
} as const

export const sampleSheet = (changes: Partial<Dialogue> = {}): SessionSheet =>
  sheetOf(sampleDialogue(changes), 'Phường Cửa Nam', now)

const filled = (length: number): string =>
  'Đường Nguyễn Trường Tộ và ngõ phố Quốc Tử Giám '.repeat(9).slice(0, length).trim()

/** As long as the record allows, in words that are wide. */
export const longestSession: Partial<Dialogue> = {
  title: filled(160),
  topic: filled(200),
  place: filled(200),
  isThematic: true,
  type: 'voter_contact',
  hosts: [1, 2, 3, 4].map(() => ({ name: filled(120), chair: filled(80) })),
}
