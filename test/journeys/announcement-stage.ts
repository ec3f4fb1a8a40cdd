import { openWords, type OutboxWords } from '../support/open-words.ts'
import { createConversation, type Topics } from '../../src/conversation/index.ts'
import { attendTopic } from '../../src/conversation/topics/attend.ts'
import { checkNoticeTopic } from '../../src/conversation/topics/check-notice.ts'
import { clarifyTopic } from '../../src/conversation/topics/clarify.ts'
import { formTopic } from '../../src/conversation/topics/form.ts'
import { menuTopic } from '../../src/conversation/topics/menu.ts'
import { scheduleTopic } from '../../src/conversation/topics/schedule.ts'
import type { Topic } from '../../src/conversation/turn.ts'
import type { IncomingContent, OutgoingMessage } from '../../src/channels/port.ts'
import { inTransaction } from '../../src/database/index.ts'
import { openWard } from '../integration/broadcasts/ward.ts'

/** Another room's topic: says how it was entered. */
const noting = (name: string, words: Topic['words'] = []): Topic => ({
  name,
  words,
  async begin(turn, opening) {
    turn.tell(`[${name} ${opening.word ?? ''} ${opening.argument ?? ''}]`)
  },
})

const shown = (message: OutgoingMessage): string =>
  [
    message.text,
    ...(message.link ? [`[${message.link.label}: ${message.link.url}]`] : []),
    ...(message.file ? [`[${message.file.media}: ${message.file.name}]`] : []),
    ...(message.choices ?? []).map((choice) => `${choice.number}. ${choice.label}`),
  ].join('\n')

/** A ward with officers, and residents whose messages reach the topics of this room. */
export const openStage = async () => {
  const ward = await openWard()
  const { house, sql } = ward
  const topics: Topics = {
    all: [
      menuTopic,
      clarifyTopic,
      scheduleTopic,
      checkNoticeTopic,
      attendTopic,
      formTopic,
      noting('opinion', ['HOI', 'GOPY']),
      noting('welcome'),
      noting('place', ['NOIO']),
      noting('track', ['TRACUU']),
    ],
    welcome: 'welcome',
    menu: 'menu',
    opinion: 'opinion',
    track: 'track',
    check: 'check-notice',
  }
  const conversation = createConversation({
    house,
    topics,
    publicUrl: 'https://nhipcau.example',
    scrub: async () => {},
    handleEvent: async (_scope, _chat, update) => update.content.kind,
  })
  let turns = 0

  const inbox = async (chatId: number): Promise<OutgoingMessage[]> => {
    const rows = await sql<OutboxWords[]>`
      with gone as (delete from outbox where chat_id = ${chatId} returning *), kept as (
        insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
        select id, lane, account_id, chat_id, priority, 'sent', 1, false, ref, created_at, ${house.clock.now().toISOString()}::timestamptz
        from gone)
      select chat_id, payload, content_id from gone order by id`
    return await Promise.all(rows.map(async (row) => await openWords(house, row)))
  }

  return {
    ...ward,
    /** Messages that have come to a chat since the last look, as one text. */
    read: async (chatId: number): Promise<string> => (await inbox(chatId)).map(shown).join('\n---\n'),
    /** Sends something from a chat and reads what comes back. */
    say: async (chatId: number, said: string | IncomingContent): Promise<string> => {
      turns += 1
      house.clock.advance(1000)
      const content: IncomingContent = typeof said === 'string' ? { kind: 'text', text: said } : said
      const update = { at: house.clock.now(), content, opensWindow: true }
      await inTransaction(house.database, async (tx) => {
        await conversation.takeTurn({
          tx,
          inboxId: turns,
          accountId: 'zalo:oa',
          chatId,
          address: `${chatId}`,
          update,
          windowOpenedAt: null,
        })
      })
      return (await inbox(chatId)).map(shown).join('\n---\n')
    },
    /** A chat of somebody who has consented to nothing. */
    stranger: async (): Promise<number> => {
      const [row] = await sql<{ id: string }[]>`
        insert into chats (lookup, account_id, address, created_at)
        values (gen_random_uuid(), 'zalo:oa', '\\x00'::bytea, ${house.clock.now().toISOString()}::timestamptz) returning id`
      return Number(row?.id)
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
