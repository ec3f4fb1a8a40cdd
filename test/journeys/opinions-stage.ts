import { sql } from 'drizzle-orm'
import type { Channel, IncomingContent, OutgoingMessage, Platform } from '../../src/channels/port.ts'
import { saveAccount } from '../../src/channels/index.ts'
import { createConversation, type Topic } from '../../src/conversation/index.ts'
import { clarifyTopic } from '../../src/conversation/topics/clarify.ts'
import { menuTopic } from '../../src/conversation/topics/menu.ts'
import { createOpinionTopic } from '../../src/conversation/topics/opinion.ts'
import type { Collecting } from '../../src/conversation/topics/opinion-places.ts'
import { mutedTopic } from '../../src/conversation/topics/residents-muted.ts'
import { mergedTopic } from '../../src/conversation/topics/merged.ts'
import { supportsTopic } from '../../src/conversation/topics/supports.ts'
import { refusedTopic } from '../../src/conversation/topics/triage-refused.ts'
import { privacyAskTopic } from '../../src/conversation/topics/privacy-ask.ts'
import { privacyIdentityTopic } from '../../src/conversation/topics/privacy-identity.ts'
import { trackTopic } from '../../src/conversation/topics/track.ts'
import { voiceTopic } from '../../src/conversation/topics/voice.ts'
import type { CommandWord } from '../../src/conversation/words/command-words.ts'
import { createInboxWorker, createReceiver } from '../../src/inbox/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { listQuestions, type Question } from '../../src/questions/index.ts'
import { officer, openQuestionHouse, ward } from '../integration/questions/question-house.ts'

export type Session = Collecting & { readonly unitId: string }

/** A topic of another capability, which only says that it was opened. */
const standIn = (name: string, word?: CommandWord): Topic => ({
  name,
  ...(word === undefined ? {} : { words: [word] }),
  async begin(turn) {
    turn.tell(`[${name}]`)
  },
})

const channelOf = (platform: Platform): Channel => ({
  platform,
  read: (_accountId, raw) => {
    const { at, content } = JSON.parse(Buffer.from(raw).toString('utf8')) as { at: string; content: IncomingContent }
    return { at: new Date(at), content, opensWindow: true }
  },
  send: async () => ({ kind: 'refused', why: 'nothing is sent here', scope: 'message' }),
})

/** Everything between a platform and the officer's list: inbox, turns, topics, rooms and outbox, on one database. */
export const openStage = async (platform: Platform = 'web', publicUrl?: string) => {
  const accountId = `${platform}:chat`
  const stage = await openQuestionHouse()
  const { house } = stage
  const { database, keyring, clock } = house
  const sessions: Session[] = []
  const scrubbed: number[] = []
  await saveAccount(
    database,
    {
      id: accountId,
      platform,
      externalId: 'chat',
      name: 'Web',
      lane: 'web',
      credentials: null,
      capabilities: {},
    },
    clock.now(),
  )
  const collecting = async (
    _: unknown,
    options: { readonly unitPaths: readonly (readonly string[])[] },
  ): Promise<readonly Collecting[]> =>
    sessions.filter((session) => options.unitPaths.some((path) => path.includes(session.unitId)))
  const topics = [
    createOpinionTopic({ collecting, storage: stage.storage }),
    trackTopic,
    supportsTopic,
    mergedTopic,
    refusedTopic,
    voiceTopic,
    privacyAskTopic,
    privacyIdentityTopic,
    menuTopic,
    clarifyTopic,
    mutedTopic,
    standIn('welcome'),
    standIn('place', 'NOIO'),
    standIn('check', 'KIEMTRA'),
  ]
  const conversation = createConversation({
    house,
    topics: { all: topics, welcome: 'welcome', menu: 'menu', opinion: 'opinion', track: 'track', check: 'check' },
    handleEvent: async () => 'ignored',
    publicUrl,
    scrub: async (_scope, chat, _at, since) => {
      // What was only looked up is tried on the real page.
      if (since === undefined) scrubbed.push(chat.id)
    },
  })
  const receiver = createReceiver({ ...house, spool: { write: async () => {}, replay: async () => 0 } })
  const worker = createInboxWorker({
    house,
    processId: newId(),
    channelOf: () => channelOf(platform),
    takeTurn: async (turn) => await conversation.takeTurn(turn),
    apologise: async (turn) => await conversation.apologise(turn),
  })

  let updates = 0
  const deliver = async (address: string, contents: readonly IncomingContent[]): Promise<void> => {
    for (const content of contents) {
      updates += 1
      clock.advance(1_000)
      const at = clock.now()
      const raw = Buffer.from(JSON.stringify({ at, content }))
      await receiver.receive([{ accountId, key: `k${updates}`, conversation: address, at, seq: updates, raw }])
    }
    await worker.runOnce()
  }

  /** What a platform would have delivered by now; the rows leave as they do when sent. */
  const takeOutbox = async (chatId: number): Promise<OutgoingMessage[]> => {
    const rows = await database.execute<{ payload: Buffer }>(sql`
      with sent as (delete from outbox where chat_id = ${chatId} returning id, payload)
      select payload from sent order by id`)
    return rows.map(
      (row) => JSON.parse(keyring.openText('outbox', row.payload, `outbox.payload:${chatId}`)) as OutgoingMessage,
    )
  }

  const shown = (messages: readonly OutgoingMessage[]): string =>
    messages
      .map((message) =>
        [message.text, ...(message.choices ?? []).map((choice) => `${choice.number}. ${choice.label}`)].join('\n'),
      )
      .join('\n---\n')

  /** Somebody who has consented and lives in the ward, with a phone to write on. */
  const resident = async (
    given: { readonly naming?: string; readonly followedUnitId?: string; readonly unitId?: string | null } = {},
  ) => {
    const address = `platform-id-${newId()}`
    await deliver(address, [{ kind: 'start' }])
    const [row] = await database.execute<{ id: string }>(sql`select id from chats order by id desc limit 1`)
    const chatId = Number(row?.id)
    const person = await stage.meet(chatId)
    const unitId = given.unitId === undefined ? '00001' : given.unitId
    await database.execute(sql`
      update residents set unit_id = ${unitId}, naming = ${given.naming ?? 'sealed'},
        followed_unit_id = ${given.followedUnitId ?? null} where id = ${person.residentId}`)
    await takeOutbox(chatId)
    const send = async (...contents: IncomingContent[]): Promise<string> => {
      await deliver(address, contents)
      return shown(await takeOutbox(chatId))
    }
    return {
      ...person,
      address,
      send,
      /** The turn of a text, whose answer stays in the outbox. */
      receive: async (text: string): Promise<void> => await deliver(address, [{ kind: 'text', text }]),
      /** Texts as typed, one after the other; returns all that came back. */
      say: async (...texts: string[]): Promise<string> =>
        await send(...texts.map((text): IncomingContent => ({ kind: 'text', text }))),
      photo: async (caption?: string): Promise<string> =>
        await send({
          kind: 'media',
          items: [{ media: 'image', source: { kind: 'url', url: 'https://example.org/anh.jpg' } }],
          ...(caption === undefined ? {} : { caption }),
        }),
    }
  }

  return {
    ...stage,
    sessions,
    /** Chats whose copies of a text were asked to go. */
    scrubbed,
    resident,
    /** The officer's list, newest first. */
    list: async (): Promise<readonly Question[]> => {
      const page = { unitPath: ward, reader: officer('front_officer', ward), limit: 100 }
      return (await listQuestions(database, keyring, page)).items
    },
    clear: async (): Promise<void> => {
      sessions.length = 0
      scrubbed.length = 0
      await database.$client`truncate opinions, diversions, question_limits, attachments cascade`
    },
    close: async (): Promise<void> => {
      await worker.stop()
      await receiver.stop()
      await stage.close()
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** The receipt code in a reply. */
export const codeIn = (reply: string): string => /\d{4} \d{4} \d{4}/.exec(reply)?.[0] ?? `no code in: ${reply}`
