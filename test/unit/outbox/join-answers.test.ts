import { expect, test } from 'vitest'
import type { OutgoingMessage } from '../../../src/channels/port.ts'
import type { Candidate } from '../../../src/outbox/claim-store.ts'
import type { Follower } from '../../../src/outbox/claim-store.ts'
import { joinable, joinTexts } from '../../../src/outbox/join-answers.ts'

type Said = Partial<OutgoingMessage> & Partial<Pick<Follower, 'slot' | 'onUncertain'>>

const candidate = (id: number, more: Said = {}): Follower => ({
  id,
  accountId: 'zalo:1',
  chatId: 7,
  priority: 0,
  attempts: 0,
  onUncertain: more.onUncertain ?? 'resend',
  slot: more.slot ?? null,
  address: Buffer.alloc(0),
  payload: Buffer.alloc(0),
  contentId: null,
})

/** How many of the followers leave with the first one. */
const joined = async (...said: readonly Said[]): Promise<number[]> => {
  const all = said.map((one, at) => candidate(at + 1, one))
  const messages = new Map(
    said.map(({ slot: _slot, onUncertain: _policy, ...message }, at) => [
      at + 1,
      { text: `lời ${at + 1}`, locale: 'vi' as const, ...message },
    ]),
  )
  const read = async (one: Candidate): Promise<OutgoingMessage> =>
    await Promise.resolve(messages.get(one.id) ?? { text: '', locale: 'vi' })
  const [first, ...followers] = all
  if (!first) return []
  return (await joinable(first, followers, read)).map((one) => one.id)
}

test('plain words that wait for one chat leave together', async () => {
  expect(await joined({}, {}, {})).toEqual([2, 3])
})

test('a prompt is never joined, nor anything behind it', async () => {
  const choices = [{ number: 1, label: 'Có', data: 'yes' }]
  expect(await joined({}, {}, { choices }, {})).toEqual([2])
  expect(await joined({}, { slot: 'prompt' }, {})).toEqual([])
  expect(await joined({ choices }, {})).toEqual([])
})

test.each<[string, Said]>([
  ['a file', { file: { attachmentId: 'a', media: 'image', mediaType: 'image/png', name: 'a.png' } }],
  ['a link', { link: { label: 'Giấy mời', url: 'https://example.org' } }],
  ['a quotation', { quotes: 'm1' }],
  ['another language', { locale: 'en' }],
  ['another policy for what is uncertain', { onUncertain: 'leave' }],
])('%s keeps a message by itself', async (_name, said) => {
  expect(await joined({}, said, {})).toEqual([])
})

test('together they never exceed what the platform takes as one message', async () => {
  expect(await joined({ text: 'a'.repeat(1000) }, { text: 'b'.repeat(998) }, { text: 'c' })).toEqual([2])
  expect(await joined({ text: 'a'.repeat(1000) }, { text: 'b'.repeat(999) }, { text: 'c' })).toEqual([])
})

test('a blank line stands between them', () => {
  expect(joinTexts({ text: 'một', locale: 'vi' }, [{ text: 'hai', locale: 'vi' }])).toEqual({
    text: 'một\n\nhai',
    locale: 'vi',
  })
})
